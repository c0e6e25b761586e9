"""Models that a user may have: a writer behind any OpenAI-compatible address, and a scripted one for tests."""

from sayso.models.scripted import ScriptedWriter
from sayso.models.server import ServerWriter, open_writer

__all__ = ["ScriptedWriter", "ServerWriter", "open_writer"]
