"""The store as a file: what survives, who may write, what a full disk does."""

from __future__ import annotations

import gc
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from sayso.errors import StoreError, StoreFull, StoreLocked, StoreTooNew
from sayso.storage import open_store
from sayso.storage.sqlite import SqliteStore
from sayso.storage.sqlite.schema import LATEST
from tests.storage.store_material import LATER, NOW, a_story, an_article, annotations_of, page_of, placed

PROGRAM = (sys.executable, "-m", "tests.storage.adding")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "store") as opened:
        yield opened


def keep(store: SqliteStore, *numbers: int) -> None:
    for number in numbers:
        article = an_article(number)
        store.keep_page(page_of(article), [article], NOW)


# --- opening


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b"):
        assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_newer_store_is_refused_with_both_versions(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with apsw.Connection(str(tmp_path / "sayso.db")) as connection:
        connection.pragma("user_version", LATEST + 6)
    connection.close()
    with pytest.raises(StoreTooNew, match=rf"version {LATEST + 6}.* {LATEST}\b"):
        open_store(tmp_path)


@pytest.mark.parametrize("content", [b"not a database at all " * 50, None])
def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "sayso.db"
    if content is None:
        connection = apsw.Connection(str(path))
        connection.execute("CREATE TABLE theirs(x); PRAGMA application_id = 77")
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        open_store(tmp_path)
    assert path.read_bytes() == before


def test_a_folder_that_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "store")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.close()
    for use in (store.counts, lambda: store.unsubscribe("x")):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_several_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            open_store(tmp_path / "store").close()
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


# --- one writer, any number of readers


def test_a_second_writer_is_told_at_once_who_writes(store: SqliteStore, tmp_path: Path) -> None:
    keep(store, 1)
    with open_store(tmp_path / "store") as second:
        with store.writing(), store.writing():
            started = time.perf_counter()
            with pytest.raises(StoreLocked, match=f"process {os.getpid()} "):
                second.keep_page(page_of(an_article(2)), [an_article(2)], NOW)
            assert time.perf_counter() - started < 1
            assert second.counts()["articles"] == 1
            second.add_comment(an_article(1).id, "Bo", "Comments never wait for a run.", NOW)
        with second.writing():
            pass


def test_a_forked_child_does_not_hold_the_lock(store: SqliteStore, tmp_path: Path) -> None:
    waiting, go = os.pipe()
    store.writing().__enter__()
    child = os.fork()
    if child == 0:
        os.close(go)
        os.read(waiting, 1)
        os._exit(0)
    os.close(waiting)
    store._db.lock._forget_in_child()  # as if this process had been killed
    with open_store(tmp_path / "store") as second, second.writing():
        pass
    os.close(go)
    os.waitpid(child, 0)


def test_readers_see_whole_transactions_while_threads_write(store: SqliteStore) -> None:
    def write(start: int) -> None:
        for number in range(start, start + 25):
            article = an_article(number)
            store.keep_page(page_of(article), [article], NOW)

    writers = [threading.Thread(target=write, args=(start,)) for start in (0, 100)]
    for thread in writers:
        thread.start()
    while any(thread.is_alive() for thread in writers):
        counts = store.counts()
        assert counts["pages"] == counts["articles"]
    assert store.counts()["articles"] == 50
    assert store.check() == []


