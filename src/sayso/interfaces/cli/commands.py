"""What each command does: asks the desk and prints. A command returns its exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from sayso.contract import (
    Json,
    answer_json,
    comment_json,
    edit_json,
    explainer_json,
    hit_json,
    json_line,
    news_json,
    outcome_json,
    problem_json,
    rule_json,
    story_json,
    words_of,
    writing_json,
)
from sayso.desk import Desk
from sayso.interfaces.cli.demo import run_demo
from sayso.interfaces.cli.progress import ProgressBar
from sayso.interfaces.cli.serving import serve
from sayso.interfaces.cli.told import told_edit, told_explainer, told_hand, told_news
from sayso.interfaces.wording import told_writing
from sayso.settings import Settings, settings_table
from sayso.text import age, instant
from sayso.types import PageOutcome, Rule, Story
from sayso.worker import UNKNOWN_OUTLET


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command line."""

    options: argparse.Namespace
    settings: Settings
    progress: ProgressBar

    def desk(self) -> Desk:
        """A desk over the store that the options name."""
        return Desk.open(self.settings.folder, self.settings)

    @property
    def as_json(self) -> bool:
        """Whether JSON Lines were asked for."""
        return bool(getattr(self.options, "json", False))

    def tell(self, data: Json, line: str) -> None:
        """Prints one result, in the form that was asked for, at once."""
        print(json_line(data) if self.as_json else line, flush=True)


# --- in -----------------------------------------------------------------------------------------------------------


def add(run: Run) -> int:
    """Prints a line a page; 1 when nothing of the input could be used."""
    with run.desk() as desk:
        whats, fetched, later = run.options.what, run.options.fetched, run.options.later
        return _tell_outcomes(run, desk.add(whats, fetched=fetched, later=later, progress=run.progress))


def fetch(run: Run) -> int:
    """Polls what is due."""
    with run.desk() as desk:
        _tell_outcomes(run, desk.fetch(everything=run.options.all, progress=run.progress))
    return 0


