"""The nouns as the JSON of the filters, and articles back. One place knows the field names of the contract.

Times stay the strings that they are; extents become ``[start, end]``; a span carries its words when the text is known.
Reading raises ``KeyError``, ``TypeError`` or ``ValueError`` on what isn't of the form; callers say which line it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sayso.text import joined, statement_id, version_of
from sayso.types import (
    Annotations,
    Answer,
    Article,
    Block,
    BlockKind,
    Comment,
    Edit,
    Explainer,
    FactChange,
    Figure,
    FigureGroup,
    Line,
    Link,
    Mention,
    News,
    PageOutcome,
    Placement,
    Problem,
    Rule,
    SearchHit,
    SourceCount,
    Span,
    Statement,
    Story,
    Writing,
)

Json = dict[str, Any]
TextOf = Callable[[str, str], str | None]
"""(article id, version) to that version's text, or None when it isn't kept."""


_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What Python's ``str.splitlines`` and some other readers take for line ends although JSON Lines doesn't."""


def json_line(data: Json) -> str:
    """One line of JSON Lines without its line break. Raises ValueError for a number that JSON doesn't have."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_LINE_ENDS)


# --- articles ------------------------------------------------------------------------------------------------


def article_json(article: Article, id_: object = None) -> Json:
    """ARTICLE of the contract; ``id_`` takes the place of the article's own id where a filter numbers them."""
    return {
        "id": article.id if id_ is None else id_,
        "version": article.version,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "url": article.url,
        "image": article.image,
        "tags": list(article.tags),
        "blocks": [[block.kind.value, block.text] for block in article.blocks],
        "text": article.text,
        "links": [[link.title, link.url] for link in article.links],
        "embedded": article.embedded,
    }


def article_of(data: Mapping[str, Any]) -> Article:
    """An article from ARTICLE, or from as little as ``{"id", "text"}``: what isn't there is empty."""
    text = _text(data.get("text"))
    blocks = tuple(Block(BlockKind(kind), str(words)) for kind, words in data.get("blocks") or ())
    if not text and blocks:
        text = joined(blocks)
    return Article(
        id=str(data.get("id")),
        version=_text(data.get("version")) or version_of(text),
        title=_optional(data.get("title")),
        outlet=_optional(data.get("outlet")),
        authors=tuple(map(str, data.get("authors") or ())),
        published=_optional(data.get("published")),
        modified=_optional(data.get("modified")),
        language=_optional(data.get("language")),
        url=_optional(data.get("url")),
        image=_optional(data.get("image")),
        tags=tuple(map(str, data.get("tags") or ())),
        blocks=blocks,
        text=text,
        links=tuple(Link(str(title), _optional(url)) for title, url in data.get("links") or ()),
        embedded=bool(data.get("embedded")),
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value


def _optional(value: object) -> str | None:
    return _text(value) or None


# --- annotations -----------------------------------------------------------------------------------------------


def annotations_json(found: Annotations, text: str) -> Json:
    """The output of ``sayso annotate`` without its id; ``text`` is the annotated text."""
    return {
        "statements": [statement_json(statement) for statement in found.statements],
        "figures": [figure_json(figure, text) for figure in found.figures],
        "moments": [
            {
                "start": moment.start,
                "end": moment.end,
                "text": text[moment.start : moment.end],
                "type": moment.type.value,
                "value": moment.value,
            }
            for moment in found.moments
        ],
        "mentions": [_mention_json(mention) for mention in found.mentions],
        "hashtags": list(found.hashtags),
    }


def statement_json(statement: Statement) -> Json:
    """A statement; extents as ``[start, end]`` pairs."""
    return {
        "source": [list(extent) for extent in statement.source],
        "cue": [list(extent) for extent in statement.cue],
        "content": [list(extent) for extent in statement.content],
        "speaker": statement.speaker,
        "firmness": statement.firmness.value,
        "via": list(statement.via),
        "kind": statement.kind,
        "score": round(statement.score, 3),
        "shown": statement.shown,
    }


def figure_json(figure: Figure, text: str) -> Json:
    """A figure with its words."""
    return {
        "start": figure.start,
        "end": figure.end,
        "text": text[figure.start : figure.end],
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "counted": figure.counted,
        "approximate": figure.approximate,
        "as_of": figure.as_of,
        "statement": figure.statement,
        "of": figure.of,
    }


def _mention_json(mention: Mention) -> Json:
    data: Json = {"start": mention.start, "end": mention.end, "type": mention.type.value, "name": mention.name}
    if mention.role:
        data["role"] = mention.role
    return data


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and value == int(value) else value


# --- stories and explainers --------------------------------------------------------------------------------------


def placement_json(placement: Placement) -> Json:
    """A line of ``sayso group``."""
    return {
        "id": placement.article,
        "story": placement.story,
        "copy_of": placement.copy_of,
        "relation": placement.relation.value,
    }


def sources_json(count: SourceCount) -> Json:
    """``{"articles", "independent", "undetermined"}``."""
    return {"articles": count.articles, "independent": count.independent, "undetermined": count.undetermined}


def story_json(story: Story, members: Iterable[tuple[Article, Placement]]) -> Json:
    """A line of ``sayso stories --json``."""
    return {
        "story": story.id,
        "title": story.title,
        "status": story.status,
        "sources": sources_json(story.sources),
        "languages": list(story.languages),
        "first": story.first,
        "last": story.last,
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "published": article.published,
                "url": article.url,
                "copy_of": placement.copy_of,
                "relation": placement.relation.value,
            }
            for article, placement in members
        ],
    }


