"""How firmly something is put: the certainty of an event in its sentence, and the firmness of a statement.

``certainty_of`` gives a value from -3 (certainly not) to 3 (certainly) by a table of weights over the signs of
``signs.py``; ``firmness_of`` grades a statement by the same evidence (``clauses.py``, ``governors.py``, ``stems.py``)
at its cue and at the main event of what it says; ``flat.py`` does so without a parse.
"""

from sayso.annotate.statements.firmness.certainty import certainty_of
from sayso.annotate.statements.firmness.grades import firmness_of

__all__ = ["certainty_of", "firmness_of"]
