"""Whom the invoice is for: led in by a label, an honorific, `ko`, `ka bill`, `to` or `for`, or known by its place.

A run of unknown words may hold goods and a name ("5 bori cement Mishra ji ko"). Capitals separate the two where there
are any; otherwise the first word behind a quantity is the goods.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.invoices.records import Role
from app.invoices.rules.sentences import lexicon, roles
from app.invoices.rules.sentences.grammar import Sentence
from app.invoices.rules.sentences.tokens import Token

_NAME = r"(?P<name>W{1,8}(?:&W{1,3})?)"
_LED = (rf"C[:\-wk]{{0,2}}h?{_NAME}J?[kKl]{{0,3}}", rf"h{_NAME}J?[kKl]{{0,3}}")
_FOLLOWED = (rf"{_NAME}J[kKl]{{0,3}}", rf"{_NAME}K", rf"{_NAME}k[wV]{{0,5}}(?:l|B)", rf"{_NAME}kl")
_HEADING = (rf"^{_NAME}:",)
_OWNED = r"(?:^|(?<=[,V_]))(?P<name>W{1,4}kW{1,3})(?:K|kl|k[wV]{0,3}B)"
_ASKED = rf"(?<=[BV]){_NAME}k(?=N)"
_TO = (rf"t[w]?{_NAME}",)
_BILL = (rf"B[w_:\-]{{0,6}}{_NAME}",)
_FOR = rf"f[w]?{_NAME}"
_OF = rf"{_NAME}k(?=[,_]|$)"
_ALONE = rf"(?:(?<=,)|(?<=_)|^)[wV]{{0,5}}{_NAME}J?[wv]{{0,5}}(?=[,_]|$)"
_LAST = rf"N(?:R?[HE]|PU|RU?){_NAME}(?=[,_]|$)"
_FIRST = rf"^[Vw_]{{0,12}}{_NAME}(?=NU?_{{0,6}}W)"
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A customer's name, and whether it was taken for one by its place alone."""

    name: str
    is_placed: bool = False


def customer(sentence: Sentence, known: Collection[str] = ()) -> Named | None:
    """The customer's name as it was said, claimed in the sentence; None when nobody is named.

    known : names of the business's customers, as `customers.key` writes them; one of several words is recognised
    wherever it stands.
    """
    led = next((name for name in _led_in(sentence, known) if name is not None), None)
    if led is not None:
        return Named(led)
    placed = next((name for name in _placed(sentence) if name is not None), None)
    return Named(placed, is_placed=True) if placed is not None else None


def _tagged(sentence: Sentence) -> str | None:
    """The name that a tagger has found, the longest of several."""
    found = roles.runs(sentence.roles, Role.CUSTOMER)
    if not found:
        return None
    start, end = max(found, key=lambda run: run[1] - run[0])
    trailing = re.match(r"[JkKl]{0,4}", sentence.kinds[end:])
    return _named(sentence, start, end, start, end + (trailing.end() if trailing else 0))


def _led_in(sentence: Sentence, known: Collection[str]) -> Iterator[str | None]:
    yield _tagged(sentence)
    yield _led(sentence, _LED)
    yield _known(sentence, known)
    yield _followed(sentence)
    yield _led(sentence, _HEADING, keeps_goods=True)
    yield _led(sentence, (*_TO, rf"{_ON}{_NAME}") if _has_on(sentence) else _TO)


def _placed(sentence: Sentence) -> Iterator[str | None]:
    yield _led(sentence, _BILL, keeps_goods=True)
    yield _for(sentence)
    yield _ends(sentence, _OF)
    yield _alone(sentence, _ALONE)
    yield _alone(sentence, _LAST)
    yield _first(sentence)


_ON = r"(?<=B)o"


def _has_on(sentence: Sentence) -> bool:
    """Whether the bill is made "on" somebody; "bill of" names goods."""
    return any(sentence.tokens[match.start()].key == "on" for match in sentence.matches(_ON))


def _led(sentence: Sentence, patterns: tuple[str, ...], *, keeps_goods: bool = False) -> str | None:
    """The name behind a word that leads it in."""
    for pattern in patterns:
        for match in sentence.matches(pattern):
            start, end = _head(sentence, *match.span("name"))
            is_surely_named = sentence.tokens[start].is_capitalised and _tells_case(sentence)
            if keeps_goods and not is_surely_named and not _leaves_goods(sentence, start, end):
                continue
            return _named(
                sentence, start, end, match.start(), max(end, match.end() if end == match.end("name") else end)
            )
    return None


