"""The script that makes the thesaurus, on a WordNet of eight synsets."""

from __future__ import annotations

from pathlib import Path

from scripts.thesaurus import HEAD, OUT, read_translations, read_wordnet, thesaurus

LICENCE = "  1 This software and database is being provided to you, the LICENSEE\n"
NOUNS = """\
00000001 03 n 01 thing 0 000 | what there is
00000002 06 n 02 alarm 0 siren 0 003 @ 00000001 n 0000 + 00000005 v 0101 + 00000005 v 0000 | what warns
00000003 15 n 01 Orlin 0 001 @i 00000001 n 0000 | a town
00000004 06 n 02 quay 0 pier_head 0 000 | where boats lie
00000008 06 n 02 wharf 0 jetty 0 000 | where boats lie too
"""
VERBS = """\
00000005 39 v 02 alarm 0 warn 0 001 @ 00000006 v 0000 01 + 02 00 | tell of danger
00000006 32 v 02 tell 0 say 0 001 @ 00000007 v 0000 01 + 02 00 | in words
00000007 32 v 02 act 0 tell 0 000 01 + 02 00 | do
"""
SENSES = """\
alarm%1:06:00:: 00000002 1 3
alarm%2:39:00:: 00000005 1 2
jetty%1:06:00:: 00000008 1 0
quay%1:06:00:: 00000004 1 0
say%2:32:00:: 00000006 1 9
siren%1:06:00:: 00000002 1 1
tell%2:32:00:: 00000006 4 1
tell%2:32:01:: 00000007 1 9
thing%1:03:00:: 00000001 1 5
warn%2:39:00:: 00000005 2 4
wharf%1:06:00:: 00000008 1 0
"""


def made(folder: Path, *, french: str = "", wolf: str = "") -> list[str]:
    """The lines under the head, of the small WordNet with a Spanish word and what is given."""
    files = {
        "data.noun": LICENCE + NOUNS,
        "data.verb": LICENCE + VERBS,
        "data.adj": LICENCE,
        "data.adv": LICENCE,
        "index.sense": SENSES,
        "wns/wikt/wn-wikt-spa.tab": "# Wiktionary\tspa\n00000002-n\tspa:lemma\tAlarma\n",
        "wns/wikt/wn-wikt-fra.tab": f"# Wiktionary\tfra\n{french}",
        "wns/fra/wn-data-fra.tab": f"# WOLF\tfra\n{wolf}",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    text = thesaurus(read_wordnet(folder), read_translations(folder))
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD).splitlines()


def test_a_line_has_synonyms_translations_derived_words_and_what_is_broader(tmp_path: Path) -> None:
    assert made(tmp_path) == ["n alarm siren alarma + warn", "v alarm warn < say"]


def test_accents_go_and_a_word_stands_once(tmp_path: Path) -> None:
    french = "00000002-n\tfra:lemma\tsirène\n00000002-n\tfra:lemma\talarme\n00000002-n\tfra:lemma\talarma\n"
    assert made(tmp_path, french=french)[0] == "n alarm siren alarma alarme sirene + warn"


def test_a_word_of_many_synsets_translates_none(tmp_path: Path) -> None:
    everywhere = "".join(f"0000000{n}-n\tfra:lemma\tchose\n" for n in range(1, 8))
    assert made(tmp_path, french=everywhere)[0] == "n alarm siren alarma + warn"


def test_a_synset_without_uses_is_listed_where_it_has_a_translation(tmp_path: Path) -> None:
    assert "n quay quai" in made(tmp_path, french="00000004-n\tfra:lemma\tquai\n")


def test_wolf_lends_no_words_but_says_what_is_in_use(tmp_path: Path) -> None:
    assert "n wharf jetty" not in made(tmp_path)
    assert "n wharf jetty" in made(tmp_path, wolf="00000008-n\tfra:lemma\tquai\n")


def test_what_is_packaged_has_the_head_of_the_script() -> None:
    assert OUT.read_text("utf-8").startswith(HEAD)
