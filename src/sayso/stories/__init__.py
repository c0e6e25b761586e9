"""Articles to stories: families of copies, stories as they stream in, independent sources, related articles."""

from sayso.stories.cluster import Grouper, Placed, story_id
from sayso.stories.features import Features, features_of
from sayso.stories.group import group
from sayso.stories.related import Candidate, Related, related
from sayso.stories.sources import count_sources, family_of, publisher_of
from sayso.stories.story import describe

__all__ = [
    "Candidate",
    "Features",
    "Grouper",
    "Placed",
    "Related",
    "count_sources",
    "describe",
    "family_of",
    "features_of",
    "group",
    "publisher_of",
    "related",
    "story_id",
]
