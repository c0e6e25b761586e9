"""What happens to the store: full disks, other writers, other versions, killed runs, removal, backup, rebuild."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from sayso.desk import Desk
from sayso.pipeline import annotator_of
from sayso.settings import Settings
from sayso.storage import open_store
from sayso.types import StatementMode
from tests.conftest import Sayso
from tests.interfaces.newsstand import PROGRAM, environment, html_page, run_process, write_folder

LATER_TRIALS, WHOLE_TRIALS = 17, 3
PAGES = 60


# --- a store that can't be used


def test_a_newer_store_is_left_alone(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("stories").code == 0
    database = apsw.Connection(str(tmp_path / "store" / "sayso.db"))
    database.pragma("user_version", 999)
    database.close()
    ran = sayso("stories")
    assert (ran.code, ran.out) == (1, "")
    assert "999" in ran.err
    assert ran.err.count("\n") == 1


def test_a_second_writer_is_told_at_once_and_readers_go_on(sayso: Sayso, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html_page(1), "utf-8")
    sayso("add", page)
    with open_store(tmp_path / "store") as other, other.writing():
        for command in (["add", page], ["fetch"], ["work"], ["rebuild"], ["remove", "Weston Post"]):
            ran = run_process(*command, "--store", tmp_path / "store")
            assert (command, ran.returncode) == (command, 1)
            assert ran.stdout == b""
            assert f"process {os.getpid()} is writing to it".encode() in ran.stderr
            assert ran.stderr.count(b"\n") == 1
        assert sayso("stories").code == 0
        assert sayso("search", "ferry").out
    assert sayso("add", page).code == 0


def test_a_store_that_can_not_be_made_is_a_line(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    ran = sayso("stories", "--store", tmp_path / "file" / "store")
    assert ran.code == 1
    assert ran.err.startswith("sayso: ")
    assert ran.err.count("\n") == 1


# --- a disk that is full


@pytest.mark.slow
def test_a_full_disk_is_a_line_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", PAGES)
    for page in given.iterdir():  # bytes that don't compress
        page.write_text(page.read_text("utf-8") + f"<!-- {random.Random(page.name).randbytes(9000).hex()} -->", "utf-8")
    store = tmp_path / "store"
    command = 'ulimit -f 400; trap "" XFSZ; exec "$@"'
    ran = subprocess.run(
        ["bash", "-c", command, "bash", *PROGRAM, "add", given, "--later", "--json", "--store", store],
        capture_output=True,
        env=dict(environment()),
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"sayso: ")
    assert ran.stderr.count(b"\n") == 1
    assert b"full" in ran.stderr
    kept = [line["id"] for line in map(json.loads, ran.stdout.splitlines())]
    assert 0 < len(kept) < PAGES
    with open_store(store) as opened:
        assert opened.check() == []
        assert {page.name for page in opened.queued_pages(1000)} == set(kept)
    again = run_process("add", given, "--later", "--json", "--store", store)
    assert [json.loads(line)["status"] for line in again.stdout.splitlines()] == ["queued"] * PAGES


@pytest.mark.slow
def test_a_full_file_system_is_a_line(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        assert not os.environ.get("SAYSO_CI"), "CI must be able to unshare"
        pytest.skip("unshare -rm isn't permitted here")
    given = write_folder(tmp_path / "given", 20)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=300k none "$0" && exec "$@"'
    ran = subprocess.run(
        ["unshare", "-rm", "bash", "-c", script, disk, *PROGRAM, "add", given, "--store", disk / "store", "--quiet"],
        capture_output=True,
        env=dict(environment()),
        check=False,
    )
    assert ran.returncode == 1
    assert b"full" in ran.stderr
    assert ran.stderr.count(b"\n") == 1


# --- killed in the middle


@pytest.mark.slow
def test_twenty_runs_killed_in_the_middle_of_add_lose_and_double_nothing(tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", PAGES)
    whole, chances = tmp_path / "whole", random.Random(4)
    for trial in range(LATER_TRIALS):
        how = (signal.SIGKILL, signal.SIGINT)[trial % 2]
        _one_trial(given, tmp_path / f"later{trial}", how, chances.randrange(PAGES), "--later")
    for trial in range(WHOLE_TRIALS):
        how = (signal.SIGKILL, signal.SIGINT)[trial % 2]
        _one_trial(given, whole, how, chances.randrange(PAGES // WHOLE_TRIALS * trial + 5))
    done = run_process("add", given, "--json", "--store", whole)
    assert done.returncode == 0
    again = run_process("add", given, "--json", "--store", whole)
    assert {json.loads(line)["status"] for line in again.stdout.splitlines()} == {"unchanged"}
    with open_store(whole) as store:
        assert store.check() == []
        counts = store.counts()
        assert (counts["pages"], counts["articles"]) == (PAGES, PAGES)
        placed = [placement.article for story in store.stories() for placement in store.story_placements(story.id)]
        assert len(placed) == len(set(placed)) == PAGES


def _one_trial(given: Path, folder: Path, how: signal.Signals, after: int, *options: str) -> None:
    """Kills ``sayso add`` once it has acknowledged ``after`` pages, then looks at the store."""
    with subprocess.Popen(
        [*PROGRAM, "add", given, "--json", "--store", folder, "--quiet", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=dict(environment()),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(after + 1)]
        time.sleep(after % 7 / 1000)  # somewhere within a page
        os.killpg(process.pid, how)
        lines += process.stdout.readlines()
        complaint = process.stderr.read().decode()
    if how is signal.SIGINT:
        assert (process.returncode, "Traceback" in complaint) in {(130, False), (0, False)}, complaint
    acknowledged = [json.loads(line) for line in lines if line.endswith(b"\n")]
    with open_store(folder) as store:
        assert store.check() == []
        kept = {page.name for page in (*store.queued_pages(1000), *store.pages())}
        assert {line["id"] for line in acknowledged} <= kept
        assert len(store.queued_pages(1000)) + store.counts()["pages"] == len(kept)
        ids = [id_ for line in acknowledged for id_ in line["articles"]]
        assert [article.id for article in store.articles(ids)] == ids


# --- human hands


def test_a_removed_article_is_gone_and_stays_gone(sayso: Sayso, tmp_path: Path) -> None:
    given = write_folder(tmp_path / "given", 2)
    secret = "Velvet Quagga"
    (given / "page000.html").write_text(html_page(0, more=f"The {secret} has been seen in the harbour."), "utf-8")
    told = sayso("add", given, "--json").json
    assert sayso("search", secret, "--json").json
    gone = told[0]["articles"][0]
    assert sayso("remove", gone, "--json").json == [{"removed": gone}]
    assert sayso("search", secret, "--json").json == []
    again = sayso("add", given, "--json")
    assert again.code == 0
    assert sayso("search", secret, "--json").json == []
    assert gone not in _listed(sayso)
    assert sayso("rebuild", "--all").code == 0
    assert gone not in _listed(sayso)
    with open_store(tmp_path / "store") as store:
        assert store.article_state(gone).value == "removed"
        assert store.article(gone).text == ""
        assert all(secret.encode() not in page.content for page in store.pages())
    assert sayso("verify").code == 0


def _listed(sayso: Sayso, *at: str) -> dict[str, str]:
    """Article to story, as ``sayso stories`` lists them."""
    stories = sayso("stories", "--json", *at).json
    return {article["id"]: story["story"] for story in stories for article in story["articles"]}


def test_an_outlet_is_removed_by_its_name(sayso: Sayso, tmp_path: Path) -> None:
    sayso("add", write_folder(tmp_path / "given", 2))
    assert len(sayso("remove", "northport post").out.splitlines()) == 1
    assert [one["outlet"] for one in sayso("outlets", "--json").json] == ["Weston Post"]
    ran = sayso("remove", "No Such Gazette")
    assert ran.code == 1
    assert "No Such Gazette" in ran.err


def test_a_backup_is_a_store(sayso: Sayso, tmp_path: Path) -> None:
    sayso("add", write_folder(tmp_path / "given", 2))
    assert sayso("backup", tmp_path / "copy").code == 0
    shown = sayso("stories", "--json").json
    shutil.rmtree(tmp_path / "store")
    assert sayso("stories", "--json", "--store", tmp_path / "copy").json == shown
    assert sayso("verify", "--store", tmp_path / "copy").code == 0
    assert sayso("backup", tmp_path / "copy", "--store", tmp_path / "copy").code == 1


def test_comments_wait_until_they_are_judged(sayso: Sayso, demo_copy: Settings) -> None:
    at = ("--store", demo_copy.store)
    with open_store(demo_copy.folder) as store:
        article = store.stories()[0].articles[0]
        for name in ("Ada", "Bob"):
            store.add_comment(article, name, "I was <b>there</b>.\nIt is true.", demo_copy.now)
    waiting = sayso("comments", "--json", *at).json
    assert [(one["name"], one["state"], one["article"]) for one in waiting] == [
        ("Ada", "held", article),
        ("Bob", "held", article),
    ]
    first, second = (str(one["id"]) for one in waiting)
    assert sayso("comments", "--approve", first, "--reject", second, *at).out == ""
    assert {one["name"]: one["state"] for one in sayso("comments", "--all", "--json", *at).json} == {
        "Ada": "approved",
        "Bob": "rejected",
    }
    assert sayso("comments", "--approve", "999", *at).code == 1


# --- checks and rebuilds


def test_verify_finds_a_span_that_lies(sayso: Sayso, demo_copy: Settings) -> None:
    at = ("--store", demo_copy.store)
    honest = sayso("verify", "--json", *at)
    assert honest.code == 0
    assert honest.json[-1]["checked"] > 100
    assert honest.json[-1]["faults"] == 0
    with open_store(demo_copy.folder) as store:
        told = next(s for s in store.stories() if (e := store.explainer(s.id)) and e.lines)
        explained = store.explainer(told.id)
        assert explained is not None
        line = explained.lines[0]
        moved = replace(line.support[0], start=line.support[0].start + 1)
        lie = replace(line, support=(moved, *line.support[1:]))
        store.keep_explainer(told.id, "test", replace(explained, lines=(lie, *explained.lines[1:])))
    caught = sayso("verify", "--json", *at)
    assert caught.code == 1
    assert caught.json[-1]["faults"] == 1
    assert told.id in caught.json[0]["fault"]


@pytest.mark.slow
def test_rebuild_redoes_what_an_older_sayso_made_and_keeps_the_addresses(sayso: Sayso, demo_copy: Settings) -> None:
    at = ("--store", demo_copy.store, "--now", demo_copy.now)
    before = sayso("stories", "--json", *at).json
    database = apsw.Connection(str(demo_copy.folder / "sayso.db"))
    database.execute("UPDATE article SET annotator = 'older-0' WHERE seq % 5 = 0")
    database.close()
    assert sayso("rebuild", *at).code == 0
    with open_store(demo_copy.folder) as store:
        assert store.count_due_for_annotation(annotator_of(StatementMode.AUTO)) == 0
    assert sayso("stories", "--json", *at).json == before
    assert sayso("rebuild", "--all", *at).code == 0
    assert set(_listed(sayso, *at)) == {article["id"] for story in before for article in story["articles"]}
    with Desk.open(demo_copy.folder, demo_copy) as desk:
        for story in before:  # every address leads to where its articles are now
            there = {article.id for article, _ in desk.story(story["story"]).members}
            assert there & {article["id"] for article in story["articles"]}
    assert sayso("verify", *at).code == 0
