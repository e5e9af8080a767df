"""One sentence while it is being read: its tokens, their kinds as a string, and which of them are accounted for."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from app.invoices.records import Span
from app.invoices.rules.sentences import joining, lexicon, normalise, roles, tokens
from app.invoices.rules.sentences.tokens import Token

_MAY_MEASURE = frozenset("NPRE_")
_FILLERS = frozenset("wvVB,:&-=#.J")


class Sentence:
    """Tokens and their kinds. What a rule has understood it claims, and no later rule sees it again."""

    def __init__(self, text: str, on: date, spans: Collection[Span] = ()) -> None:
        self.text = normalise.plain(text)
        self.on = on
        found = joining.dates_joined(joining.numbers_joined(tokens.scanned(self.text)), on)
        settled = tuple(_in_context(found))
        self.roles = roles.of(settled, spans)
        self.tokens = roles.meant(settled, self.roles) if spans else settled
        self._kinds = [token.kind for token in self.tokens]
        self._understood: set[int] = set()

    @property
    def kinds(self) -> str:
        """One letter a token; `_` where it is claimed."""
        return "".join(self._kinds)

    def search(self, pattern: str) -> re.Match[str] | None:
        """The first place where `pattern` fits the kinds."""
        return re.search(pattern, self.kinds)

    def matches(self, pattern: str) -> list[re.Match[str]]:
        """Every place where `pattern` fits the kinds, as they stand now, and takes no number of the goods."""
        found = re.finditer(pattern, self.kinds)
        return [match for match in found if roles.OF_GOODS.isdisjoint(self.roles[match.start() : match.end()])]

    def claim(self, start: int, end: int) -> tuple[Token, ...]:
        """Marks the tokens from `start` to `end` as understood; returns them."""
        self._kinds[start:end] = [lexicon.CLAIMED] * (end - start)
        self._understood.update(range(start, end))
        return self.tokens[start:end]

    def take(self, *patterns: str) -> list[tuple[Token, ...]]:
        """Claims every match of each pattern in turn; returns the tokens of each."""
        return [self.claim(*match.span()) for pattern in patterns for match in self.matches(pattern)]

    def take_first(self, *patterns: str) -> tuple[Token, ...] | None:
        """Claims the first match of the first pattern that has one."""
        for pattern in patterns:
            if matches := self.matches(pattern):
                return self.claim(*matches[0].span())
        return None

    def demote(self, kind: str) -> None:
        """Takes the unclaimed words of a kind for plain words: they were not meant in that sense."""
        self._kinds = [lexicon.WORD if each == kind else each for each in self._kinds]

    def demote_untagged(self) -> None:
        """Where a tagger has told names and goods apart, takes all other unknown words for such as carry nothing."""
        if any(self.roles):
            pairs = zip(self._kinds, self.roles, strict=True)
            self._kinds = ["w" if kind in "Wg" and role is None else kind for kind, role in pairs]

    def use(self, places: range) -> None:
        """Counts tokens as understood without hiding them."""
        self._understood.update(places)

    def between(self, start: int, end: int) -> str:
        """The words from token `start` to before token `end`, as they were written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def unread(self) -> list[Token]:
        """The tokens that nothing accounts for."""
        return [token for place, token in enumerate(self.tokens) if place not in self._understood]

    @property
    def share_understood(self) -> float:
        """How much of what carries meaning is accounted for, 0..1."""
        meant = [place for place, token in enumerate(self.tokens) if token.kind not in _FILLERS]
        return sum(place in self._understood for place in meant) / len(meant) if meant else 0.0


def _in_context(found: list[Token]) -> list[Token]:
    """Kinds that depend on the word before: units only measure behind a number, "/", "per" or rupees."""
    settled: list[Token] = []
    for token in found:
        before = settled[-1].kind if settled else ""
        is_stray_unit = token.kind in (lexicon.UNIT, "s") and before not in _MAY_MEASURE
        is_word = is_stray_unit or token.kind == "m"
        settled.append(replace(token, kind=lexicon.WORD) if is_word else token)
    return settled


def one_number(found: tuple[Token, ...]) -> Token:
    """The only number among the tokens of a match."""
    return next(token for token in found if token.value is not None)
