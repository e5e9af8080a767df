"""States and territories as GST numbers them, with the dates of those that came or went (`data/states.csv`).

A name says a code only where it is written as a name: "Punjab National Bank Road" is no address in Punjab, and a
name that two codes bore (Andhra Pradesh) means the one in use.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.gst import tables

OUTSIDE_INDIA = "96"


@dataclass(frozen=True, slots=True)
class State:
    """One code. `local_tax` is what goes beside CGST within it: SGST, UTGST, or None where neither is.

    `successor` is the code that took its place after `valid_to`.
    """

    code: str
    name: str
    local_tax: str | None
    can_register: bool
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    source: str
    spellings: tuple[str, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether the code was in use on that day. Old numbers keep their old code, so this is no test of a GSTIN."""
        return tables.holds(self.valid_from, self.valid_to, on)


@cache
def every() -> tuple[State, ...]:
    """All codes, in their order."""
    return tuple(
        State(
            code=row["code"],
            name=row["name"],
            local_tax=row["local_tax"] or None,
            can_register=row["can_register"] == "yes",
            valid_from=tables.day(row["valid_from"]),
            valid_to=tables.day(row["valid_to"]),
            successor=row["successor"] or None,
            source=row["source"],
            spellings=tables.parts(row["spellings"]),
        )
        for row in tables.rows("states")
    )


@cache
def _by_code() -> dict[str, State]:
    return {state.code: state for state in every()}


@cache
def _by_spelling() -> dict[str, str]:
    return {_folded(text): state.code for state in every() for text in (state.name, *state.spellings)}


def by_code(code: str | None) -> State | None:
    """The state that bears `code`, or None."""
    return _by_code().get(code or "")


def name(code: str | None) -> str:
    """The state's name for a sentence; an unknown code stays a code."""
    state = by_code(code)
    return state.name if state else f"state code {code}"


def can_register(code: str) -> bool:
    """Whether a GSTIN may begin with `code`; the merged 25 and the old 28 still may, 96 never."""
    state = by_code(code)
    return state is not None and state.can_register


def current_code(code: str, on: date | None = None) -> str:
    """The code that stands for `code` on a day (None: today): 28 is 37, and 25 is 26 since they were merged."""
    state = by_code(code)
    if state is None or state.successor is None or (on is not None and state.holds(on)):
        return code
    return state.successor


def is_same(one: str | None, other: str | None, on: date | None = None) -> bool:
    """Whether two codes mean one State or territory on a day (None: today); an unknown one is the same as nothing."""
    return one is not None and other is not None and current_code(one, on) == current_code(other, on)


def code_of(text: str | None) -> str | None:
    """The code that a field for a state says, be it a code, a name, a usual misspelling or two letters; else None."""
    folded = _folded(text or "")
    if folded.isdigit() and len(folded) <= 2:
        return folded.zfill(2) if by_code(folded.zfill(2)) else None
    return _by_spelling().get(folded)


def code_in_address(address: str | None) -> str | None:
    """The one state that stands in an address as a part of its own, between commas or line ends.

    None when no part is a state, or when parts name different ones: then the address does not tell. Two letters are not
    read here ("LA", "OR"), nor pin codes: the maps from pins to states are unreliable.
    """
    found = set()
    for part in re.split(r"[,;\n|]", address or ""):
        words = re.sub(r"\b(india|bharat|state|ut|pin|pincode)\b|[^a-z& ]", " ", part.lower())
        folded = _folded(words)
        if len(folded) > 2 and folded in _by_spelling():
            found.add(_by_spelling()[folded])
    return found.pop() if len(found) == 1 else None


def _folded(text: str) -> str:
    """Lower case, `&` as "and", single blanks, no dots: what makes two spellings the same."""
    return " ".join(text.lower().replace("&", " and ").replace(".", "").split())
