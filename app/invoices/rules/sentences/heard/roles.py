"""A tagger's spans as roles of tokens, for a second reading by the same grammar.

A role only says how a word that stands in the sentence is meant: what it is worth is read by the same numerals, units
and dates, and what no rule can read stays unread.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.invoices.records import Role, Span
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token

GOODS = "g"
OF_GOODS = frozenset({Role.QUANTITY, Role.PRICE, Role.ITEM})
"""What belongs to a line: no rule on taxes, discounts or days takes it."""

_NAMES = frozenset({Role.CUSTOMER, Role.ITEM})
_EDGES = frozenset("HRPB@KJhC:,-=%Gx#.cZ")
"""Kinds of words that lead a name in or follow it, and begin or end none."""

_ACCOUNTS = frozenset({"khata", "khate", "खाते"})
"""Words that mean credit only where they say how it is paid: "khate me likho" opens an account."""

Roles = tuple[Role | None, ...]


def of(tokens: Sequence[Token], spans: Collection[Span]) -> Roles:
    """The role of each token; None for those outside of all spans."""
    found: list[Role | None] = [None] * len(tokens)
    for start, end, label in spans:
        within = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
        role = Role(label)
        for place in _trimmed(tokens, within) if role in _NAMES else within:
            found[place] = role
    return tuple(found)


def meant(tokens: Sequence[Token], roles: Roles) -> tuple[Token, ...]:
    """The tokens with the kinds that follow from their roles."""
    return tuple(_meant(token, role) for token, role in zip(tokens, roles, strict=True))


def _meant(token: Token, role: Role | None) -> Token:
    if role is Role.ITEM and token.kind != lexicon.NUMBER:
        return replace(token, kind=GOODS)
    if role is Role.CUSTOMER and token.kind != "&":
        return replace(token, kind=lexicon.WORD, value=None)
    if role is Role.UNIT and token.unit is not None:
        return replace(token, kind=lexicon.SPAN_OF_TIME if token.unit in lexicon.SPANS_IN_DAYS else lexicon.UNIT)
    is_only_said = token.kind == lexicon.NUMBER and not any(map(str.isdigit, token.text))
    if role is None and (is_only_said or token.key in _ACCOUNTS):
        return replace(token, kind="w", value=None)
    return token


def runs(roles: Roles, wanted: Role) -> list[tuple[int, int]]:
    """Where tokens of a role stand side by side."""
    found: list[tuple[int, int]] = []
    for place, role in enumerate(roles):
        if role is not wanted:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _trimmed(tokens: Sequence[Token], places: list[int]) -> list[int]:
    """`places` without the words at their ends that begin or end no name."""
    first, last = 0, len(places)
    while first < last and tokens[places[first]].kind in _EDGES:
        first += 1
    while last > first and tokens[places[last - 1]].kind in _EDGES:
        last -= 1
    return places[first:last] or places
