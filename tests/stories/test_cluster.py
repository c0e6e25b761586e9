import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.models.static_vectors import StaticVectors
from sayso.stories.cluster import Grouper, story_id
from sayso.stories.features import Features, features_of
from sayso.stories.group import group
from sayso.types import Article, Placement
from tests.stories.story_texts import (
    FLOOD,
    FLOOD_OTHER,
    FLOOD_SPANISH,
    LOOKALIKE,
    LOOKALIKE_SPANISH,
    TRIAL,
    MakeArticle,
)

TEXTS = [FLOOD, FLOOD_OTHER, TRIAL, LOOKALIKE, "", "Ω", FLOOD[:300], TRIAL + FLOOD]


def features_for(text: str, day: int | None) -> Features:
    published = None if day is None else f"2024-05-{day:02d}"
    return features_of(Article("x", "", None, "Paper", (), published, None, "en", None, None, (), (), text))


def test_reports_of_one_event_meet_and_look_alikes_stay_apart(make: MakeArticle) -> None:
    one, other, trial, alike = group(
        [
            make("a", FLOOD, title="Millbrook under water as the Tarn floods", published="2024-05-07"),
            make("b", FLOOD_OTHER, title="Search for two missing in Millbrook flood", published="2024-05-08"),
            make("c", TRIAL, title="Shipping magnate Voss jailed for bribery", published="2024-05-07"),
            make("d", LOOKALIKE, title="Ebor floods Quillan", published="2024-05-07"),
        ]
    )
    assert one.story == other.story
    assert len({one.story, trial.story, alike.story}) == 3


def test_a_follow_up_weeks_later_joins_and_one_of_last_year_does_not(make: MakeArticle) -> None:
    first, weeks, year = group(
        [
            make("a", FLOOD, title="Millbrook under water", published="2024-05-07"),
            make("b", FLOOD_OTHER, title="Millbrook after the flood", published="2024-06-01"),
            make("c", FLOOD_OTHER.replace("nine", "ten")[:200], title="Millbrook market", published="2025-06-01"),
        ]
    )
    assert first.story == weeks.story
    assert first.story != year.story


def test_stories_meet_across_languages_also_where_the_language_is_not_said(make: MakeArticle) -> None:
    day = "2024-05-07"
    for language in ("es", None):
        english, spanish, alike, alike_spanish = group(
            [
                make("a", FLOOD, title="Millbrook under water", published=day),
                make("b", FLOOD_SPANISH, title="Inundación en Millbrook", published=day, language=language),
                make("c", LOOKALIKE, title="Ebor floods Quillan", published=day),
                make("d", LOOKALIKE_SPANISH, title="El Ebor inunda Quillan", published=day, language=language),
            ],
            embedder=StaticVectors(),
        )
        assert english.story == spanish.story != alike.story == alike_spanish.story


def test_a_story_is_named_after_its_first_article(make: MakeArticle) -> None:
    late, first = group([make("b", FLOOD_OTHER, published="2024-05-08"), make("a", FLOOD, published="2024-05-07")])
    assert late.story == first.story == story_id("a")


def test_works_without_dates_and_in_scripts_without_capitals(make: MakeArticle) -> None:
    text = "川が氾濫し市長は橋が流されたと述べた。" * 20
    one, other, different = group([make("a", text), make("b", text + "続報"), make("c", TRIAL)])
    assert one.story == other.story != different.story


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(TEXTS) - 1), st.none() | st.integers(1, 28)), max_size=12), st.integers(0, 12)
)
def test_restoring_and_going_on_equals_going_through(picks: list[tuple[int, int | None]], cut: int) -> None:
    features = {str(number): features_for(TEXTS[text], day) for number, (text, day) in enumerate(picks)}
    first, rest = dict(list(features.items())[:cut]), dict(list(features.items())[cut:])
    whole = Grouper()
    kept = batch(whole, first)
    expected = kept | batch(whole, rest)
    resumed = Grouper()
    for article, one in first.items():
        resumed.restore(kept[article], one)
    assert kept | batch(resumed, rest) == expected


def batch(grouper: Grouper, coming: dict[str, Features]) -> dict[str, Placement]:
    """The last placement of each article that a batch touched."""
    placed = [one for article, features in coming.items() for one in grouper.place(article, features).placements]
    return {one.article: one for one in (*placed, *grouper.look_again())}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=6))
def test_placing_never_fails_and_twice_is_the_same(texts: list[str]) -> None:
    articles = [
        Article(str(n), "", t[:20], t[:9], (), None, None, None, None, None, (), (), t) for n, t in enumerate(texts)
    ]
    assert group(articles) == group(articles)


def test_placing_again_changes_nothing(make: MakeArticle) -> None:
    grouper = Grouper()
    features = features_of(make("a"))
    first = grouper.place("a", features)
    again = grouper.place("a", features)
    assert again.placement == first.placement
    assert again.revised == ()


def made_up(number: int) -> Article:
    """A text of its own words, with a few that it shares with many others."""
    words = " ".join(f"w{number % 97}x{n} common{n % 11} Name{number % 97}" for n in range(60))
    day = 1 + number // 40 % 28
    month = 1 + number // (40 * 28) % 12
    return Article(
        str(number),
        "",
        None,
        f"o{number % 7}",
        (),
        f"2024-{month:02d}-{day:02d}",
        None,
        "en",
        None,
        None,
        (),
        (),
        words,
    )


def test_time_grows_about_linearly() -> None:
    def spent(count: int) -> float:
        articles = [made_up(number) for number in range(count)]
        start = time.process_time()
        group(articles)
        return time.process_time() - start

    spent(50)
    small, large = spent(300), spent(1200)
    assert large < small * 4 * 2.5


def test_one_date_in_the_future_closes_no_story(make: MakeArticle) -> None:
    first, _, second = group(
        [
            make("a", FLOOD, title="Millbrook under water", published="2024-05-07"),
            make("z", TRIAL, published="2999-01-01"),
            make("b", FLOOD_OTHER, title="Search in Millbrook", published="2024-05-08"),
        ]
    )
    grouper = Grouper()
    for id_, text, day in (("a", FLOOD, "2024-05-07"), ("z", TRIAL, "2999-01-01")):
        grouper.place(id_, features_of(make(id_, text, published=day)))
    late = grouper.place("b", features_of(make("b", FLOOD_OTHER, title="Search in Millbrook", published="2024-05-08")))
    (moved,) = grouper.look_again()
    assert late.placement.article == moved.article == "b"
    assert first.story == second.story == moved.story
