"""Which days a question means, or that it means some which cannot be told: then the answer asks back.

Years of "this year" and quarters are those of Indian business, April to March. A month without a year is the latest one
that has begun. What has begun and not ended is read up to the day of the question.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from app.assistant.records.asked import Days
from app.assistant.rules.periods import dated, relative, spelling
from app.assistant.rules.periods.dated import Dated
from app.assistant.rules.periods.spelling import known_words
from app.values.period import Month

__all__ = ["Period", "known_words", "named", "reaches_beyond", "tax_month", "this_month"]

GST_RETURN_DAY = 20
"""Day by which GSTR-3B of the month before is filed and paid (CGST Rules 2017, rule 61(1); monthly filers)."""

SHORTEST_MISSPELT = 6
"""Letters of a word that is compared with the months: shorter ones are like too many others."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that were named, None when none were; `is_unread` when some were that cannot be told."""

    days: Days | None = None
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    dated: Dated


def named(spoken: tuple[str, ...], *, on: date) -> Period:
    """The days that the words `spoken` name, seen from `on`."""
    places = _places(spoken, on)
    if not places:
        return Period(is_unread=_is_vague(spoken))
    days = _one(spoken, places[0], on) if len(places) == 1 else _together(spoken, places)
    if days is None or _stands_beside_a_number(spoken, places):
        return Period(is_unread=True)
    return Period(_until(days, on))


def this_month(on: date) -> Days:
    """The month of `on`, up to and including that day."""
    return Days(Month.of(on).first, on)


def tax_month(on: date) -> Days:
    """The month whose GST is to be paid next: the one before until `GST_RETURN_DAY`, then the running one so far."""
    return dated.whole(Month.of(on).plus(-1)) if on.day <= GST_RETURN_DAY else this_month(on)


def reaches_beyond(days: Days, span: Days, *, on: date) -> bool:
    """Whether `days` begin in a month before the books do, or end after the last entry and the day of the question."""
    return days.first < Month.of(span.first).first or days.last > max(span.last, on)


def _places(spoken: tuple[str, ...], on: date) -> list[_Place]:
    """Every period that is named, from the left, none within another."""
    places, index = [], 0
    while index < len(spoken):
        seen = relative.found(spoken[index:], on)
        found = Dated(*seen) if seen else dated.found(spoken, index, on)
        if found:
            places.append(_Place(index, index + found.length, found))
        index += found.length if found else 1
    return places


def _one(spoken: tuple[str, ...], place: _Place, on: date) -> Days | None:
    """The only period named, or all days since then; None for "before March", which has no first day."""
    before, after = spoken[place.start - 1 : place.start], spoken[place.end : place.end + 2]
    days = place.dated.days
    if set(before) & spelling.SINCE:
        return Days(days.first, on) if days.first <= on else None
    if set(before) & spelling.OPEN_ENDED or set(after) & spelling.OPEN_ENDED_AFTER:
        return None
    if set(after[:1]) & spelling.SE and days.last < on:
        return Days(days.first, on)
    return days


def _together(spoken: tuple[str, ...], places: list[_Place]) -> Days | None:
    """From the first to the second of two periods; None when they are more, or not joined."""
    first, second = places[0].dated.days, places[1].dated.days
    if all(place.dated.days == first for place in places):
        return first
    between = spoken[places[0].end : places[1].start]
    if len(places) > 2 or not set(between) <= spelling.JOINING:
        return None
    if in_year := places[0].dated.in_year:
        same = in_year(second.first.year)
        first = same if same.first <= second.first else in_year(second.first.year - 1)
    elif (in_year := places[1].dated.in_year) and second.last < first.first:
        same = in_year(first.first.year)
        second = same if first.first <= same.last else in_year(first.first.year + 1)
    is_list = bool(set(between) & {"and", "aur", "और"}) and "between" not in spoken
    if is_list and first.last + timedelta(days=1) != second.first:
        return None
    return Days(first.first, second.last) if first.first <= second.last else None


def _stands_beside_a_number(spoken: tuple[str, ...], places: list[_Place]) -> bool:
    """Whether a number beside a period may be a part of it that was not understood: "10-20 March", "March 26"."""
    taken = {index for place in places for index in range(place.start, place.end)}
    free = ["" if index in taken else word for index, word in enumerate(spoken)]
    beside = [index for place in places for index in (place.start - 1, place.end)]
    beside += [index - 1 for index in beside if 0 < index < len(free) and free[index] in spelling.JOINING]
    return any(0 <= index < len(free) and free[index].isdecimal() and len(free[index]) <= 4 for index in beside)


def _is_vague(spoken: tuple[str, ...]) -> bool:
    """Whether days are spoken of that nothing here can tell, or a month is misspelt."""
    text = f" {' '.join(spoken)} "
    if set(spoken) & spelling.VAGUE or any(f" {phrase} " in text for phrase in spelling.VAGUE_PHRASES):
        return True
    if any(word[:1] == "q" and word[1:].isdecimal() for word in spoken):
        return True
    long = [word for word in spoken if len(word) >= SHORTEST_MISSPELT and word not in known_words()]
    months = [word for word in spelling.month_numbers() if len(word) >= SHORTEST_MISSPELT]
    return any(get_close_matches(word, months, n=1, cutoff=0.85) for word in long)


def _until(days: Days, on: date) -> Days:
    return Days(days.first, on) if on in days else days
