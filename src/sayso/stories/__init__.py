"""Articles to stories: families of copies, stories as they stream in, independent sources, related articles."""

from sayso.stories.cluster import Grouper, Placed, story_id
from sayso.stories.family import shared_with
from sayso.stories.features import Features, features_in, features_of
from sayso.stories.group import group, vectors_of
from sayso.stories.hands import moved_into, not_a_copy, renamed, same_names, set_apart
from sayso.stories.related import Near, near_stories
from sayso.stories.rules import Rules, rules_of
from sayso.stories.sources import count_sources, family_of, is_counted, publisher_of
from sayso.stories.story import describe

__all__ = [
    "Features",
    "Grouper",
    "Near",
    "Placed",
    "Rules",
    "count_sources",
    "describe",
    "family_of",
    "features_in",
    "features_of",
    "group",
    "is_counted",
    "moved_into",
    "near_stories",
    "not_a_copy",
    "publisher_of",
    "renamed",
    "rules_of",
    "same_names",
    "set_apart",
    "shared_with",
    "story_id",
    "vectors_of",
]
