"""Page to articles: body and metadata.

:func:`extract` reads one page; :class:`ExtractPool` reads many in worker processes with limits.
"""

from sayso.extract.onepage import extract
from sayso.extract.pool import ExtractPool

__all__ = ["ExtractPool", "extract"]
