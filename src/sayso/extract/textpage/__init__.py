"""A whole page saved as plain text, to its articles."""

from sayso.extract.textpage.page import articles_of_text

__all__ = ["articles_of_text"]
