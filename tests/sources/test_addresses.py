"""Which addresses are taken, in all the forms that a private one can take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import RefusedAddress
from sayso.sources.addresses import checked_target, is_open


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.com/",
        "example.com",
        "",
        "http://",
        "http:///path",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://exa mple.com/",
        "http://example.com/\r\nHost: evil",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://127.0.0.1.0/",
        "http://1.2.3.256/",
        "http://[::1%25eth0]/",
        "http://[::1/",
        "http://[127.0.0.1]/",
        "http://[v1.fe]/",
        "http://example..com/",
        "http://exa$mple.com/",
        "http://example.com:22/",
        "http://example.com:6667/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://①②⑦.⓪.⓪.①:22/",
        "http://example.com/" + "a" * 5_000,
    ],
)
def test_what_is_not_a_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress) as caught:
        checked_target(address)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "becomes"),
    [
        ("HTTP://EXAMPLE.com", "http://example.com/"),
        ("http://example.com:80/a?b=c#d", "http://example.com/a?b=c"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("http://bücher.example/ä?ö=ü", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("http://example.com/%E4/a%20b", "http://example.com/%E4/a%20b"),
        ("http://example.com./", "http://example.com/"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/"),
    ],
)
def test_an_address_has_one_form(address: str, becomes: str) -> None:
    assert checked_target(address).address == becomes


def test_an_unusual_port_is_open_where_it_is_named() -> None:
    assert checked_target("http://127.0.0.1:81/", frozenset(["127.0.0.1:81"])).port == 81


@pytest.mark.parametrize(
    "number",
    """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
    192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::a00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1::1 2002:808:808::1
    3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1""".split(),
)
def test_numbers_that_are_not_the_public_internet(number: str) -> None:
    assert not is_open(number)


@pytest.mark.parametrize("number", "8.8.8.8 93.184.215.14 172.32.0.1 100.128.0.1 2606:4700::1 2a00:1450::1".split())
def test_numbers_of_the_public_internet(number: str) -> None:
    assert is_open(number)


@given(st.text(max_size=80) | st.from_regex(r"https?://[\x00-\xff]{0,40}"))
def test_any_text_is_taken_apart_or_refused(address: str) -> None:
    try:
        target = checked_target(address)
    except RefusedAddress:
        return
    assert checked_target(target.address).address == target.address