def _tell_outcomes(run: Run, outcomes: Iterable[PageOutcome]) -> int:
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome.status] = counts.get(outcome.status, 0) + 1
        reason = f": {outcome.reason}" if outcome.reason else ""
        run.tell(outcome_json(outcome), f"{outcome.status:<9} {outcome.name}{reason}")
    if not run.as_json:
        print(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing to do")
    return 1 if set(counts) == {"failed"} else 0


def work(run: Run) -> int:
    """Does what is due."""
    with run.desk() as desk:
        desk.work(run.progress)
    return 0


def outlets(run: Run) -> int:
    """Prints what is followed, then the outlets known."""
    with run.desk() as desk:
        for followed in desk.subscriptions():
            data: Json = {
                "address": followed.address,
                "kind": followed.kind,
                "title": followed.title,
                "tags": list(followed.tags),
                "last_fetched": followed.last_fetched,
                "last_outcome": followed.last_outcome,
                "failures": followed.failures,
                "next_due": followed.next_due,
            }
            last = f"{followed.last_outcome or 'not polled yet'} ({followed.last_fetched or 'never'})"
            run.tell(data, f"{followed.kind:<5} {followed.address}\n      {last}; next {followed.next_due or 'now'}")
        for name, count, last_published in desk.outlets():
            data = {"outlet": name, "articles": count, "last_published": last_published}
            run.tell(data, f"outlet {name}: {count} article{'s' * (count != 1)}, last {last_published or 'undated'}")
    return 0


def unfollow(run: Run) -> int:
    """Stops following an address."""
    with run.desk() as desk:
        desk.unfollow(run.options.address)
    return 0


def export(run: Run) -> int:
    """Writes OPML to stdout."""
    with run.desk() as desk:
        sys.stdout.buffer.write(desk.opml())
    return 0


# --- reading ------------------------------------------------------------------------------------------------------


def stories(run: Run) -> int:
    """Prints a line a story."""
    with run.desk() as desk:
        for story in desk.stories(run.options.limit):
            members = desk.with_members([story])[0].members if run.as_json else ()
            run.tell(story_json(story, members), _story_line(desk, story))
    return 0


def _story_line(desk: Desk, story: Story) -> str:
    last = instant(story.last)
    when = age(last, desk.now()) if last else "undated"
    sources = story.sources
    undetermined = f", {sources.undetermined} undetermined" if sources.undetermined else ""
    count = f"{sources.articles} article{'s' * (sources.articles != 1)}"
    return f"{story.id}  {story.title}\n    {count}, {sources.independent} independent{undetermined}; {when}"


def explain(run: Run) -> int:
    """Prints "What we know"."""
    with run.desk() as desk:
        explained = desk.explain(run.options.what)
        writing = None
        if run.options.write:
            explained, writing = desk.write_explainer(explained)
        data = explainer_json(explained, desk.text_of) if run.as_json else {}
        data |= {"writing": writing_json(writing)} if writing else {}
        run.tell(data, "" if run.as_json else told_explainer(explained, _labels(desk), writing))
    return 0


def _labels(desk: Desk) -> Callable[[str], str]:
    """Article ids to outlet and id, for people."""

    def label(article: str) -> str:
        found = desk.store.article(article)
        return f"{found.outlet or UNKNOWN_OUTLET}, {article}"

    return label


def ask(run: Run) -> int:
    """Prints the answers, or that the articles don't say."""
    with run.desk() as desk:
        answers = desk.ask(run.options.question, run.options.story)
        writing = None
        if run.options.write:
            answers, writing = desk.write_answers(run.options.question, answers)
        data: Json = {
            "question": run.options.question,
            "answers": [answer_json(answer, desk.text_of) for answer in answers] if run.as_json else [],
        }
        data |= {"writing": writing_json(writing)} if writing else {}
        label = _labels(desk)
        lines = [
            f"{a.sentence}\n    {a.speaker}, {a.firmness.value} [{label(a.support[0].article)}]"
            + told_hand(a.written_by)
            for a in answers
        ]
        lines += [told_writing(writing)] if writing and answers else []
        run.tell(data, "\n".join(lines) or "The articles don't say.")
    return 0


def search(run: Run) -> int:
    """Prints the hits."""
    options = run.options
    with run.desk() as desk:
        hits = desk.search(
            options.query,
            kind="statement" if options.statements else "article",
            outlet=options.outlet,
            language=options.language,
            since=options.since,
            until=options.until,
            limit=options.limit,
        )
        for hit in hits:
            head = hit.speaker if hit.kind == "statement" else hit.title
            where = f"{hit.outlet or UNKNOWN_OUTLET}, {hit.published or 'undated'}, {hit.article}"
            run.tell(hit_json(hit, desk.text_of), f"{head or 'untitled'} ({where})\n    {hit.snippet}")
        if not hits and not run.as_json:
            print("nothing found")
    return 0


def news(run: Run) -> int:
    """Prints what is new since a time, a story after the other."""
    options = run.options
    with run.desk() as desk:
        for one in desk.news(options.since, options.story, options.limit):
            if not one.empty:
                run.tell(
                    news_json(one, desk.text_of),
                    told_news(one, _labels(desk), partial(words_of, text_of=desk.text_of)),
                )
    return 0


def edits(run: Run) -> int:
    """Prints what each later version of an article changed."""
    with run.desk() as desk:
        article = desk.store.find_article(run.options.article) or run.options.article
        for edit in desk.edits(article):
            run.tell(edit_json(article, edit, desk.text_of), told_edit(edit, partial(words_of, text_of=desk.text_of)))
    return 0


def verify(run: Run) -> int:
    """Prints each span that lies; 1 when there is one."""
    with run.desk() as desk:
        checked, faults = desk.verify(run.progress)
    for fault in faults:
        run.tell({"fault": fault}, fault)
    run.tell({"checked": checked, "faults": len(faults)}, f"{checked} spans checked, {len(faults)} lie")
    return 1 if faults else 0


# --- human hands --------------------------------------------------------------------------------------------------


def rebuild(run: Run) -> int:
    """Redoes what is old."""
    with run.desk() as desk:
        desk.rebuild(run.progress, everything=run.options.all)
    return 0


def comments(run: Run) -> int:
    """Judges comments, then prints those that wait."""
    with run.desk() as desk:
        for comment in run.options.approve:
            desk.judge_comment(comment, "approved")
        for comment in run.options.reject:
            desk.judge_comment(comment, "rejected")
        for found in desk.comments(None if run.options.all else "held"):
            line = f"{found.id}  [{found.state}] {found.name} on {found.article}, {found.posted}\n    {found.body}"
            run.tell(comment_json(found), line)
    return 0


def problems(run: Run) -> int:
    """Prints what failed and why."""
    with run.desk() as desk:
        for problem in desk.problems():
            way_out = f"; {problem.way_out}" if problem.way_out else ""
            run.tell(problem_json(problem), f"{problem.at}  {problem.what}: {problem.reason}{way_out}")
    return 0


def remove(run: Run) -> int:
    """Takes an article or an outlet down."""
    with run.desk() as desk:
        for article in desk.remove(run.options.what):
            run.tell({"removed": article}, f"removed {article}")
    return 0


def merge(run: Run) -> int:
    """Makes two stories one."""
    with run.desk() as desk:
        _tell_rule(run, desk.merge(run.options.story, run.options.other))
    return 0


def split(run: Run) -> int:
    """Makes a story of some articles of another."""
    with run.desk() as desk:
        rule = desk.split(run.options.story, run.options.article)
        _tell_rule(run, rule)
    return 0


def not_a_copy(run: Run) -> int:
    """Makes an article a source of its own."""
    with run.desk() as desk:
        _tell_rule(run, desk.not_a_copy(run.options.article))
    return 0


def same_subject(run: Run) -> int:
    """Makes two names one."""
    with run.desk() as desk:
        _tell_rule(run, desk.same_subject(run.options.name, run.options.other))
    return 0


def rules(run: Run) -> int:
    """Takes rules back, then prints those that stand."""
    with run.desk() as desk:
        for rule in run.options.forget:
            desk.forget_rule(rule)
        for rule in desk.rules():
            _tell_rule(run, rule)
    return 0


def _tell_rule(run: Run, rule: Rule) -> None:
    line = f"{rule.id}  {rule.kind.value}: {', '.join(rule.one)}"
    run.tell(rule_json(rule), f"{line} | {', '.join(rule.other)}" if rule.other else line)


def backup(run: Run) -> int:
    """Copies the live store."""
    with run.desk() as desk:
        desk.backup(run.options.folder)
    return 0


def config(run: Run) -> int:
    """Prints the settings."""
    for name, variable, value, doc in settings_table(run.settings):
        data: Json = {"name": name, "environment": variable, "value": value, "doc": doc}
        run.tell(data, f"{name} = {value or '(empty)'}\n    {doc} [{variable}]")
    return 0


def serve_site(run: Run) -> int:
    """Serves the site until interrupted."""
    return serve(run.settings, work=run.options.work)


def demo(run: Run) -> int:
    """Follows the sample newsroom and serves its site."""
    return run_demo(run.settings, run.progress, serving=not run.options.no_serve)


COMMANDS: dict[str, Callable[[Run], int]] = {
    "add": add,
    "fetch": fetch,
    "work": work,
    "outlets": outlets,
    "unfollow": unfollow,
    "export": export,
    "stories": stories,
    "explain": explain,
    "ask": ask,
    "search": search,
    "edits": edits,
    "news": news,
    "verify": verify,
    "rebuild": rebuild,
    "comments": comments,
    "problems": problems,
    "remove": remove,
    "merge": merge,
    "split": split,
    "not-a-copy": not_a_copy,
    "same-subject": same_subject,
    "rules": rules,
    "backup": backup,
    "config": config,
    "serve": serve_site,
    "demo": demo,
}
