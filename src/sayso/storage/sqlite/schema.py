"""The tables, as numbered steps. A store's number is ``PRAGMA user_version``; a step is never edited once released.

What is looked up has a column; what is only given back is packed JSON (:mod:`sayso.storage.codec`). ``seq`` is the
order in which things were first seen, and the row's number in the full-text index. Times in columns named ``_at``
are UTC to the second and sort as text; other times are as the page gave them.
"""

from __future__ import annotations

import apsw

from sayso.errors import StoreError, StoreTooNew

APPLICATION_ID = 0x53415953  # "SAYS"

_STEP_1 = """
CREATE TABLE subscription(
    address TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, tags TEXT NOT NULL, etag TEXT, last_modified TEXT,
    next_due TEXT, last_fetched TEXT, last_outcome TEXT, failures INTEGER NOT NULL, interval REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_due ON subscription(next_due);

-- A page is known by its canonical address, or by its name where it has none. content is NULL once an article that
-- stood in it was removed. digest and fetched are those of the newest capture.
CREATE TABLE page(
    id INTEGER PRIMARY KEY, locator TEXT NOT NULL UNIQUE, name TEXT NOT NULL, digest TEXT NOT NULL, fetched TEXT,
    failed INTEGER NOT NULL, meta BLOB NOT NULL, content BLOB
) STRICT;
CREATE INDEX page_name ON page(name);
CREATE TABLE capture(
    page INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, digest TEXT NOT NULL, PRIMARY KEY(page, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE queue(
    id INTEGER PRIMARY KEY, locator TEXT NOT NULL, digest TEXT NOT NULL, meta BLOB NOT NULL, content BLOB NOT NULL,
    UNIQUE(locator, digest)
) STRICT;
CREATE TABLE missing(address TEXT PRIMARY KEY, times INTEGER NOT NULL, since_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- annotator is '' while the current version has no annotations, grouped 0 while it has no place in a story.
CREATE TABLE article(
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, version TEXT NOT NULL,
    title TEXT, outlet TEXT, outlet_slug TEXT, language TEXT, url TEXT, address TEXT, published TEXT,
    published_at TEXT NOT NULL, facts BLOB NOT NULL, embedded INTEGER NOT NULL,
    page INTEGER REFERENCES page(id), first_seen_at TEXT NOT NULL, removed_at TEXT,
    annotator TEXT NOT NULL DEFAULT '', grouped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_address ON article(address) WHERE address IS NOT NULL;
CREATE INDEX article_page ON article(page);
CREATE INDEX article_text_of_outlet ON article(version, outlet_slug);
CREATE INDEX article_outlet ON article(outlet_slug, published_at, outlet) WHERE state = 'live';
CREATE INDEX article_to_annotate ON article(annotator, seq) WHERE state = 'live';
CREATE INDEX article_to_group ON article(published_at, seq)
    WHERE state = 'live' AND grouped = 0 AND annotator <> '';
CREATE TABLE version(
    article INTEGER NOT NULL REFERENCES article(seq), version TEXT NOT NULL, first_seen_at TEXT NOT NULL,
    seq INTEGER PRIMARY KEY, body BLOB NOT NULL, UNIQUE(article, version)
) STRICT;
CREATE TABLE page_article(
    page INTEGER NOT NULL REFERENCES page(id), article INTEGER NOT NULL REFERENCES article(seq),
    PRIMARY KEY(page, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_article_article ON page_article(article);

CREATE TABLE annotation(
    article INTEGER NOT NULL REFERENCES article(seq), version TEXT NOT NULL, annotator TEXT NOT NULL,
    body BLOB NOT NULL, features BLOB NOT NULL, seq INTEGER PRIMARY KEY, UNIQUE(article, version)
) STRICT;
-- Statements of every version keep their ids; only those of the current version are in the full-text index.
CREATE TABLE statement(
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article(seq),
    version TEXT NOT NULL, number INTEGER NOT NULL, speaker TEXT, content TEXT NOT NULL, firmness TEXT NOT NULL,
    shown INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_id ON statement(id);
CREATE INDEX statement_article ON statement(article, version);
CREATE TABLE mention(
    name TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article(seq), role TEXT, PRIMARY KEY(name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_article ON mention(article);
CREATE TABLE tag(
    slug TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article(seq), written TEXT NOT NULL,
    PRIMARY KEY(slug, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_article ON tag(article);

CREATE VIRTUAL TABLE article_text USING fts5(
    title, body, content = '', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_text USING fts5(
    speaker, content, content = 'statement', content_rowid = 'seq', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO article_text(article_text, rank) VALUES ('secure-delete', 1);
INSERT INTO statement_text(statement_text, rank) VALUES ('secure-delete', 1);

-- articles counts the live ones; front is the order of the front page (see stories.py); explained_by is '' when
-- the story has news that its explainer doesn't know of.
CREATE TABLE story(
    id TEXT PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL, merged_into TEXT REFERENCES story(id),
    articles INTEGER NOT NULL, independent INTEGER NOT NULL, undetermined INTEGER NOT NULL, languages TEXT NOT NULL,
    first TEXT, last TEXT, front REAL NOT NULL, explained_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX story_front ON story(front DESC, id) WHERE merged_into IS NULL AND articles > 0;
CREATE INDEX story_to_explain ON story(explained_by) WHERE merged_into IS NULL AND articles > 0;
CREATE INDEX story_merged ON story(merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE placement(
    seq INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE REFERENCES article(seq),
    story TEXT NOT NULL REFERENCES story(id), copy_of TEXT, relation TEXT NOT NULL, evidence TEXT NOT NULL
) STRICT;
CREATE INDEX placement_story ON placement(story, article);
-- Where articles once were, so that a story that is left by all of them leads on to where they went (promise 7).
CREATE TABLE former_place(
    story TEXT NOT NULL REFERENCES story(id), article INTEGER NOT NULL REFERENCES article(seq),
    PRIMARY KEY(story, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_place_article ON former_place(article);
CREATE TABLE explainer(
    story TEXT PRIMARY KEY REFERENCES story(id), explainer TEXT NOT NULL, body BLOB NOT NULL
) STRICT;

CREATE TABLE comment(
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES article(seq), name TEXT NOT NULL,
    body TEXT NOT NULL, posted TEXT NOT NULL, state TEXT NOT NULL
) STRICT;
CREATE INDEX comment_article ON comment(article, state);
CREATE INDEX comment_state ON comment(state);
CREATE TABLE problem(
    seq INTEGER PRIMARY KEY, what TEXT NOT NULL, reason TEXT NOT NULL, way_out TEXT NOT NULL, at TEXT NOT NULL,
    times INTEGER NOT NULL, UNIQUE(what, reason)
) STRICT;
"""

