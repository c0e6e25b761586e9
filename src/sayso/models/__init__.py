"""Models: the vectors that sayso carries, a writer behind any OpenAI-compatible address, a scripted one for tests."""

from sayso.models.embedders import likeness_by, open_embedder
from sayso.models.scripted import ScriptedWriter
from sayso.models.server import ServerWriter, open_writer
from sayso.models.static_vectors import StaticVectors

__all__ = ["ScriptedWriter", "ServerWriter", "StaticVectors", "likeness_by", "open_embedder", "open_writer"]
