"""OPML in and out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ArchiveError
from sayso.sources import read_opml, write_opml
from sayso.text import folded_space
from sayso.types import Subscription

OPML = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="Europe">
  <outline type="rss" text="Le Courrier de la Pe\xf1a" xmlUrl="https://courrier.example/rss"/>
</outline>
<outline type="rss" text="Gazette" xmlUrl="https://gazette.example/rss" category="/Daily/North,Port"/></outline>
<outline type="link" text="Harbour office" url="https://harbour.example/news"/>
<outline type="rss" text="again" xmlUrl="https://courrier.example/rss" category="French"/>
<outline type="rss" text="evil" xmlUrl="file:///etc/passwd"/>
<outline text="empty folder"/>
</body></opml>"""


def test_folders_are_tags_and_duplicates_are_one() -> None:
    courrier, gazette, harbour = read_opml(OPML)
    assert courrier.title == "Le Courrier de la Peña"
    assert courrier.tags == ("World", "Europe", "French")
    assert gazette.tags == ("World", "Daily", "North", "Port")
    assert (harbour.kind, harbour.address, harbour.tags) == ("page", "https://harbour.example/news", ())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "isn't OPML"),
        (b"<html><body></body></html>", "isn't OPML"),
        (b"\x00\x01\x02 not xml", "isn't OPML"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "declares entities"),
        (b"<opml><body>" + b'<outline text="a">' * 5_000, "nest deeper"),
    ],
)
def test_hostile_and_wrong_files_have_a_clear_line(body: bytes, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        read_opml(body)


def test_references_to_what_is_no_character_are_dropped() -> None:
    body = b'<opml><body><outline text="a&#xD800;&#0;&#99999999;&#x41;" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(body)[0].title == "aA"


def test_a_file_cut_short_gives_what_is_there() -> None:
    assert len(read_opml(OPML[: OPML.index(b'<outline type="link"')])) == 2


_NAME = st.text(st.characters(codec="utf-8"), max_size=20).map(folded_space).filter(str.isprintable)
_SUBSCRIPTION = st.builds(
    Subscription,
    address=st.integers(0, 10**6).map(lambda n: f"https://outlet.example/{n}?a=1&b=<>"),
    kind=st.sampled_from(["feed", "page"]),
    title=_NAME.map(lambda name: name or None),
    tags=st.lists(_NAME.filter(bool), unique=True, max_size=4).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_SUBSCRIPTION, unique_by=lambda one: one.address, max_size=12), _NAME)
def test_what_is_written_is_read_again(subscriptions: list[Subscription], title: str) -> None:
    again = read_opml(write_opml(subscriptions, title))
    assert sorted(again, key=lambda one: one.address) == sorted(subscriptions, key=lambda one: one.address)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text("<>/=\"'& outlinexmlUrlbdypm:!?[]-", max_size=100).map(lambda t: b"<opml><body>" + t.encode())
)
def test_only_an_archive_error_ever_comes_out(body: bytes) -> None:
    try:
        read_opml(body)
    except ArchiveError:
        return