_STEP_2 = """
-- When a fetched page is to be fetched again for edits; a row goes when that was done.
CREATE TABLE look(
    locator TEXT NOT NULL REFERENCES page(locator) ON DELETE CASCADE, due_at TEXT NOT NULL,
    PRIMARY KEY(locator, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_due ON look(due_at);
-- What came since a time: for "what is new".
CREATE INDEX version_seen ON version(first_seen_at, article);
CREATE INDEX article_published ON article(published_at) WHERE state = 'live';
"""

_STEP_3 = """
-- Decisions of the owner, obeyed again after every regrouping; one and other are JSON lists.
CREATE TABLE rule(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
    made TEXT NOT NULL, UNIQUE(kind, one, other)
) STRICT;
"""

_STEP_4 = """
-- The article that a derived or undetermined one has passages of.
ALTER TABLE placement ADD COLUMN leans_on TEXT;
"""

_STEP_5 = """
-- Where a grouper goes on: a cache, made anew from placements when it is gone. A story's number is that of a placement.
CREATE TABLE grouping(id INTEGER PRIMARY KEY CHECK(id = 1), head BLOB NOT NULL) STRICT;
CREATE TABLE grouping_segment(
    part TEXT NOT NULL, place INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(part, place)
) STRICT;
CREATE TABLE open_story(number INTEGER PRIMARY KEY, story TEXT NOT NULL UNIQUE, body BLOB NOT NULL) STRICT;
CREATE INDEX placement_copy ON placement(copy_of) WHERE copy_of IS NOT NULL;
"""

_STEP_6 = """
-- What a story is told from: the begin of the current version's text, and whose words they are.
CREATE TABLE lead(
    article INTEGER PRIMARY KEY REFERENCES article(seq), version TEXT NOT NULL, publisher TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
"""

_STEP_7 = """
-- The story that this one goes on from: a chapter of a saga.
ALTER TABLE story ADD COLUMN earlier TEXT;
CREATE INDEX story_earlier ON story(earlier) WHERE earlier IS NOT NULL;
"""

STEPS: tuple[str, ...] = (_STEP_1, _STEP_2, _STEP_3, _STEP_4, _STEP_5, _STEP_6, _STEP_7)
LATEST = len(STEPS)


def version_of_store(connection: apsw.Connection, name: str) -> int:
    """The store's number, 0 for an empty file. Raises ``StoreTooNew``, or ``StoreError`` for another program's file."""
    number = int(connection.pragma("user_version"))
    mark = int(connection.pragma("application_id"))
    if mark not in (0, APPLICATION_ID) or (mark == 0 and number):
        raise StoreError(name, "this database was not made by sayso", "name another folder with --store")
    if number > LATEST:
        raise StoreTooNew(
            name,
            f"a newer sayso made this store (version {number}; this sayso knows versions up to {LATEST})",
            "upgrade sayso, or name another folder with --store",
        )
    return number


def migrate(connection: apsw.Connection, name: str) -> None:
    """Brings an open store to the latest version, in one transaction: all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[version_of_store(connection, name) :]:
            connection.execute(step)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", LATEST)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
