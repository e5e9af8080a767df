"""What a sentence says about GST: a rate for everything, a rate for each line, or none.

"On jaggery", "coconut exempt" tell what a rate is for; else it belongs to the goods beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.heard.grammar import Sentence, one_number
from app.invoices.rules.sentences.lines.items import Line

USUAL_GST_RATES = frozenset(
    map(Decimal, ("0", "0.1", "0.25", "1", "1.5", "3", "5", "6", "7.5", "12", "18", "28", "40"))
)
"""Rates that have stood in the schedules since 2017: a bare "18 gst" is read as a rate only with one of these."""

_NO_GST = (r"O[wkt]?G[kw]?", r"G[wk]?O")
_GST_BEHIND = r"(?<!G)(?<!G[:=@\-])[I+X]?[wok]{0,2}N%[kwofvV]{0,2}[IX]?G{1,3}[wkH]?[IX]?"
_GST_ON = r"N%o(?=[Wg])"
_GST_AHEAD = r"[I+X]?[wok]{0,2}G(?:[&+]?G){0,3}[:=@\-kwIXvV]{0,3}N%?(?:[wk]?[IX])?"
_GST_BARE = r"NG[wk]?[IX]?"
_GST_UNNAMED = r"\+N%(?![kw]?D)|N%X|(?<=[,_])N%(?=,|$)"
_TAX_INCLUDED = r"I[wok]{0,3}G|G[wk]?I"
_EXEMPT_GOODS = r"(?<=W)O(?=[,_&]|$)"
_GOODS_BEHIND = r"[of]W{1,2}"
_EXEMPT = frozenset({"exempt", "exempted", "nil"})
_STEM = 4


@dataclass(frozen=True, slots=True)
class Rate:
    """A GST rate, the token with which it begins, and the beginnings of the words for what it is on, if said."""

    percent: Decimal
    place: int
    goods: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taxes:
    """What is said about GST: none at all, one rate for everything, or a rate here and there."""

    rates: tuple[Rate, ...] = ()
    is_exempt: bool = False
    is_inclusive: bool = False


def percent_taxes(sentence: Sentence) -> Taxes:
    """The GST that stands behind its rate ("18% gst"), or is said not to apply."""
    is_exempt = any(sentence.take_first(pattern, name="gst_rate") for pattern in _NO_GST)
    return _taxes(sentence, _GST_BEHIND, is_exempt=is_exempt)


def taxes(sentence: Sentence, known: Taxes) -> Taxes:
    """`known`, and the GST that stands before its rate ("gst 18"), or bare ("18 gst")."""
    ahead = _taxes(sentence, _GST_AHEAD)
    bare = _taxes(sentence, _GST_BARE, only_usual=True)
    if not (known.rates or ahead.rates or bare.rates):
        bare = _taxes(sentence, _GST_UNNAMED, only_usual=True)
    is_included = bool(sentence.take(_TAX_INCLUDED))
    again = _taxes(sentence, _GST_ON) if known.rates or ahead.rates else Taxes()
    exempt = tuple(_exempt_goods(sentence)) if known.rates or ahead.rates else ()
    rates = sorted((*exempt, *known.rates, *ahead.rates, *bare.rates, *again.rates), key=lambda rate: rate.place)
    for match in sentence.matches(r"G(?=W)"):
        sentence.take_as(match.start(), lexicon.WORD)
    return Taxes(
        _heads_summed(sentence, rates),
        known.is_exempt or ahead.is_exempt,
        is_included or known.is_inclusive or ahead.is_inclusive or bare.is_inclusive,
    )


def _taxes(sentence: Sentence, pattern: str, *, is_exempt: bool = False, only_usual: bool = False) -> Taxes:
    rates: list[Rate] = []
    is_inclusive = False
    for match in sentence.matches(pattern):
        found = sentence.tokens[match.start() : match.end()]
        percent = one_number(found).value or Decimal(0)
        if percent > 100 or (only_usual and percent not in USUAL_GST_RATES):
            continue
        sentence.claim(*match.span(), "gst_rate")
        rates.append(Rate(percent, match.start(), _goods(sentence, match.end())))
        is_inclusive = is_inclusive or "I" in match[0]
    return Taxes(tuple(rates), is_exempt, is_inclusive)


def _goods(sentence: Sentence, place: int) -> frozenset[str]:
    """The goods behind a rate ("5% on jaggery"), claimed where they are named elsewhere, too."""
    match = re.compile(_GOODS_BEHIND).match(sentence.kinds, place)
    stems = _stems(sentence, place + 1, match.end()) if match else frozenset()
    elsewhere = _stems(sentence, 0, place) | _stems(sentence, match.end() if match else 0, len(sentence.tokens))
    if not match or not stems <= elsewhere:
        return frozenset()
    sentence.claim(*match.span())
    return stems


def _exempt_goods(sentence: Sentence) -> Iterator[Rate]:
    """ "coconut exempt": zero for goods that are named before, beside a rate for others."""
    for match in sentence.matches(_EXEMPT_GOODS):
        stems = _stems(sentence, match.start() - 1, match.start())
        if sentence.tokens[match.start()].key in _EXEMPT and stems <= _stems(sentence, 0, match.start() - 1):
            sentence.claim(match.start() - 1, match.end())
            yield Rate(Decimal(0), match.start(), stems)


def _stems(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    return frozenset(token.key[:_STEM] for token in sentence.tokens[start:end] if token.kind == lexicon.WORD)


def of_lines(sentence: Sentence, rates: Sequence[Rate], lines: Sequence[Line]) -> dict[int, Rate]:
    """The rate of each line that has one: by the goods it is said to be on, else by its place.

    The last line begun before it in its part of the sentence, else the first one after it.
    """
    found: dict[int, Rate] = {}
    starts = [line.first for line in lines]
    for rate in rates:
        named = [number for number, line in enumerate(lines) if rate.goods & _of_line(line)]
        owner = named[0] if named else _beside(sentence, rate.place, starts)
        found.setdefault(owner, rate)
    return found


def _of_line(line: Line) -> frozenset[str]:
    return frozenset(normalise.key(word)[:_STEM] for word in line.item.description.split())


def _beside(sentence: Sentence, place: int, starts: Sequence[int]) -> int:
    begin = max((i + 1 for i in range(place) if _parts_lines(sentence, i, place)), default=0)
    before = [line for line, start in enumerate(starts) if begin <= start < place]
    after = [line for line, start in enumerate(starts) if start >= place]
    return before[-1] if before else after[0] if after else len(starts) - 1


def _parts_lines(sentence: Sentence, place: int, rate: int) -> bool:
    """Whether a line that begins before the token at `place` has nothing to do with a rate that stands behind it.

    "aur 18% gst wala 6 sabun": an "and" does where goods follow the rate without a break.
    """
    if sentence.tokens[place].key in (",", "\n", ";"):
        return True
    behind = sentence.kinds[rate:].lstrip(lexicon.CLAIMED)[:1]
    return sentence.tokens[place].kind == "&" and place == rate - 1 and behind not in ("", lexicon.BREAK)


def _heads_summed(sentence: Sentence, rates: list[Rate]) -> tuple[Rate, ...]:
    """Rates with CGST and SGST of the same line as one: the two halves are named apart and apply together."""
    summed: list[Rate] = []
    heads: set[str] = set()
    for rate in rates:
        head = _head(sentence, rate.place)
        if heads and head in lexicon.INTRA_STATE_HEADS - heads:
            summed[-1] = replace(summed[-1], percent=summed[-1].percent + rate.percent)
        else:
            summed.append(rate)
        heads = {head} if head in lexicon.INTRA_STATE_HEADS else set()
    return tuple(summed)


def _head(sentence: Sentence, place: int) -> str:
    return next((token.key for token in sentence.tokens[place : place + 5] if token.kind == "G"), "")