def _followed(sentence: Sentence) -> str | None:
    """The name before an honorific or a postposition."""
    return next((name for pattern in (_OWNED, *_FOLLOWED, _ASKED) if (name := _ends(sentence, pattern))), None)


def _ends(sentence: Sentence, pattern: str) -> str | None:
    for match in sentence.matches(pattern):
        span = _tail(sentence, *match.span("name"))
        if span and _leaves_goods(sentence, *span):
            return _named(sentence, *span, span[0], match.end())
    return None


def _for(sentence: Sentence) -> str | None:
    """The likeliest of the names behind "for": a capitalised one first, then one that ends its part of the sentence."""
    found: list[tuple[tuple[bool, bool], int, int, int]] = []
    for match in sentence.matches(_FOR):
        start, end = _head(sentence, *match.span("name"))
        if _leaves_goods(sentence, start, end):
            is_last = sentence.kinds[end : end + 1] in ("", lexicon.BREAK, lexicon.CLAIMED)
            found.append(((sentence.tokens[start].is_capitalised, is_last), start, end, match.start()))
    if not found:
        return None
    _, start, end, lead = max(found, key=lambda each: each[0])
    return _named(sentence, start, end, lead, end)


def _alone(sentence: Sentence, pattern: str) -> str | None:
    """A part of the sentence that holds nothing but words ("..., Elite Decor, ..."), or the words behind the price."""
    spans = [match.span("name") for match in sentence.matches(pattern)]
    spans = [span for span in spans if _leaves_goods(sentence, *span, kinds="Wg")]
    if not spans:
        return None
    start, end = max(spans, key=lambda span: sentence.tokens[span[0]].is_capitalised)
    return _named(sentence, start, end, start, end)


def _first(sentence: Sentence) -> str | None:
    """Words before the first quantity, where goods follow it: "anna tiffin 50 plate idli"."""
    match = sentence.search(_FIRST)
    if match is None:
        return None
    start, end = match.span("name")
    is_name = end - start > 1 or sentence.tokens[start].is_capitalised
    return _named(sentence, start, end, start, end) if is_name else None


def _known(sentence: Sentence, known: Collection[str]) -> str | None:
    """A customer of the books, named in several words without any word to lead in."""
    if not known:
        return None
    for run in re.finditer(r"W{2,}", sentence.kinds):
        for start in range(run.start(), run.end() - 1):
            for end in range(min(run.end(), start + _LONGEST_NAME), start + 1, -1):
                if " ".join(token.key for token in sentence.tokens[start:end]) in known:
                    trailing = re.match(r"[JkKl]{0,4}", sentence.kinds[end:])
                    return _named(sentence, start, end, start, end + (trailing.end() if trailing else 0))
    return None


def _head(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The name at the beginning of a run: it ends where capitals end, if it begins with one."""
    words = sentence.tokens[start:end]
    if not words[0].is_capitalised:
        return start, end
    length = next((i for i, word in enumerate(words) if not _belongs(word)), len(words))
    return start, start + max(length, 1)


def _tail(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The name at the end of a run that may begin with goods; None when it can only be goods."""
    words, before = sentence.tokens[start:end], sentence.kinds[start - 1 : start] if start else ""
    holds_goods = before != "" and before in "NUkRE"
    length = next((i for i, word in enumerate(reversed(words)) if not _belongs(word)), len(words))
    if not any(word.is_capitalised for word in words[len(words) - length :]):
        length = len(words)
    if holds_goods and length == len(words) and not (words[0].is_capitalised and _tells_case(sentence)):
        length -= 1
    return (end - length, end) if length else None


def _tells_case(sentence: Sentence) -> bool:
    """Whether capitals mean anything here: not where every word begins with one."""
    return any(token.text[:1].islower() for token in sentence.tokens)


def _belongs(word: Token) -> bool:
    """Whether a word goes on with a capitalised name."""
    return word.is_capitalised or word.key in lexicon.NAME_SUFFIXES or not word.text[:1].isalpha()


def _leaves_goods(sentence: Sentence, start: int, end: int, *, kinds: str = "WgUT") -> bool:
    """Whether something to sell is still named when this run is a customer; without a number nothing is sold yet.

    kinds : what may name goods; a unit does where the customer is led in ("8 plate Gokul Bartan ko").
    """
    rest = sentence.kinds[:start] + sentence.kinds[end:]
    return "N" not in rest or any(kind in rest for kind in kinds)


def _named(sentence: Sentence, start: int, end: int, claim_from: int, claim_to: int) -> str:
    name = sentence.between(start, end)
    sentence.claim(claim_from, claim_to)
    return name
