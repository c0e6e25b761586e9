"""Pages written for these tests."""

from __future__ import annotations

from sayso.types import Page

PARAGRAPHS = (
    "The harbour of Port Ellery reopened on Monday after two years of work, the port authority said in a statement.",
    "Engineers had replaced 400 metres of the northern quay, which collapsed in the storm of November 2023.",
    "“We can take the large ferries again,” the harbour master, Nora Quill, told reporters on the new pier.",
    "Fishermen said that the work had cost them a third of their income, and asked the council for help.",
)
FURNITURE = ("Share this article", "Sign up for our newsletter", "No comments yet", "Advertisement")


def html_page(
    body: str = "",
    head: str = "",
    title: str = "Port Ellery reopens its harbour",
    heading: str | None = None,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
) -> bytes:
    """A plain news page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{heading or title}</h1>{text}</article>{body}</main>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def page(
    content: bytes, kind: str = "html", address: str | None = "https://news.example.com/a", **more: object
) -> Page:
    """A page of these bytes."""
    return Page(name="the page", address=address, content=content, kind=kind, **more)  # type: ignore[arg-type]
