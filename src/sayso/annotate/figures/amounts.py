"""What shares, measures and sums of money are of: "a third of the houses", "two tonnes of cocaine", "a $5m reward"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.annotate.figures.lexis import Lexis, any_of, lexis
from sayso.annotate.figures.phrases import LEANS, Phrases
from sayso.annotate.figures.quantities import Quantity

_WEIGHED = frozenset("ton tonne kilogram gram pound ounce litre gallon barrel hectare acre".split())
_TIMES = frozenset("second minute hour day night week month year decade century".split())
_PERIODS = _TIMES | set("quarter half period season time cash trading año mes trimestre an mois trimestre".split())
_SHARES = frozenset({"percent", "percentage point"})
_MATERIAL = re.compile(r"\s(?:of|de|d['’])\s?(?P<first>[^\W\d_]+)(?:\s(?P<second>[^\W\d_]+))?", re.IGNORECASE)
_BEFORE = 70
"""Characters before a number in which the noun that it is of is looked for."""
_ADJECTIVE = re.compile(r".{2,}(?:al|ales|aux|elle|elles|aria|ario|aires?|iv[aoe]s?|if|ifs|ic[ao]s?|iques?|[ai]bles?)$")
"""Endings of adjectives that stand between a noun and its number ("una subida salarial del 4,5 %")."""


@dataclass(frozen=True)
class _Patterns:
    """What stands before and after an amount in one language."""

    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    share: re.Pattern[str]
    verbs: re.Pattern[str]
    raised: re.Pattern[str]
    estimates: re.Pattern[str] | None
    puts: re.Pattern[str] | None


@functools.cache
def _patterns(language: str) -> _Patterns:
    known = lexis(language)
    counted = known.data.get("counted", {})
    words = {name: any_of(known.words("counted", name)) for name in ("money_before", "money_after", "verbs")}
    share, determiner = any_of(known.words("counted", "share_of") or {"of"}), _determiner(known)
    noun = r"(?P<noun>[^\W\d_]+)"
    return _Patterns(
        leading=_compiled(
            rf"{noun}(?:\s(?:de|des|du|del)\s[^\W\d_]+)?(?P<adjective>\s[^\W\d_]+)?\s(?:{words['money_before']})"
            r"(?:\s|(?<=['’]))(?:the\s|an?\s|une?\s|una\s)?$"
        ),
        trailing=_compiled(rf"\s(?:{words['money_after']})\s"),
        share=_compiled(rf"\s(?:{share})(?:\s|(?<=['’]))"),
        verbs=_compiled(
            rf"{determiner}{noun}(?:\s(?!{determiner})[^\W\d_]+){{0,4}}?\s(?:{words['verbs']})"
            r"\s(?:at\s|to\s|by\s|los\s|las\s|les\s|une?\s|una\s|en\s|de\s|hasta\s)?$"
            if known.data.get("noun_first")
            else rf"{noun}\s(?:{words['verbs']})\s(?:at\s|to\s|by\s)?$"
        ),
        raised=_compiled(rf"{determiner}{noun}\s(?:un|en|de)\s$"),
        estimates=_compiled(rf"{counted['estimates']}\s$") if "estimates" in counted else None,
        puts=_compiled(rf"(?<!\w){counted['puts']}\s$") if "puts" in counted else None,
    )


def _determiner(known: Lexis) -> str:
    phrases = known.words("counted", "determiners")
    return rf"(?<!\w)(?:{any_of(phrases)})(?:\s|(?<=['’]))" if phrases else r"(?!)"


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


class Amounts(Phrases):
    """Finds what a share, measure or sum of money is of. All methods give the noun as written, None where unknown."""

    def amount_of(self, quantity: Quantity) -> str | None:
        """What an amount in any unit but things counted is of."""
        if quantity.unit in _SHARES:
            return self._share_of(quantity)
        if len(quantity.unit) == 3 and quantity.unit.isupper():
            return self._money_for(quantity)
        if quantity.unit in _TIMES:
            return self._time_of(quantity)
        weighed = quantity.unit in _WEIGHED or self.language == "en"
        if weighed and (material := self._material(quantity)):
            return material
        hyphened = "-" in self.text[quantity.core : quantity.end]
        return (self.attributive_head(quantity) if hyphened else None) or self.subject(quantity)

    def points_back(self, quantity: Quantity) -> bool:
        """Whether a pronoun or "the figure" before says that it counts what was counted: "put it at 9,000"."""
        puts = _patterns(self.language).puts
        return puts is not None and puts.search(self._ahead(quantity)) is not None

    def before(self, quantity: Quantity) -> str | None:
        """As in "Las ventas alcanzaron los 1.240 millones": the noun before a verb of quantity, without a parse."""
        if self.by_place:
            return None
        ahead = self._ahead(quantity)
        patterns = _patterns(self.language)
        match = patterns.verbs.search(ahead)
        if match is None and quantity.unit == "percent":
            match = patterns.raised.search(ahead)
        return match["noun"] if match and self._may_be_noun(match["noun"]) else None

    def _ahead(self, quantity: Quantity) -> str:
        """The words before a number, of its own sentence."""
        ahead = self.text[max(0, quantity.start - _BEFORE) : quantity.start]
        return re.split(r"[.!?;:]\s|\n", ahead)[-1]

    # -- shares and measures
    def _share_of(self, quantity: Quantity) -> str | None:
        match = _patterns(self.language).share.match(self.text, quantity.end)
        if match is not None:
            following = re.match(r"[^\W\d_]+", self.text[match.end() : match.end() + 20])
            if following and following[0].lower() in self.known.words("counted", "leaning"):
                return LEANS
            return self.head_of_phrase(match.end())
        return self._money_for(quantity) if quantity.unit == "percent" else None

    def _time_of(self, quantity: Quantity) -> str | None:
        """As in "eight years in prison", "una conversación de 14 minutos"; of most lengths of time, nothing."""
        terms = any_of(self.known.words("counted", "terms"))
        if match := re.match(rf"\s(?:in|of|de)\s({terms})\b", self.text[quantity.end : quantity.end + 24]):
            return match[1]
        return self._led_by(quantity) if self.known.data.get("noun_first") else None

    def _material(self, quantity: Quantity) -> str | None:
        """As in "two tonnes of cocaine", with no article: "90 miles of the border" measures no border."""
        match = _MATERIAL.match(self.text, quantity.end, quantity.end + 60)
        word = match["first"] if match else ""
        if not match or not word.islower() or word in self.known.words("counted", "ends") | {"the", "la", "el", "los"}:
            return None
        token = self.by_place.get(match.start("first"))
        adjective = token is not None and token.tag_ in {"JJ", "VBN", "VBG"}  # "three years of supervised release"
        return match["second"] if adjective else word

    # -- money
    def _money_for(self, quantity: Quantity) -> str | None:
        """What an amount is for: "a reward of $5m", "$5m in aid", "a $5m reward", "losses reached $5m"."""
        return (
            self._led_by(quantity)
            or self._followed_by(quantity)
            or self._attributive(quantity)
            or self._traded(quantity)
            or self.subject(quantity)
            or self.before(quantity)
        )

    def _led_by(self, quantity: Quantity) -> str | None:
        ahead, patterns = self._ahead(quantity), _patterns(self.language)
        if match := patterns.leading.search(ahead):
            noun, adjective = match["noun"], (match["adjective"] or "").strip()
            if adjective and not _ADJECTIVE.match(adjective):
                noun = adjective
            if self._may_be_noun(noun) and not self._is_adjective(quantity.start - len(ahead) + ahead.rindex(noun)):
                return noun
        match = patterns.estimates.search(ahead) if patterns.estimates else None
        return match["noun"] if match else None

    def _followed_by(self, quantity: Quantity) -> str | None:
        match = _patterns(self.language).trailing.match(self.text, quantity.end)
        noun = self.material_head(match.end()) if match else None
        return None if noun is None or self.lemma(noun) in _PERIODS else noun

    def _may_be_noun(self, word: str) -> bool:
        lowered = word.lower()
        never = ("ends", "passed_by", "verbs", "money_before", "determiners", "leaning")
        return not any(lowered in self.known.words("counted", name) for name in never) and lowered not in {
            *self.known.table("units"), *self.known.table("currency_words"), *self.known.numbers.scales
        }  # fmt: skip

    def _is_adjective(self, place: int) -> bool:
        """Whether the parse has no noun there ("the largest for $48,500", "bought in 2024 for €400,000")."""
        token = self.by_place.get(place)
        return token is not None and not token.tag_.startswith("N") and token.tag_ != "VBG"

    def _attributive(self, quantity: Quantity) -> str | None:
        """As in "a $5m reward", "95 percent coverage": the noun that the amount stands straight before."""
        if self.known.data.get("noun_first") or not re.match(
            r"[ -][^\W\d_]", self.text[quantity.end : quantity.end + 2]
        ):
            return None
        return self.attributive_head(quantity)

    def _traded(self, quantity: Quantity) -> str | None:
        """As in "equipment bought in 2024 for €400,000": what changes hands."""
        token = self.verb_above(quantity)
        if token is None or token.text.lower() not in self.listed("traded"):
            return None
        if token.dep_ == "acl":
            return str(token.head.text) if token.head.tag_ in {"NN", "NNS"} else None
        roles = {child.dep_: child for child in token.children}
        goods = roles.get("nsubjpass") or roles.get("dobj")
        return (
            str(goods.text) if goods is not None and goods.tag_ in {"NN", "NNS"} and goods.idx < quantity.core else None
        )
