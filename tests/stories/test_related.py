from sayso.stories.features import features_of
from sayso.stories.related import Candidate, related
from sayso.types import Placement, Relation
from tests.stories.story_texts import FLOOD, FLOOD_OTHER, LOOKALIKE, TRIAL, MakeArticle


def candidate(make: MakeArticle, id_: str, text: str, story: str, day: int, copy_of: str | None = None) -> Candidate:
    features = features_of(make(id_, text, published=f"2024-05-{day:02d}T10:00:00Z"))
    return Candidate(Placement(id_, story, copy_of, Relation.COPY if copy_of else Relation.INDEPENDENT), features)


def test_same_story_newest_first_then_near_ones_and_never_copies(make: MakeArticle) -> None:
    read = candidate(make, "read", FLOOD, "s1", 10)
    offered = related(
        read,
        [
            candidate(make, "mine", FLOOD, "s1", 11, "read"),
            candidate(make, "old", FLOOD_OTHER, "s1", 2),
            candidate(make, "new", FLOOD_OTHER + TRIAL[:80], "s1", 12),
            candidate(make, "newcopy", FLOOD_OTHER + TRIAL[:80], "s1", 13, "new"),
            candidate(make, "near", LOOKALIKE, "s2", 10),
            candidate(make, "far", TRIAL, "s3", 10),
        ],
    )
    assert [one.article for one in offered] == ["new", "old", "near"]
    assert [one.reason for one in offered] == ["in this story", "earlier in this story", "similar subject"]


def test_the_limit_holds(make: MakeArticle) -> None:
    read = candidate(make, "read", FLOOD, "s1", 10)
    others = [candidate(make, f"o{n}", FLOOD_OTHER, "s1", n) for n in range(1, 10)]
    assert len(related(read, others, limit=3)) == 3
