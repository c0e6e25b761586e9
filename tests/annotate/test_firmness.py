"""Firmness of statements, one of our own sentences for each rule. The order is design's: it can only fall."""

from __future__ import annotations

import pytest

from sayso.annotate import Material, annotate
from sayso.annotate.load import parsed_texts
from sayso.annotate.statements.candidates import find_candidates
from sayso.annotate.statements.firmness import firmness_of
from sayso.annotate.statements.lexicon import english
from sayso.types import Firmness


def firmness(text: str, language: str) -> list[Firmness]:
    return [one.firmness for one in annotate(Material(text, language=language)).statements]


ENGLISH = [
    # the content's own main event
    ("The mayor said the bridge might be closed.", Firmness.POSSIBLE),
    ("The mayor said the road that may flood was closed.", Firmness.STATED),
    ("The mayor said rescuers could not reach the village.", Firmness.STATED),
    ("The mayor said the bridge will be closed.", Firmness.EXPECTED),
    ("The mayor said a judge would meet both sides on Friday.", Firmness.EXPECTED),
    ("The mayor said the bridge is to close on Friday.", Firmness.EXPECTED),
    ("The mayor said the firm plans to sell the ferry.", Firmness.EXPECTED),
    ("The mayor said the trial is not expected to begin before May.", Firmness.EXPECTED),
    ("The engineer said photographs suggested that the dam had sunk.", Firmness.POSSIBLE),
    ("The engineer said the dam appears to have sunk.", Firmness.POSSIBLE),
    ("The engineer said her guess was about a third.", Firmness.ESTIMATED),
    ("The lawyer said bribery was alleged against the clerk.", Firmness.ALLEGED),
    ("The lawyer said the clerk had reportedly fled.", Firmness.ALLEGED),
    ("The judge asked whether the clerk had fled.", Firmness.POSSIBLE),
    ("The agency estimated that repairs could cost 14 million dollars.", Firmness.ESTIMATED),
    # the cue: modality, negation, refusal, promise
    ("The minister may announce that the tax is dropped.", Firmness.POSSIBLE),
    ("The minister will announce on Friday that the tax is dropped.", Firmness.EXPECTED),
    ("The minister did not confirm that the tax was dropped.", Firmness.POSSIBLE),
    ("The minister promised to drop the tax.", Firmness.EXPECTED),
    # who speaks
    ("Court records show that the clerk fled in 2015.", Firmness.CONFIRMED),
    ("Three people with knowledge of the tender said Osk changed the rules.", Firmness.ALLEGED),
    ("Three people with knowledge of the tender said the rules were changed.", Firmness.STATED),
    ("The council announced that schools will close on Friday.", Firmness.CONFIRMED),
    # denials in plain words
    ('"I never made that call," the clerk said.', Firmness.DENIED),
    ("The firm said it had given no such advice.", Firmness.DENIED),
    ("The clerk said he was innocent.", Firmness.DENIED),
    ("The clerk said nobody was hurt.", Firmness.STATED),
    ('"I have never seen such a crowd," the clerk said.', Firmness.STATED),
    ("The council announced that it could pay only a part.", Firmness.POSSIBLE),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: Firmness) -> None:
    assert firmness(text, "en")[0] is expected


def test_a_report_that_is_refused_leaves_it_open() -> None:
    text = "The minister refused to confirm that the tax was dropped."
    lexicon = english()
    parsed = next(iter(parsed_texts([text])))
    candidates = next(iter(find_candidates(text, parsed, (), lexicon.lemma_of)))
    assert firmness_of(candidates[0], text, lexicon) is Firmness.POSSIBLE


FLAT = [
    ("es", "La fiscalía informó de que el juez abrirá una causa.", Firmness.EXPECTED),
    ("es", "La alcaldesa anunció que el polideportivo acogerá a los vecinos.", Firmness.CONFIRMED),
    ("es", "La alcaldesa anunció que murieron tres vecinos.", Firmness.STATED),
    ("es", "Según la fiscal, su empresa habría exigido un pago.", Firmness.ALLEGED),
    ("es", "Según una estimación del ministerio, los daños suman dos millones.", Firmness.ESTIMATED),
    ("es", "El ministro no confirmó que el puente esté cerrado.", Firmness.POSSIBLE),
    ("es", "«Jamás hice esa llamada», declaró el ministro.", Firmness.DENIED),
    ("es", "El alcalde dijo que la panadería está cerrada.", Firmness.STATED),
    ("fr", "Le parquet a indiqué que le juge ouvrira une enquête.", Firmness.EXPECTED),
    ("fr", "Le préfet a annoncé que les camions seraient détournés.", Firmness.CONFIRMED),
    ("fr", "Selon la procureure, son entreprise aurait exigé un paiement.", Firmness.ALLEGED),
    ("fr", "D'après une estimation du ministère, les dégâts atteignent deux millions.", Firmness.ESTIMATED),
    ("fr", "Le ministre n'a pas confirmé que le pont est fermé.", Firmness.POSSIBLE),
    ("fr", "Le préfet n'exclut pas que le pont soit fermé.", Firmness.POSSIBLE),
    ("fr", "« Nous pensons que l'eau est saine », a déclaré la ministre.", Firmness.POSSIBLE),
    ("fr", "« Je n'ai jamais passé cet appel », a déclaré le ministre.", Firmness.DENIED),
    ("fr", "Le maire a déclaré que le pont est fermé.", Firmness.STATED),
]


@pytest.mark.parametrize(("language", "text", "expected"), FLAT)
def test_without_a_parse(language: str, text: str, expected: Firmness) -> None:
    assert firmness(text, language)[0] is expected