def words_of(span: Span | None, text_of: TextOf) -> str:
    """A span's words; "" for none, or where that version isn't kept."""
    text = text_of(span.article, span.version) if span else None
    return text[span.start : span.end] if text and span else ""


def span_json(span: Span, text_of: TextOf) -> Json:
    """SPAN of the contract with its words (None when that version isn't kept any more)."""
    text = text_of(span.article, span.version)
    return {
        "article": span.article,
        "version": span.version,
        "start": span.start,
        "end": span.end,
        "text": None if text is None else text[span.start : span.end],
    }


def _spans_json(spans: Iterable[Span], text_of: TextOf) -> list[Json]:
    return [span_json(span, text_of) for span in spans]


def explainer_json(explained: Explainer, text_of: TextOf) -> Json:
    """The output of ``sayso explain --json``."""
    return {
        "subject": explained.subject,
        "sources": sources_json(explained.sources),
        "what_we_know": [_line_json(line, text_of) for line in explained.lines],
        "figures": [_figure_group_json(group, text_of) for group in explained.figures],
        "timeline": [
            {"date": entry.date, "sentence": entry.sentence, "support": _spans_json(entry.support, text_of)}
            for entry in explained.timeline
        ],
        "open_questions": [
            {"question": question.question, "support": _spans_json(question.support, text_of)}
            for question in explained.open_questions
        ],
        "summary": [_line_json(line, text_of) for line in explained.summary],
        "quotes": [_line_json(line, text_of) for line in explained.quotes],
        "subjects": list(explained.subjects),
        "by_outlet": [_line_json(line, text_of) for line in explained.by_outlet],
    }


def _line_json(line: Line, text_of: TextOf) -> Json:
    return {
        "sentence": line.sentence,
        "support": _spans_json(line.support, text_of),
        "speaker": line.speaker,
        "firmness": line.firmness.value,
        "independent": line.independent,
        "group": line.group,
        "score": round(line.score, 3),
        "via": list(line.via),
        "own_voice": line.own_voice,
        **_hand(line),
    }


def _figure_group_json(group: FigureGroup, text_of: TextOf) -> Json:
    return {
        "what": group.what,
        "unit": group.unit,
        "status": group.status,
        "rows": [
            {
                "low": _number(row.low),
                "high": _number(row.high),
                "approximate": row.approximate,
                "as_of": row.as_of,
                "speaker": row.speaker,
                "support": span_json(row.support, text_of),
                "reported": row.reported,
                "overtaken": row.overtaken,
                "derived_from": span_json(row.derived_from, text_of) if row.derived_from else None,
            }
            for row in group.rows
        ],
    }


