import pytest

from sayso.extract import extract
from sayso.extract.charset import decoded
from tests.extract.pages import html_page, page

SPANISH = "La peña celebró el año con una canción y mañana volverá, según el alcalde Íñigo Muñoz."


@pytest.mark.parametrize(
    ("encoding", "declared", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", None, '<meta charset="windows-1252">'),
        ("cp1252", "utf-8", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "no-such-charset", '<meta charset="latin1">'),
        ("cp1252", None, '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("utf-8-sig", "cp1252", ""),
        ("utf-16", None, ""),
        ("utf-16-le", None, ""),
    ],
)
def test_wrong_or_missing_charset(encoding: str, declared: str | None, meta: str) -> None:
    text = html_page(head=meta, paragraphs=(SPANISH,) * 3).decode()
    assert SPANISH in decoded(text.encode(encoding), declared)
    (article,) = extract(page(text.encode(encoding), charset=declared))
    assert SPANISH in article.text


def test_detection_where_nothing_is_declared() -> None:
    russian = "Гавань снова открылась в понедельник, сообщила портовая администрация города. " * 20
    assert decoded(f"<p>{russian}</p>".encode("cp1251"), None) == f"<p>{russian}</p>"


def test_a_few_broken_bytes_stay_utf8() -> None:
    content = (SPANISH * 20).encode() + b"\xff" + SPANISH.encode()
    assert decoded(content, None).count("peña") == 21
