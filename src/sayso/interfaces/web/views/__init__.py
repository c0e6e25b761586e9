"""What each page shows, made from what the desk gives: pure functions from nouns to small dataclasses."""
