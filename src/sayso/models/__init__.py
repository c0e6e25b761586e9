"""Embedder and Writer: what can be exchanged for another model."""
