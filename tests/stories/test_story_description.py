from sayso.stories.story import describe
from sayso.types import Placement, Relation
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, MakeArticle


def place(id_: str, relation: Relation = Relation.INDEPENDENT, copy_of: str | None = None) -> Placement:
    return Placement(id_, "s1", copy_of, relation)


def test_a_story_tells_its_age_sources_and_languages(make: MakeArticle) -> None:
    members = [
        (place("a"), make("a", title="Tarn floods Millbrook", outlet="A", published="2024-05-07T08:00:00+02:00")),
        (
            place("b"),
            make(
                "b", FLOOD_OTHER, title="Millbrook counts the cost of Tarn floods", outlet="B", published="2024-05-09"
            ),
        ),
        (place("c"), make("c", FLOOD, title="Inondations à Millbrook", outlet="C", language="fr")),
    ]
    story = describe("s1", members, "2024-05-10T00:00:00Z")
    assert (story.status, story.first, story.last) == ("open", "2024-05-07T08:00:00+02:00", "2024-05-09")
    assert story.languages == ("en", "fr")
    assert story.sources.independent == 3
    assert story.articles == ("a", "b", "c")
    assert describe("s1", members, "2024-06-10T00:00:00Z").status == "quiet"


def test_the_title_is_central_and_no_lure(make: MakeArticle) -> None:
    titles = {
        "a": "You won't believe what happened in Millbrook after the Tarn floods!",
        "b": "Tarn floods Millbrook, two farm workers missing",
        "c": "Two missing after Tarn floods Millbrook",
        "d": "My holiday diary",
    }
    members = [(place(id_), make(id_, title=title)) for id_, title in titles.items()]
    assert describe("s1", members, "2024-05-10").title in {titles["b"], titles["c"]}


def test_a_story_without_titles_has_its_first_words(make: MakeArticle) -> None:
    story = describe("s1", [(place("a"), make("a"))], "2024-05-10")
    assert FLOOD.startswith(story.title.removesuffix(" …"))
    assert describe("s1", [(place("a"), make("a", ""))], "2024-05-10").title == "Untitled"


def test_the_title_follows_the_newest_toll_and_is_no_copy_s(make: MakeArticle) -> None:
    told = {
        "a": ("Tarn flood kills at least 12 in Millbrook", "2024-05-07"),
        "b": ("Tarn flood toll in Millbrook reaches 31", "2024-05-09"),
        "c": ("31 now dead in Tarn flood, Millbrook in shock", "2024-05-10"),
        "d": ("My neighbour the ferryman", "2024-05-10"),
    }
    members = [
        (
            place(id_, *((Relation.COPY, "b") if id_ == "c" else ())),
            make(id_, title=title, outlet=id_, published=published),
        )
        for id_, (title, published) in told.items()
    ]
    assert describe("s1", members, "2024-05-10").title == told["b"][0]


def test_an_older_headline_keeps_its_place_before_a_side_story_s(make: MakeArticle) -> None:
    told = {
        "a": ("Tarn floods Millbrook, two farm workers missing", "2024-05-09"),
        "b": ("Millbrook searches for two missing after Tarn floods", "2024-05-08"),
        "c": ("A baker and her oven", "2024-05-10"),
    }
    members = [(place(id_), make(id_, title=title, published=day)) for id_, (title, day) in told.items()]
    assert describe("s1", members, "2024-05-10").title == told["a"][0]
