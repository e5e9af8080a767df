"""Whom the invoice may be for: names led in by a label, an honorific, `ko`, `ka bill`, `to` or `for`, or placed.

A run of unknown words may hold goods and a name ("5 bori cement Mishra ji ko"). Capitals separate the two where there
are any; otherwise the first word behind a quantity is the goods. Which name is taken, `choosing` decides.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from app.invoices.records import Role
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.customer import names, standing
from app.invoices.rules.sentences.customer.names import NAME, Named
from app.invoices.rules.sentences.heard import roles
from app.invoices.rules.sentences.heard.grammar import Sentence

_LED = (
    rf"C[:\-=wklC]{{0,3}}h?{NAME}J?[kKl]{{0,3}}",
    rf"h{NAME}J?[kKl]{{0,3}}",
    rf"l[:\-=ok]{{1,2}}h?{NAME}(?![kK])",
)
_FOLLOWED = (
    *(rf"{NAME}J[kKle]{{0,3}}", rf"{NAME}K", rf"{NAME}k[wVE]{{0,5}}(?:l|B)", rf"{NAME}k[lK]", rf"{NAME}l[bw]?B"),
    rf"{NAME}e",
)
_HEADING = (rf"(?:^|(?<=,)){NAME}J?[:\-],?",)
_OWNED = r"(?:^|(?<=[,V_w]))(?P<name>W{1,4}kW{1,3})(?:K|kl|k[wVE]{0,3}B)"
_ASKED = rf"(?:^|(?<=[BV,w])){NAME}k(?=N)"
_OWES = rf"(?:^|(?<=[,w_])){NAME}J?w(?=.*v)"
_BUYER = rf"(?:^|(?<=[,wB])){NAME}w?u"
_TO = (rf"t[w]?h?{NAME}",)
_ORDERED = rf"(?:(?<=B)|(?<=V)|(?<=BV)|(?<=BVV))[w_c:\-]{{0,4}}{NAME}(?=_*N)"
_BILL = rf"B[w_c:\-Vv]{{0,6}}{NAME}"
_FOR = rf"f[w]?h?{NAME}"
_OF = rf"{NAME}J?k(?=[,_:]|$)"
_ALONE = rf"(?:(?<=,)|(?<=_)|(?<=V:)|^)[wVv]{{0,5}}{NAME}J?[wv]{{0,5}}(?=[,_]|$)"
_LAST = rf"N(?:R?k?w?[HE]|PU|RU?)?w?{NAME}(?=[,_]|$|w?VB)"
_ON = rf"(?<=[BV_N])o{NAME}"
_NUMBERED = r"(?:^|(?<=[BVft,_wC]))(?P<name>W{1,3}NW{1,2})(?=[fkKJ:,\-])"
_NAMED_BILL = rf"(?<=V)w?{NAME}w?B(?=[,:Nfo_\-])"
_QUALITIES = frozenset({"rang", "रंग", "colour", "color", "kism", "किस्म", "quality", "company", "brand"})
"""Words whose "ka" leads to goods: "neele rang ka kapda"."""
_TO_BE_HAD = frozenset({"lena", "lene", "leni", "लेना", "लेने", "लेनी"})
_TRAILING = re.compile(r"[JkKle]{0,4}")


def candidates(sentence: Sentence, known: Collection[str] = ()) -> list[Named]:
    """The names that may be the customer's, the surest first.

    known : names of the business's customers, as `customers.key` writes them; one of several words is recognised
    wherever it stands.
    """
    found = [*_tagged(sentence), *_led(sentence, *_LED), *_known(sentence, known)]
    found += [*_ends(sentence, _OWNED, *_FOLLOWED, _BUYER, _ASKED), *_led(sentence, *_HEADING, keeps_goods=True)]
    found += [
        *_owing(sentence),
        *_led(sentence, *_TO),
        *_made_on(sentence),
        *_led(sentence, _ORDERED, keeps_goods=True),
    ]
    led = [*_led(sentence, _NAMED_BILL, _BILL, keeps_goods=True), *_for(sentence), *_ends(sentence, _OF)]
    led += standing.at(sentence)
    placed: list[Named] = []
    found += _numbered(sentence)
    placed += [*standing.firms(sentence), *standing.opening(sentence)]
    placed += [*standing.possessors(sentence), *standing.only(sentence)]
    placed += [*_alone(sentence, _ALONE), *_alone(sentence, _LAST), *standing.first(sentence)]
    found += [replace(one, is_placed=True) for one in led]
    found += [replace(one, is_placed=True, is_guessed=True) for one in placed]
    return list({(one.start, one.end): one for one in reversed(found)}.values())[::-1]


def _tagged(sentence: Sentence) -> Iterator[Named]:
    """The name that a tagger has found, the longest of several."""
    found = roles.runs(sentence.roles, Role.CUSTOMER)
    if found:
        start, end = max(found, key=lambda run: run[1] - run[0])
        yield Named(start, end, start, _trailed(sentence, end), is_tagged=True)


def _trailed(sentence: Sentence, end: int) -> int:
    trailing = _TRAILING.match(sentence.kinds, end)
    return trailing.end() if trailing else end


def _made_on(sentence: Sentence) -> Iterator[Named]:
    """Whom the bill is made "on"; "bill of" names goods."""
    if any(sentence.tokens[match.start()].key == "on" for match in sentence.matches(_ON)):
        yield from _led(sentence, _ON)


def _led(sentence: Sentence, *patterns: str, keeps_goods: bool = False) -> Iterator[Named]:
    """The name behind a word that leads it in."""
    for match in (match for pattern in patterns for match in sentence.matches(pattern)):
        start, end = names.head(sentence, *match.span("name"))
        is_surely_named = sentence.tokens[start].is_capitalised and names.tells_case(sentence)
        if not keeps_goods or is_surely_named or names.leaves_goods(sentence, start, end):
            yield Named(start, end, match.start(), match.end() if end == match.end("name") else end)
        if end < match.end("name") and names.owns(*sentence.tokens[end - 1 : end + 1]):
            yield Named(start, end, match.start(), match.end())
        if end + 1 == match.end("name") and names.ends_small(sentence, start, end + 1):
            yield Named(start, end + 1, match.start(), match.end())


def _owing(sentence: Sentence) -> Iterator[Named]:
    """Who money is to be had from: "Tiwari ji se 12 chair repair ka paisa lena hai"."""
    if not _TO_BE_HAD.isdisjoint(token.key for token in sentence.tokens):
        for named in _ends(sentence, _OWES):
            if sentence.tokens[named.claim_to - 1].key in ("se", "से"):
                yield named


def _ends(sentence: Sentence, *patterns: str) -> Iterator[Named]:
    """The name before an honorific or a postposition."""
    for match in (match for pattern in patterns for match in sentence.matches(pattern)):
        for span in names.tails(sentence, *match.span("name")):
            is_quality = sentence.tokens[span[1] - 1].key in _QUALITIES
            if names.leaves_goods(sentence, *span) and not is_quality:
                yield Named(*span, span[0], match.end())


def _for(sentence: Sentence) -> list[Named]:
    """The names behind "for": a capitalised one first, then one that ends its part of the sentence."""
    found: list[tuple[tuple[bool, bool], Named]] = []
    for match in sentence.matches(_FOR):
        start, end = names.head(sentence, *match.span("name"))
        if names.leaves_goods(sentence, start, end):
            is_last = sentence.kinds[end : end + 1] in ("", lexicon.BREAK, lexicon.CLAIMED)
            sureness = (sentence.tokens[start].is_capitalised, is_last)
            found.append((sureness, Named(start, end, match.start(), end)))
            if names.ends_small(sentence, start, end + 1):
                found.append((sureness, Named(start, end + 1, match.start(), end + 1)))
    return [named for _, named in sorted(found, key=lambda each: each[0], reverse=True)]


def _alone(sentence: Sentence, pattern: str) -> list[Named]:
    """A part of the sentence that holds nothing but words ("..., Elite Decor, ..."), or the words behind the price."""
    spans = [match.span("name") for match in sentence.matches(pattern)]
    spans = [span for span in spans if names.leaves_goods(sentence, *span)]
    spans.sort(key=lambda span: not sentence.tokens[span[0]].is_capitalised)
    return [Named(start, end, start, end) for start, end in spans]


def _numbered(sentence: Sentence) -> Iterator[Named]:
    """Capitalised words around a number: "Hotel 3 Star"."""
    for match in sentence.matches(_NUMBERED):
        words = [token for token in sentence.tokens[slice(*match.span("name"))] if token.kind == lexicon.WORD]
        if all(word.is_capitalised for word in words) and names.tells_case(sentence):
            yield Named(*match.span("name"), *match.span("name"))


def _known(sentence: Sentence, known: Collection[str]) -> Iterator[Named]:
    """A customer of the books, named in several words without any word to lead in."""
    for run in re.finditer(r"W{2,}", sentence.kinds) if known else ():
        for start in range(run.start(), run.end() - 1):
            for end in range(min(run.end(), start + names.LONGEST), start + 1, -1):
                if " ".join(token.key for token in sentence.tokens[start:end]) in known:
                    yield Named(start, end, start, _trailed(sentence, end))