def answer_json(answer: Answer, text_of: TextOf) -> Json:
    """One answer of ``sayso ask --json``."""
    return {
        "sentence": answer.sentence,
        "support": _spans_json(answer.support, text_of),
        "speaker": answer.speaker,
        "firmness": answer.firmness.value,
        "score": round(answer.score, 3),
        **_hand(answer),
    }


def _hand(worded: Line | Answer) -> Json:
    """Whose words a sentence is in, where a model reworded it."""
    return {"written_by": worded.written_by} if worded.written_by else {}


def writing_json(writing: Writing) -> Json:
    """What came of asking a model."""
    return {
        "model": writing.model or None,
        "drafted": writing.drafted,
        "kept": writing.kept,
        "rejected": list(writing.rejected),
        "failure": writing.failure or None,
    }


def shown_statement_json(article: Article, statement: Statement) -> Json:
    """A statement as the API shows it: with its id, its article and its words."""
    return {
        "id": statement_id(article.version, statement.content),
        "article": article.id,
        "version": article.version,
        **statement_json(statement),
        "words": {
            role: [article.text[start:end] for start, end in getattr(statement, role)]
            for role in ("source", "cue", "content")
        },
    }


# --- what commands print -------------------------------------------------------------------------------------------


def edit_json(article: str, edit: Edit, text_of: TextOf) -> Json:
    """A line of ``sayso edits --json``."""
    return {
        "article": article,
        "seen": edit.seen,
        "before": edit.before,
        "after": edit.after,
        "changes": [change_json(change, text_of) for change in edit.changes],
    }


def change_json(change: FactChange, text_of: TextOf) -> Json:
    """A fact that an edit changed: the sentences before and after, and the exact words where it has some."""
    spans = {name: getattr(change, name) for name in ("before", "after", "old", "new")}
    told = {name: span and span_json(span, text_of) for name, span in spans.items()}
    return {"kind": change.kind, **{n: s for n, s in told.items() if s is not None or n in {"before", "after"}}}


def news_json(news: News, text_of: TextOf) -> Json:
    """A line of ``sayso news --json``."""
    return {
        "story": news.story,
        "title": news.title,
        "since": news.since,
        "articles": list(news.articles),
        "copies": news.copies,
        "outlets": list(news.outlets),
        "new": [_line_json(line, text_of) for line in news.lines],
        "figures": [_figure_group_json(group, text_of) for group in news.figures],
        "changes": [change_json(change, text_of) for change in news.changes],
    }


def outcome_json(outcome: PageOutcome) -> Json:
    """A line of ``sayso add --json``."""
    return {
        "id": outcome.name if outcome.key is None else outcome.key,
        "articles": list(outcome.articles),
        "status": outcome.status,
        "reason": outcome.reason,
    }


def problem_json(problem: Problem) -> Json:
    """A line of ``sayso problems --json``."""
    return {"what": problem.what, "reason": problem.reason, "way_out": problem.way_out, "at": problem.at}


def rule_json(rule: Rule) -> Json:
    """A line of ``sayso rules --json``."""
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "one": list(rule.one),
        "other": list(rule.other),
        "made": rule.made,
    }


def comment_json(comment: Comment) -> Json:
    """A line of ``sayso comments --json``."""
    return {
        "id": comment.id,
        "article": comment.article,
        "name": comment.name,
        "body": comment.body,
        "posted": comment.posted,
        "state": comment.state,
    }


def hit_json(hit: SearchHit, text_of: TextOf) -> Json:
    """A line of ``sayso search --json``."""
    return {
        "kind": hit.kind,
        "article": hit.article,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": hit.published,
        "language": hit.language,
        "support": None if hit.span is None else span_json(hit.span, text_of),
        "snippet": hit.snippet,
        "statement": hit.statement,
        "speaker": hit.speaker,
        "score": round(hit.score, 3),
    }
