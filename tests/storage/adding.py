"""A program that adds pages to a store for ever and says so after each: what the crash tests kill.

Usage: adding.py FOLDER FIRST LAST [LIMIT]; LIMIT bounds the size of a file (bytes), as a full disk would.
"""

from __future__ import annotations

import resource
import signal
import sys

from sayso.errors import StoreFull
from sayso.storage import open_store
from tests.storage.store_material import NOW, a_story, an_article, annotations_of, page_of, placed


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: str, first: int, last: int) -> None:
    with open_store(folder) as store:
        say("open")
        for number in range(first, last):
            article = an_article(number, f"Report {number} from the harbour. " * 60)
            store.keep_page(page_of(article, b"<p>%d</p>" % number * 200), [article], NOW)
            say(f"kept {article.id}")
            store.keep_annotations([(article.id, article.version, annotations_of(article))], [b"features"])
            store.keep_placements([placed(article, "s")], [a_story("s", article)])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started with it ignored
    if len(sys.argv) > 4:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
    try:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except StoreFull as error:
        say(f"full {error}")
