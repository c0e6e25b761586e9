"""What a page says about its article: each field settled among several sources of differing trust."""

from sayso.extract.metadata.facts import Facts, read_facts

__all__ = ["Facts", "read_facts"]
