"""One sentence while it is being read: its tokens, their kinds as a string, and which of them are accounted for."""

import re
from collections.abc import Collection
from datetime import date

from app.invoices.records import Span
from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.heard import compounds, context, roles, spoken_dates, spoken_numbers, tokens
from app.invoices.rules.sentences.heard.tokens import Token

_VALUES = frozenset("N%ZTMyncWU")
"""Kinds of words that are a value beside the lines, or a part of one."""

_FILLERS = frozenset("wvVuB,:&-=#.J")


class Sentence:
    """Tokens and their kinds. What a rule has understood it claims, and no later rule sees it again."""

    def __init__(self, text: str, on: date, spans: Collection[Span] = ()) -> None:
        self.original, self.text = text, normalise.plain(text)
        self.on = on
        numbered = spoken_numbers.joined(tokens.scanned(self.text))
        found = spoken_dates.joined(compounds.joined(numbered), on)
        settled = context.settled(found)
        self.roles = roles.of(settled, spans)
        self.tokens = roles.meant(settled, self.roles) if spans else settled
        self._kinds = [token.kind for token in self.tokens]
        self._understood: set[int] = set()
        self.places: dict[str, tuple[int, int]] = {}
        self.has_small_letters = any(token.text[:1].islower() for token in self.tokens)
        self.passed_over = 0
        self.prices: frozenset[int] = frozenset()
        self._written: str | None = None

    def copy(self) -> "Sentence":
        """The same sentence as far as it is read, to be read on in another way."""
        other = object.__new__(Sentence)
        other.original, other.text, other.on, other.roles, other.tokens = (
            *(self.original, self.text, self.on, self.roles),
            self.tokens,
        )
        other.prices = self.prices
        other.places, other.passed_over = dict(self.places), self.passed_over
        other._written, other.has_small_letters = self._written, self.has_small_letters
        other._kinds, other._understood = list(self._kinds), set(self._understood)
        return other

    @property
    def kinds(self) -> str:
        """One letter a token; `_` where it is claimed."""
        if self._written is None:
            self._written = "".join(self._kinds)
        return self._written

    def search(self, pattern: str) -> re.Match[str] | None:
        """The first place where `pattern` fits the kinds."""
        return re.search(pattern, self.kinds)

    def matches(self, pattern: str) -> list[re.Match[str]]:
        """Every place where `pattern` fits the kinds, as they stand now, and takes no number of the goods."""
        found = re.finditer(pattern, self.kinds)
        return [match for match in found if roles.OF_GOODS.isdisjoint(self.roles[match.start() : match.end()])]

    def claim(self, start: int, end: int, name: str | None = None) -> tuple[Token, ...]:
        """Marks the tokens from `start` to `end` as understood, as the place of a value if named; returns them."""
        if name:
            self.places.setdefault(name, self._trimmed(start, end))
        self._written = None
        self._kinds[start:end] = [lexicon.CLAIMED] * (end - start)
        self._understood.update(range(start, end))
        return self.tokens[start:end]

    def take(self, *patterns: str) -> list[tuple[Token, ...]]:
        """Claims every match of each pattern in turn; returns the tokens of each."""
        return [self.claim(*match.span()) for pattern in patterns for match in self.matches(pattern)]

    def take_first(self, *patterns: str, name: str | None = None) -> tuple[Token, ...] | None:
        """Claims the first match of the first pattern that has one, as the place of a value if named."""
        for pattern in patterns:
            if matches := self.matches(pattern):
                return self.claim(*matches[0].span(), name)
        return None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of a value without the words that only lead it in; all where nothing else is there."""
        said = [place for place in range(start, end) if self.tokens[place].kind in _VALUES]
        return (said[0], said[-1] + 1) if said else (start, end)

    def demote(self, kind: str) -> None:
        """Takes the unclaimed words of a kind for plain words: they were not meant in that sense."""
        self._written = None
        self._kinds = [lexicon.WORD if each == kind else each for each in self._kinds]

    def take_as(self, place: int, kind: str) -> None:
        """Takes one token for a word of another kind."""
        self._written = None
        self._kinds[place] = kind

    def demote_untagged(self) -> None:
        """Where a tagger has told names and goods apart, takes all other unknown words for such as carry nothing."""
        self._written = None
        if any(self.roles):
            self.passed_over = sum(
                kind in "Wg" and role is None for kind, role in zip(self._kinds, self.roles, strict=True)
            )
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


def one_number(found: tuple[Token, ...]) -> Token:
    """The only number among the tokens of a match."""
    return next(token for token in found if token.value is not None)
