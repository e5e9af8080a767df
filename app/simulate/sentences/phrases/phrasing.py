"""What a language needs to say it all.

Slots: {C} customer, {items}, {extras}; in a line {Q} quantity, {U} its unit, {I} goods, {P} price of one, {R} the unit
once more, {L} the sum of the line; elsewhere {G} GST rate, {D} discount, {M} payment mode, {T} term, {A} date and
{S} total. Of `(one|another|)` one is said.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """Templates by what they say, and the words that carry nothing (`fillers`)."""

    frames: tuple[str, ...]
    lines: tuple[str, ...]
    separators: tuple[str, ...]
    gst: tuple[str, ...]
    percent_off: tuple[str, ...]
    amount_off: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    paying: tuple[str, ...]
    terms: tuple[tuple[int, str], ...]
    due: tuple[str, ...]
    days: tuple[str, ...]
    dated: tuple[str, ...]
    totals: tuple[str, ...]
    fillers: str
    no_requests: tuple[str, ...]
    incomplete: tuple[str, ...]


def lines(text: str) -> tuple[str, ...]:
    """One template a line; `\\n` in it is a line break of the sentence."""
    return tuple(line.replace("\\n", "\n") for line in text.strip().splitlines())
