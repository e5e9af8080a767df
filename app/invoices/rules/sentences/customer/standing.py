"""Customers whom no word leads in: told by where the name stands, how it is written, or that nothing else is said."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.customer import names
from app.invoices.rules.sentences.customer.names import NAME, Named
from app.invoices.rules.sentences.heard.grammar import Sentence

_POSSESSOR = rf"(?:^|(?<=[,BV_w])){NAME}k(?=[Wg])"
_ONLY = rf"^[VwBo]{{1,4}}h?{NAME}[wf]{{0,2}}R?NR?[,w]{{0,2}}$"
_ONLY_FOR = rf"^w?{NAME}J?[Kkl]{{1,3}}(?=[wVv]*B[wVvNRk]*$)"
_FIRST = rf"^[Vw_]{{0,12}}{NAME}(?=NU?[_k]{{0,6}}W)"
_FEW = 20
"""Pieces that somebody buys rather than rupees: "maria 2 saree fall 60"."""
_AT = rf"[o@]w?h?{NAME}(?!R?N)"
_IN = rf"(?:^|(?<=[,_wkVvg])){NAME}J?b"
_PLACES = frozenset({"me", "mein", "mei", "pe", "par", "में", "पर", "पे"})


def at(sentence: Sentence) -> Iterator[Named]:
    """Where the work was done, written as a name: "at Dr. Rao's clinic", "Emerald Heights me"."""
    for match in sentence.matches(_AT):
        start, end = names.head(sentence, *match.span("name"))
        is_place = sentence.tokens[match.start()].key == "at"
        if is_place and sentence.tokens[start].is_capitalised and names.tells_case(sentence):
            yield Named(start, end, match.start(), end)
    for match in sentence.matches(_IN):
        for start, end in names.tails(sentence, *match.span("name"))[:1]:
            is_written = names.tells_case(sentence) and sentence.tokens[start].is_capitalised
            is_firm = sentence.tokens[end - 1].key in lexicon.NAME_SUFFIXES
            if sentence.tokens[match.end() - 1].key in _PLACES and (is_written or is_firm):
                yield Named(start, end, start, match.end())


def firms(sentence: Sentence) -> Iterator[Named]:
    """Words up to one that ends firms' names, before others: "Poonam beauty parlour facial 800"."""
    for run in re.finditer(r"(?:^|(?<=[,_wV]))W{2,9}", sentence.kinds):
        words = sentence.tokens[run.start() : run.end()]
        last = max((i for i, word in enumerate(words) if word.key in lexicon.NAME_SUFFIXES), default=0)
        if 0 < last < len(words) - 1:
            yield Named(run.start(), run.start() + last + 1, run.start(), run.start() + last + 1)


def opening(sentence: Sentence) -> Iterator[Named]:
    """Capitalised words before others in small letters: "Afreen bp machine 1 no 2100"."""
    for run in re.finditer(r"(?:^|(?<=[,_wV]))W{2,9}", sentence.kinds):
        start, end = names.head(sentence, *run.span())
        is_only_first = start == 0 and end == 1 and _has_title(sentence, run.end())
        if end < run.end() and sentence.tokens[start].is_capitalised and not is_only_first:
            yield Named(start, end, start, end)


def _has_title(sentence: Sentence, place: int) -> bool:
    """Whether two words written as a name follow: the capital that begins the sentence then tells nothing."""
    behind = pairwise(sentence.tokens[place:])
    return any(
        one.kind == two.kind == lexicon.WORD and one.is_capitalised and two.is_capitalised for one, two in behind
    )


def possessors(sentence: Sentence) -> Iterator[Named]:
    """Whose goods they are, where the words before "ka" are surely a name: "Seema Parlour ka makeup kit 2200"."""
    for match in sentence.matches(_POSSESSOR):
        start, end = match.span("name")
        last = sentence.tokens[end - 1]
        is_written = names.tells_case(sentence) and all(word.is_capitalised for word in sentence.tokens[start:end])
        if last.key in lexicon.NAME_SUFFIXES or is_written:
            yield Named(start, end, start, match.end())


def only(sentence: Sentence) -> Iterator[Named]:
    """ "Bill Ravi 500": nothing but a name and an amount."""
    match = sentence.search(_ONLY)
    if match and sentence.tokens[match.start("name")].is_capitalised:
        yield Named(*match.span("name"), *match.span("name"))
    if match := sentence.search(_ONLY_FOR):
        yield Named(*match.span("name"), *match.span())


def first(sentence: Sentence) -> Iterator[Named]:
    """Words before the first quantity, where goods follow it: "anna tiffin 50 plate idli"."""
    match = sentence.search(_FIRST)
    if match is None:
        return
    start, end = match.span("name")
    count = sentence.tokens[end].value or 0
    if end - start > 1 or sentence.tokens[start].is_capitalised or 0 < count <= _FEW:
        yield Named(start, end, start, end)
