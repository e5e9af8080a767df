"""Neighbouring tokens that are one date: "3 April 2026", "3rd of April", "April 3"; a month with its year is a word."""

from dataclasses import replace
from datetime import date

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token


def joined(tokens: list[Token], on: date) -> list[Token]:
    """The tokens with `3 April 2026`, `April 3` and the like as one date; a missing year is that nearest to `on`."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        length, day = _spoken_date(tokens, place, on)
        if day is None and (of_year := _month_of_year(tokens, place)):
            joined.append(of_year)
            length = 2
        elif day is None:
            joined.append(tokens[place])
        else:
            joined.append(
                replace(tokens[place], kind=lexicon.DATE, day=day, value=None, end=tokens[place + length - 1].end)
            )
        place += length
    return joined


def _spoken_date(tokens: list[Token], place: int, on: date) -> tuple[int, date | None]:
    """How many tokens the date at `place` takes, and the date; `(1, None)` when there is none."""
    kinds = "".join(token.kind for token in tokens[place : place + 5])
    for shape, day_at, month_at in (("Nm", 0, 1), ("Nom", 0, 2), ("mN", 1, 0)):
        if not kinds.startswith(shape):
            continue
        month, number = lexicon.MONTHS[tokens[place + month_at].key], tokens[place + day_at].value
        length = len(shape)
        year, taken = _year_at(tokens, place + length)
        day = _on_calendar(year, month, number, on)
        return (length + taken, day) if day else (1, None)
    return 1, None


def _month_of_year(tokens: list[Token], place: int) -> Token | None:
    """ "March 2026": what the goods are for, a word and no date."""
    if tokens[place].kind != "m" or _year_at(tokens, place + 1) == (None, 0) or tokens[place + 1].key == ",":
        return None
    month, year = tokens[place : place + 2]
    return replace(month, text=f"{month.text} {year.text}", key=f"{month.key} {year.key}", kind="g", end=year.end)


def _year_at(tokens: list[Token], place: int) -> tuple[int | None, int]:
    """The year written at `place`, perhaps behind a comma, and how many tokens it takes."""
    for skipped in (0, 1):
        if place + skipped >= len(tokens) or (skipped and tokens[place].key != ","):
            return None, 0
        token = tokens[place + skipped]
        if token.value is not None and 1990 <= token.value <= 2099 and token.text.isdigit():
            return int(token.value), skipped + 1
    return None, 0


def _on_calendar(year: int | None, month: int, number: object, on: date) -> date | None:
    years = (year,) if year else (on.year, on.year + 1, on.year - 1)
    days: list[date] = []
    for candidate in years:
        try:
            days.append(date(candidate, month, int(str(number))))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - on).days), default=None)