def test_a_block_that_ctrl_c_kept_from_being_entered_ends_in_silence(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store")
    begun = [store._db.writing(), store._db.reading()]
    for block in begun:
        block.__enter__()
    store.close()
    del begun, block  # what it says now would be an unraisable error, and with that a failure here
    gc.collect()


# --- what survives


def run_until_killed(folder: Path, delay: float, how: signal.Signals) -> list[str]:
    """Runs the adding program, stops it, and returns the ids that it acknowledged."""
    program = [*PROGRAM, str(folder), "0", "100000"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "open\n"
        time.sleep(delay)
        running.send_signal(how)
        said, _ = running.communicate()
    return [line.split()[1] for line in said.splitlines() if len(line) == len("kept 0123456789ab")]


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_acknowledged_is_lost_and_nothing_doubles(tmp_path: Path, how: signal.Signals) -> None:
    dice = random.Random(20)
    kept: dict[str, None] = {}
    for _ in range(20 if how is signal.SIGKILL else 4):
        kept |= dict.fromkeys(run_until_killed(tmp_path, dice.uniform(0.0, 0.15), how))
        with SqliteStore(tmp_path) as store:
            assert store.check() == []
            found = [article.id for article in store.articles(kept)]
            assert found == list(kept)
            counts = store.counts()
            assert counts["pages"] == counts["articles"] <= len(kept) + 1
            for article in store.due_for_annotation("rules 1", 9):
                store.keep_annotations([(article.id, article.version, annotations_of(article))], [b""])
            for article, _ in store.due_for_grouping(9):
                store.keep_placements([placed(article, "s")], [a_story("s", article)])
            assert len(store.search("harbour", limit=10**6)) == min(1000, counts["articles"])
    assert kept


def test_a_backup_of_a_store_that_is_written_to(store: SqliteStore, tmp_path: Path) -> None:
    keep(store, *range(20))
    done = threading.Event()

    def write() -> None:
        number = 100
        while not done.is_set():
            keep(store, number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for copy in range(3):
            store.backup(str(tmp_path / f"copy{copy}"))
    finally:
        done.set()
        writer.join()
    for copy in range(3):
        with open_store(tmp_path / f"copy{copy}") as copied:
            assert copied.check() == []
            assert 20 <= copied.counts()["articles"] == copied.counts()["pages"]
    with pytest.raises(StoreError, match="already"):
        store.backup(str(tmp_path / "copy0"))


def test_a_store_in_memory_is_backed_up_too(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        store.keep_page(page_of(an_article()), [an_article()], NOW)
        store.backup(str(tmp_path / "copy"))
    with open_store(tmp_path / "copy") as copied:
        assert copied.article(an_article().id) == an_article()


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    with SqliteStore(tmp_path) as store:
        keep(store, *range(30))
        store._db.fold_log()
    path = tmp_path / "sayso.db"
    damaged = bytearray(path.read_bytes())
    middle = len(damaged) // 2 // 4096 * 4096
    damaged[middle : middle + 3 * 4096] = b"\xaa" * (3 * 4096)
    path.write_bytes(damaged)
    with open_store(tmp_path) as opened:
        assert opened.check() != []


# --- removed is gone


def test_a_removed_text_is_nowhere_in_the_files(store: SqliteStore, tmp_path: Path) -> None:
    article = an_article(text="The xylophonist said the marimba burned.\n\nNothing more.", title="Xylograph")
    keep(store, 1, 2)
    store.keep_page(page_of(article), [article], NOW)
    store.keep_annotations([(article.id, article.version, annotations_of(article))], [b""])
    store.remove_article(article.id, LATER)
    for path in (tmp_path / "store").iterdir():
        assert b"xylo" not in path.read_bytes().lower()
        assert b"marimba" not in path.read_bytes()


# --- a full disk


def test_a_full_database_keeps_what_it_had(store: SqliteStore) -> None:
    keep(store, 1)
    pages = store._db._writer.pragma("page_count")
    store._db._writer.pragma("max_page_count", pages + 2)
    big = an_article(2, " ".join(str(random.Random(n).random()) for n in range(5000)))
    with pytest.raises(StoreFull, match="full"):
        store.keep_page(page_of(big), [big], NOW)
    assert store.counts() | {"articles": 1, "pages": 1} == store.counts()
    assert store.check() == []
    store._db._writer.pragma("max_page_count", 1_000_000)
    store.keep_page(page_of(big), [big], NOW)
    assert store.counts()["articles"] == 2


@pytest.mark.slow
def test_a_file_that_can_not_grow(tmp_path: Path) -> None:
    program = [*PROGRAM, str(tmp_path), "0", "100000", "700000"]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=True, cwd=ROOT)
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("full ")
    assert "make room" in lines[-1]
    kept = [line.split()[1] for line in lines if line.startswith("kept")]
    with open_store(tmp_path) as store:
        assert store.check() == []
        assert [article.id for article in store.articles(kept)] == kept
