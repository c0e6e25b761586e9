"""What every store must do. It runs over each engine in conftest.ENGINES."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from sayso.errors import InputError, NotFound
from sayso.protocols import Store
from sayso.text import statement_id
from sayso.types import (
    Article,
    ArticleState,
    Explainer,
    FeedEntry,
    FigureGroup,
    FigureRow,
    Firmness,
    Line,
    OpenQuestion,
    Page,
    Problem,
    Relation,
    Rule,
    RuleKind,
    SourceCount,
    Span,
    Subscription,
    TimelineEntry,
)
from tests.storage.store_material import (
    LATER,
    NOW,
    TEXT,
    a_story,
    an_article,
    annotations_of,
    embedded,
    page_of,
    placed,
)


def keep(store: Store, *articles: Article, story: str | None = None) -> None:
    """Keeps, annotates and, when a story is named, places articles."""
    for article in articles:
        store.keep_page(page_of(article), [article], NOW)
    store.keep_annotations([(a.id, a.version, annotations_of(a)) for a in articles], [b"features"] * len(articles))
    if story:
        store.keep_placements([placed(a, story) for a in articles], [a_story(story, *articles)])


# --- what is followed


def test_subscriptions_merge_tags_and_come_due(store: Store) -> None:
    feed = Subscription("https://quay.example/feed", tags=("sea",), next_due=LATER)
    assert store.subscribe(feed)
    assert not store.subscribe(replace(feed, tags=("port", "sea")))
    assert store.subscriptions() == [replace(feed, tags=("sea", "port"))]
    assert store.subscriptions(due=NOW) == []
    store.subscribe(Subscription("https://new.example/feed"))
    assert [s.address for s in store.subscriptions(due=LATER)] == ["https://new.example/feed", feed.address]


def test_a_subscription_moves(store: Store) -> None:
    store.subscribe(Subscription("https://old.example/feed"))
    store.subscribe(Subscription("https://new.example/feed"))
    moved = Subscription("https://new.example/feed", failures=2, etag='"x"', interval=60.5)
    store.update_subscription("https://old.example/feed", moved)
    assert store.subscriptions() == [moved]
    store.unsubscribe(moved.address)
    for change in (lambda: store.unsubscribe(moved.address), lambda: store.update_subscription("x", moved)):
        with pytest.raises(NotFound):
            change()


# --- pages and articles


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    article = an_article()
    assert store.keep_page(page_of(article), [article], NOW).status == "added"
    assert store.article(article.id) == article
    assert store.articles(["nothing", article.id]) == [article]
    assert store.article_state(article.id) is ArticleState.LIVE
    assert store.versions(article.id) == [(article.version, NOW)]
    assert store.find_article("http://QUAY.example/news/1?utm_source=x") == article.id == store.find_article(article.id)
    assert store.find_article("https://quay.example/other") is None


def test_a_kept_page_is_fetched_again_when_it_is_due(store: Store) -> None:
    article = an_article()
    page = page_of(article)
    store.plan_looks(page, [LATER])
    assert store.due_looks(LATER, 9) == []
    store.keep_page(page, [article], NOW)
    for _ in range(2):
        store.plan_looks(page, [LATER, "2031-05-05T12:00:00Z"])
    assert store.due_looks(NOW, 9) == []
    assert store.due_looks(LATER, 9) == [replace(page, content=b"")]
    store.looked(page, LATER)
    assert store.due_looks(LATER, 9) == []
    assert store.due_looks("2031-06-01T00:00:00Z", 9) == [replace(page, content=b"")]
    store.remove_article(article.id, LATER)
    assert store.due_looks("2031-06-01T00:00:00Z", 9) == []


def test_what_is_new_goes_by_publication_and_by_when_it_was_seen(store: Store) -> None:
    old = an_article(1, "Old news of the bridge.", published="2031-04-01T10:00:00Z")
    late = an_article(2, "Found a day after it was printed.", published="2031-05-03T10:00:00Z")
    today = an_article(3, "Printed this morning.", published="2031-05-04T11:30:00Z")
    keep(store, old, late, today, story="s1")
    assert store.news("s1", "2031-05-04T11:00:00Z") == ([late.id, today.id], [])
    assert store.news("s1", NOW) == ([], [])
    assert store.stories_since("2031-05-04T11:00:00Z", 9) == ["s1"]
    assert store.stories_since(NOW, 9) == []
    edited = an_article(1, "Other news of the bridge.", published="2031-04-01T10:00:00Z")
    store.keep_page(page_of(edited, b"<html>two</html>", LATER), [edited], LATER)
    assert store.news("s1", NOW) == ([], [old.id])
    assert store.stories_since(NOW, 9) == ["s1"]
    store.remove_article(old.id, LATER)
    assert store.news("s1", NOW) == ([], [])
    with pytest.raises(NotFound):
        store.news("none", NOW)


def test_what_an_article_leans_on_is_kept(store: Store) -> None:
    one, two = an_article(1), an_article(2)
    keep(store, one, two)
    leaning = replace(placed(two, "s"), relation=Relation.DERIVED, leans_on=one.id)
    store.keep_placements([placed(one, "s"), leaning], [a_story("s", one, two)])
    assert store.placement(two.id) == leaning
    store.keep_placements([placed(two, "s")], [a_story("s", one, two)])
    assert store.placement(two.id) == placed(two, "s")


def test_a_chapter_knows_the_one_before_and_is_found_from_it(store: Store) -> None:
    one, two = an_article(1), an_article(2)
    keep(store, one, story="s1")
    keep(store, two)
    store.keep_placements([placed(two, "s2")], [replace(a_story("s2", two), earlier="s1")])
    assert (store.story("s2").earlier, store.story("s1").earlier) == ("s1", None)
    store.keep_placements([], [a_story("s2", two)])
    assert store.story("s2").earlier == "s1"
    assert store.later_chapters("s1") == ["s2"]
    store.remove_article(two.id, LATER)
    assert store.later_chapters("s1") == []


def test_rules_are_kept_once_in_order_and_forgotten(store: Store) -> None:
    first = store.add_rule(RuleKind.TOGETHER, ["a1"], ["a2"], NOW)
    second = store.add_rule(RuleKind.SAME_SUBJECT, ["Agencia Ñ"], ["Agency"], LATER)
    assert first == Rule(first.id, RuleKind.TOGETHER, ("a1",), ("a2",), NOW)
    assert store.add_rule(RuleKind.TOGETHER, ["a1"], ["a2"], LATER) == first
    assert store.rules() == [first, second]
    assert store.drop_rule(first.id) == first
    assert store.rules() == [second]
    with pytest.raises(NotFound):
        store.drop_rule(first.id)


def test_annotations_of_an_earlier_version_stay(store: Store) -> None:
    first, second = an_article(), an_article(text="The bridge stays open. Nobody waits.")
    keep(store, first)
    store.keep_page(page_of(second, b"<html>two</html>", LATER), [second], LATER)
    assert store.annotations(first.id) is None
    assert store.annotations(first.id, first.version) == annotations_of(first)
    store.keep_annotations([(second.id, second.version, annotations_of(second))], [b"features"])
    assert store.annotations(first.id) == annotations_of(second) == store.annotations(first.id, second.version)
    assert store.annotations(first.id, first.version) == annotations_of(first)
    assert store.annotations(first.id, "0" * 16) is None


def test_text_that_is_not_the_blocks_and_broken_characters_come_back(store: Store) -> None:
    article = replace(an_article(text="A \ud800 half \U0001f6a2 ship"), blocks=(), title="Half \udfff title")
    store.keep_page(page_of(article), [article], NOW)
    assert store.article(article.id).text == article.text
    assert store.keep_page(page_of(article), [article], LATER).status == "unchanged"
    (hit,) = store.search("ship")
    assert hit.span is not None
    assert article.text[hit.span.start : hit.span.end] == hit.snippet


def test_the_same_page_twice_changes_nothing(store: Store) -> None:
    article = an_article()
    first = store.keep_page(page_of(article), [article], NOW)
    before = store.counts()
    assert store.known_page(page_of(article)) == replace(first, status="unchanged")
    assert store.keep_page(page_of(article), [article], LATER) == replace(first, status="unchanged")
    assert store.counts() == before
    assert store.versions(article.id) == [(article.version, NOW)]


def test_a_new_text_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    article, edited = an_article(), an_article(text="The bridge stays open, the council said on Sunday.")
    keep(store, article, story="s")
    assert store.keep_page(page_of(edited, b"two", LATER), [edited], LATER).status == "changed"
    assert store.article(article.id) == edited
    assert store.versions(article.id) == [(article.version, NOW), (edited.version, LATER)]
    assert store.version_text(article.version, article.id) == TEXT
    assert store.annotations(article.id) is None
    assert store.search("boats") == []
    assert [hit.article for hit in store.search("council")] == [article.id]
    assert store.due_for_annotation("rules 1", 9) == [edited]
    assert store.placement(article.id) == placed(article, "s")
    assert store.statement(statement_id(article.version, ((23, 63),)))[:2] == (article.id, article.version)


def test_an_edit_that_is_taken_back(store: Store) -> None:
    article, edited = an_article(), an_article(text="Something else stands here.")
    keep(store, article)
    store.keep_page(page_of(edited, b"two", LATER), [edited], LATER)
    store.keep_page(page_of(article, b"three", "2031-05-05T00:00:00Z"), [article], LATER)
    store.keep_annotations([(article.id, article.version, annotations_of(article))], [b""])
    assert [hit.snippet for hit in store.search("harbour", kind="statement")] == [TEXT[:64]]
    assert len(store.versions(article.id)) == 2


def test_captures_of_one_address_in_any_order(store: Store) -> None:
    old, new = an_article(text="The first text of it."), an_article(text="The second text of it.")
    captures = [(page_of(old, b"1", NOW), old), (page_of(new, b"2", LATER), new)]
    for page, article in (*captures, *captures, *reversed(captures)):
        store.keep_page(page, [article], LATER)
        assert store.known_page(page) is not None
    assert store.article(new.id) == new
    assert len(store.versions(new.id)) == 2
    older = an_article(text="A text from before.")
    assert store.keep_page(page_of(older, b"0", "2031-05-01T00:00:00Z"), [older], LATER).status == "changed"
    assert store.article(new.id) == new


def test_identical_texts_of_two_outlets_are_two_articles(store: Store) -> None:
    one, two = an_article(1), an_article(2, outlet="Harbour Post")
    keep(store, one, two)
    assert store.counts()["articles"] == 2
    assert {hit.article for hit in store.search("bridge")} == {one.id, two.id}


def test_an_embedded_article_is_recognised_and_never_overwrites(store: Store) -> None:
    article = an_article()
    keep(store, article)
    other = Page("https://other.example/page", "https://other.example/page", b"other", fetched=NOW)
    assert store.keep_page(other, [embedded(article)], NOW).articles == (article.id,)
    cut = replace(article, text="Cut.", version="cut", blocks=(), embedded=True)
    assert store.keep_page(replace(other, content=b"again", fetched=LATER), [cut], NOW).status == "unchanged"
    assert store.article(article.id) == article
    elsewhere = replace(embedded(article), outlet="Harbour Post")
    assert store.keep_page(replace(other, content=b"3", fetched=LATER), [elsewhere], NOW).articles == (elsewhere.id,)


def test_an_articles_own_page_outranks_the_page_that_embeds_it(store: Store) -> None:
    article = an_article()
    cut = replace(article, text="Cut.", version="cut", blocks=(), embedded=True)
    store.keep_page(Page("o", None, b"other"), [cut], NOW)
    assert store.keep_page(page_of(article), [article], LATER).status == "changed"
    assert store.article(article.id) == article


def test_pages_come_back_whole_and_oldest_first(store: Store) -> None:
    hints = FeedEntry("https://quay.example/news/1", "T", None, None, ("A",), "S", None, None, None, ("x",), "en")
    said = {"hints": hints, "charset": "latin-1", "outlet": "Q", "feed": "https://quay.example/", "feed_title": "Quay"}
    pages = [
        replace(page_of(an_article(n)), content=bytes([n, 0, 255]), kind="text", key=f"k{n}", **said) for n in range(50)
    ]
    assert all(getattr(pages[0], field.name) for field in fields(Page))  # nothing that could get lost unseen
    for number, page in enumerate(pages):
        store.keep_page(page, [an_article(number)], NOW)
    again = []
    for page in store.pages():
        store.keep_page(page, [an_article(99)], LATER)
        again.append(page)
    assert again == pages


def test_an_entry_is_seen_until_it_changes(store: Store) -> None:
    store.keep_page(page_of(an_article()), [an_article()], NOW)
    assert store.seen_entry("https://quay.example/news/1", None)
    assert store.seen_entry("https://quay.example/news/1", "2031-05-04T11:00:00Z")
    assert not store.seen_entry("https://quay.example/news/1", "2031-05-04T16:00:00+02:00")
    assert not store.seen_entry("https://quay.example/news/2", None)


def test_an_entry_is_worth_a_fetch_when_its_feed_names_a_later_time_than_before(store: Store) -> None:
    def entry(modified: str) -> FeedEntry:
        return FeedEntry("https://quay.example/news/1", "T", None, modified, (), None, None, None, None, (), None)

    page = replace(page_of(an_article()), hints=entry("2031-05-01T10:00:00Z"))
    store.keep_page(page, [an_article()], NOW)
    assert store.seen_entry("https://quay.example/news/1", "2031-05-01T10:00:00Z")
    assert not store.seen_entry("https://quay.example/news/1", "2031-05-02T10:00:00Z")
    known = store.known_page(replace(page, hints=entry("2031-05-02T10:00:00Z"), fetched=LATER))
    assert known is not None
    assert known.status == "unchanged"
    assert store.seen_entry("https://quay.example/news/1", "2031-05-02T10:00:00Z")  # asked once, not for ever


def test_a_queued_page_waits_once_and_leaves_when_it_is_kept(store: Store) -> None:
    article = an_article()
    page = page_of(article)
    assert [store.queue_page(page, NOW).status for _ in range(2)] == ["queued", "queued"]
    assert store.known_page(page) is None
    assert store.queued_pages(9) == [page]
    store.keep_page(page, [article], NOW)
    assert store.queued_pages(9) == []
    assert store.queue_page(page, NOW).status == "unchanged"


def test_a_failure_is_recorded_and_costs_no_good_bytes(store: Store) -> None:
    article, problem = an_article(), Problem("https://quay.example/news/1", "it is empty", "", NOW)
    assert store.keep_failure(page_of(an_article(2), b"??"), problem).status == "failed"
    assert store.known_page(page_of(an_article(2), b"??")) is None
    store.queue_page(page_of(article), NOW)
    store.keep_page(page_of(article), [article], NOW)
    assert store.problems() == []  # it has been read since
    for _ in range(2):
        store.keep_failure(page_of(article, b"", LATER), replace(problem, at=LATER))
    assert [page.content for page in store.pages()] == [b"??", b"<html>one</html>"]
    assert store.problems() == [replace(problem, at=LATER, times=2)]
    assert store.keep_page(page_of(an_article(2)), [an_article(2)], LATER).status == "added"


def test_a_page_that_went_withdraws_its_article_until_it_is_back(store: Store) -> None:
    article = an_article()
    keep(store, article, story="s")
    assert store.note_missing(article.url or "", 503, NOW) == []
    assert store.note_missing(article.url or "", 404, NOW) == []
    store.note_present(article.url or "")
    assert store.note_missing(article.url or "", 404, NOW) == []
    assert store.note_missing(article.url or "", 404, LATER) == [article.id]
    assert store.article_state(article.id) is ArticleState.WITHDRAWN
    assert (store.search("bridge"), store.stories(), store.outlets()) == ([], [], [])
    store.note_present(article.url or "")
    assert store.article_state(article.id) is ArticleState.LIVE
    assert len(store.stories()) == 1
    assert store.note_missing(article.url or "", 410, NOW) == [article.id]
    store.keep_page(page_of(article, b"back", LATER), [article], LATER)
    assert store.article_state(article.id) is ArticleState.LIVE


def test_an_article_whose_page_has_another_address(store: Store) -> None:
    article = an_article()
    page = replace(page_of(article), address="https://quay.example/print/1")
    store.keep_page(page, [article, embedded(an_article(2, "Found below."))], NOW)
    assert store.find_article("https://quay.example/print/1") == article.id
    assert store.note_missing("https://quay.example/print/1", 410, LATER) == [article.id]


@pytest.mark.parametrize("time", ["yesterday", "", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_times_that_are_none(store: Store, time: str) -> None:
    article = an_article(published=time)
    page = page_of(article, fetched=time)
    assert store.keep_page(page, [article], NOW).status == "added"
    assert store.known_page(page) is not None
    assert store.keep_page(replace(page, content=b"2"), [article], NOW).status == "unchanged"
    assert store.article(article.id).published == time
    assert len(store.search("bridge", until="2031-05-06")) == 1


# --- annotations


def test_annotations_come_back_as_they_went_in_and_their_annotator_counts(store: Store) -> None:
    article = an_article()
    store.keep_page(page_of(article), [article], NOW)
    assert store.annotations(article.id) is None
    assert store.due_for_annotation("rules 1", 9) == [article]
    keep(store, article)
    assert store.annotations(article.id) == annotations_of(article)
    assert (store.due_for_annotation("rules 1", 9), store.count_due_for_annotation("rules 1")) == ([], 0)
    assert (store.due_for_annotation("rules 2", 9), store.count_due_for_annotation("rules 2")) == ([article], 1)
    store.keep_annotations([(article.id, article.version, annotations_of(article, "rules 2"))], [b"new"])
    assert store.counts()["statements"] == 1
    assert store.due_for_grouping(9) == [(article, b"new")]
    store.keep_annotations([(article.id, "an old version", annotations_of(article))], [b""])
    assert store.annotations(article.id) == annotations_of(article, "rules 2")


def test_a_statement_is_found_by_its_id(store: Store) -> None:
    article = an_article()
    keep(store, article)
    (statement,) = annotations_of(article).statements
    id_ = statement_id(article.version, statement.content)
    assert store.statement(id_) == (article.id, article.version, statement)
    (hit,) = store.search("harbour", kind="statement")
    assert (hit.statement, hit.speaker, hit.snippet) == (id_, "Ilse Brandt", TEXT[:64])
    with pytest.raises(NotFound):
        store.statement("no")


def test_names_and_hashtags_lead_to_articles(store: Store) -> None:
    article = an_article()
    keep(store, article)
    assert store.mentioning("ilse BRANDT", 9) == [(article.id, "Mayor", "Quay Gazette")]
    assert store.tag_articles("harbourbridge", 9, 0) == ("#HarbourBridge", [article])
    assert store.outlet_articles("quay-gazette", 9, 0) == ("Quay Gazette", [article])
    assert store.outlet_article_ids("quay-gazette") == [article.id]
    assert store.outlets() == [("Quay Gazette", 1, "2031-05-04T08:00:00Z")]
    for lookup in (store.tag_articles, store.outlet_articles):
        with pytest.raises(NotFound):
            lookup("nothing", 9, 0)


# --- stories


def test_places_stories_and_related(store: Store) -> None:
    one, two, copy = an_article(1), an_article(2, published="2031-05-04T11:00:00Z"), an_article(3)
    keep(store, one, two, copy)
    assert [article.id for article, _ in store.due_for_grouping(9)] == [one.id, copy.id, two.id]
    places = [placed(one, "s"), placed(two, "s"), placed(copy, "s", copy_of=one.id)]
    told = a_story("s", one, two, copy, independent=2)
    store.keep_placements(places, [told])
    assert store.due_for_grouping(9) == []
    assert store.story("s") == told
    assert (store.stories(), store.stories(outlet="Quay Gazette"), store.stories(outlet="x")) == ([told], [told], [])
    assert store.story_placements("s") == places
    assert [(place, kept) for _, place, kept in store.grouped_since(0)] == [(place, b"features") for place in places]
    assert list(store.grouped_since(0, since="2031-05-05")) == []
    assert store.story_of(one.id) == "s"
    assert store.placement(copy.id) == places[2]
    assert (store.related(one.id, 9), store.related(copy.id, 9)) == ([two.id], [two.id])
    assert store.related(two.id, 9) == [one.id]
    assert store.stories_naming("ILSE  Brandt", 3) == ["s"]
    assert store.stories_naming("Ilse Brandt", 2) == store.stories_naming("Quay Gazette", 9) == []
    assert store.counts()["copies"] == 1


def test_the_front_page_weighs_sources_and_recency(store: Store) -> None:
    many, fresh, old = an_article(1), an_article(2), an_article(3, published="2031-05-02")
    for name, article, independent in (("many", many, 3), ("fresh", fresh, 1), ("old", old, 3)):
        keep(store, article, *(an_article(n * 10 + len(name)) for n in range(2)), story=name)
        articles = [article]
        store.keep_placements([], [a_story(name, *articles, independent=independent)])
    assert store.stories()[0].id == "many"
    future = an_article(9, published="2099-01-01")
    keep(store, future, story="future")
    assert [story.id for story in store.stories()].index("future") <= 3
    assert store.outlets()[0][2] == "2031-05-05T12:00:00Z"


def test_a_merged_story_sends_readers_on(store: Store) -> None:
    one, two, three = an_article(1), an_article(2), an_article(3)
    for name, article in (("a", one), ("b", two), ("c", three)):
        keep(store, article, story=name)
    store.keep_placements([], [a_story("a", merged_into="b")])
    store.keep_placements([], [a_story("b", merged_into="c")])
    assert store.story("a").merged_into == store.story("b").merged_into == "c"
    assert store.story("a").status == "merged"
    assert [place.article for place in store.story_placements("a")] == [one.id, two.id, three.id]
    assert [story.id for story in store.stories()] == ["c"]
    assert store.due_for_explaining("x", 9) == ["c"]
    keep(store, an_article(4), story="c")
    store.keep_placements([placed(an_article(4), "a")], [])
    assert store.story_of(an_article(4).id) == "c"


def test_addresses_of_stories_outlive_a_regrouping(store: Store) -> None:
    one, two = an_article(1), an_article(2)
    keep(store, one, two, story="old")
    store.clear_placements()
    assert (store.stories(), store.story("old").merged_into) == ([], None)
    assert len(store.due_for_grouping(9)) == 2
    store.keep_placements([placed(one, "new"), placed(two, "new")], [a_story("new", one, two)])
    assert store.story("old").merged_into == "new"
    assert len(store.story_placements("old")) == 2
    assert [story.id for story in store.stories()] == ["new"]


def test_a_story_that_splits_keeps_its_address(store: Store) -> None:
    one, two = an_article(1), an_article(2)
    keep(store, one, two, story="s")
    store.keep_placements([placed(two, "t")], [a_story("t", two), a_story("s", one)])
    assert (store.story("s").articles, store.story("s").merged_into) == ((one.id,), None)
    store.keep_placements([placed(one, "t")], [])
    assert store.story("s").merged_into == "t"


def test_placing_what_is_not_there(store: Store) -> None:
    article = an_article()
    keep(store, article)
    for place in (placed(article, "nowhere"), placed(an_article(7), "s")):
        with pytest.raises(NotFound):
            store.keep_placements([place], [a_story("s", article)])
    for lookup in (store.story, store.story_placements, store.explainer, store.story_of, store.article):
        with pytest.raises(NotFound):
            lookup("s")


def explainer_of(article: Article) -> Explainer:
    span = Span(article.id, article.version, 0, 64)
    return Explainer(
        subject="s",
        sources=SourceCount(1, 1, 0),
        lines=(Line(TEXT[:64], (span,), "Ilse Brandt", Firmness.STATED, 1, "stated", 0.5, ("wire",), True),),
        figures=(FigureGroup("boat", "count", "agree", (FigureRow(40.0, None, True, None, None, span),)),),
        timeline=(TimelineEntry("2031-05-09", TEXT[:64], (span,)),),
        open_questions=(OpenQuestion("When?", (span,)),),
    )


def test_explainers_come_back_and_come_due_again(store: Store) -> None:
    article = an_article()
    keep(store, article, story="s")
    assert (store.explainer("s"), store.due_for_explaining("first", 9)) == (None, ["s"])
    store.keep_explainer("s", "first", explainer_of(article))
    assert (store.explainer("s"), store.due_for_explaining("first", 9)) == (explainer_of(article), [])
    assert store.due_for_explaining("second", 9) == ["s"]
    store.keep_placements([], [a_story("s", article)])
    assert store.due_for_explaining("first", 9) == ["s"]
    assert store.explainer("s") is not None
    with pytest.raises(NotFound):
        store.keep_explainer("nothing", "first", explainer_of(article))


# --- human hands


def test_a_removed_article_is_gone_and_stays_gone(store: Store) -> None:
    article, other = an_article(1), an_article(2, text="Another text about the bridge.")
    keep(store, article, other, story="s")
    store.keep_explainer("s", "e", explainer_of(article))
    store.add_comment(article.id, "Bo", "Good", NOW)
    store.remove_article(article.id, LATER)
    stone = store.article(article.id)
    assert (stone.text, stone.blocks, stone.title, stone.url) == ("", (), None, article.url)
    assert store.article_state(article.id) is ArticleState.REMOVED
    assert (store.versions(article.id), store.version_text(article.version, article.id)) == ([], None)
    assert [hit.article for hit in store.search("bridge")] == [other.id]
    assert store.search("harbour", kind="statement") == []
    assert (store.mentioning("Ilse Brandt", 9), store.explainer("s"), store.comments()) == ([], None, [])
    assert store.story("s").articles == (other.id,)
    assert [page.address for page in store.pages()] == [other.url]
    for again in (article, embedded(article)):
        outcome = store.keep_page(page_of(article, b"again", "2031-06-01T00:00:00Z"), [again], LATER)
        assert (outcome.status, outcome.articles) == ("unchanged", (article.id,))
    assert [page.address for page in store.pages()] == [other.url]
    store.remove_article(article.id, LATER)
    store.keep_placements([placed(article, "s")], [])
    store.keep_annotations([(article.id, article.version, annotations_of(article))], [b""])
    assert store.counts()["articles"] == 1


def test_comments_are_held_judged_and_bounded(store: Store) -> None:
    article = an_article()
    keep(store, article)
    comment = store.add_comment(article.id, " Bo ", "I saw it.\n", NOW)
    assert (comment.name, comment.body, comment.state) == ("Bo", "I saw it.", "held")
    assert store.comments(article.id, "held") == [comment]
    assert store.counts()["comments_held"] == 1
    store.judge_comment(comment.id, "approved")
    assert store.comments(article.id, "approved") == [replace(comment, state="approved")]
    assert store.comments("other") == []
    for name, body in (("", "x"), ("x", " "), ("x" * 81, "x"), ("x", "x" * 4001)):
        with pytest.raises(InputError):
            store.add_comment(article.id, name, body, NOW)
    with pytest.raises(InputError):
        store.judge_comment(comment.id, "loved")
    for act in (lambda: store.judge_comment(99, "held"), lambda: store.add_comment("none", "a", "b", NOW)):
        with pytest.raises(NotFound):
            act()


def test_problems_are_counted_and_the_last_ones_kept(store: Store) -> None:
    for hour in range(3):
        store.note_problem(Problem("page", "too deep", "", f"2031-05-04T0{hour}:00:00Z"))
    store.note_problem(Problem("other", "empty", "look", "2031-05-04T01:30:00Z"))
    assert [(p.what, p.times) for p in store.problems()] == [("page", 3), ("other", 1)]
    assert len(store.problems(1)) == 1


# --- search


def test_search_filters_and_order(store: Store) -> None:
    old = an_article(1, "A ferry sank.", title="Calm seas", published="2031-05-01")
    new = an_article(2, "A ferry came.", title="Calm again", outlet="Harbour Post", published="2031-05-03")
    titled = an_article(3, "Nothing else.", title="Ferry stories", language="fr", published="2031-04-01")
    keep(store, old, new, titled)
    store.keep_placements([placed(old, "s")], [a_story("s", old)])

    def found(query: str, **wanted: str | bool | int) -> list[str]:
        return [hit.article for hit in store.search(query, **wanted)]  # type: ignore[arg-type]

    assert found("ferry") == [titled.id, new.id, old.id]
    assert found("ferry", limit=1, offset=1) == [new.id]
    assert found("ferry", outlet="Harbour Post") == found("ferry", outlet="harbour-post") == [new.id]
    assert found("FERRÝ", language="fr") == [titled.id]
    assert found("ferry", since="2031-05-02") == [new.id]
    assert found("ferry", since="2031-05-01", until="2031-05-01") == [old.id]
    assert found("ferry", story="s") == [old.id]
    with pytest.raises(InputError, match="not a date"):
        found("ferry", since="last week")
    assert found("ferry sank") == found('"ferry sank"') == found("ferr* sank") == [old.id]
    assert found('"sank ferry"') == found("ferr") == found("") == found("!?") == []
    assert found("ferry sank xyzzy", any_word=True)[0] == old.id


def test_the_span_of_a_hit_is_in_code_points(store: Store) -> None:
    text = "𝔘nseen ships — twelve — passed. Ölfässer “trieben” im Hafen. Niemand sah es."
    article = an_article(text=text)
    keep(store, article)
    (hit,) = store.search("olfasser hafen")
    assert hit.span is not None
    assert hit.snippet == "Ölfässer “trieben” im Hafen." == article.text[hit.span.start : hit.span.end]


def test_leads_are_the_begin_of_the_current_text_with_its_publisher(store: Store) -> None:
    long, bare = an_article(1, "Wörter am Hafen. " * 100), an_article(2)
    for article in (long, bare):
        store.keep_page(page_of(article), [article], NOW)
    found = [(article.id, article.version, annotations_of(article)) for article in (long, bare)]
    store.keep_annotations(found[:1], [b""], ["The Wire"])
    store.keep_annotations(found[1:], [b""])
    ((lead, publisher),) = store.leads([bare.id, "nobody", long.id])
    assert publisher == "The Wire"
    assert lead == replace(store.headlines([long.id])[0], text=long.text[:400])
    changed = replace(long, text="Another text.", version="another")
    store.keep_page(page_of(changed, b"another"), [changed], LATER)
    assert store.leads([long.id]) == []
    store.keep_annotations([(changed.id, "another", annotations_of(changed))], [b""], ["The Wire"])
    assert [lead.text for lead, _ in store.leads([long.id])] == ["Another text."]
    store.remove_article(long.id, LATER)
    assert store.leads([long.id]) == []
