"""Which lines of an insight one chart shows: the first one, and those that can stand on the same axes beside it."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from app.insights.records.picture import Line

MOST_LINES = 4
"""More cannot be told apart on a phone."""
LEAST_DOTS = 2
"""Fewer show no course of anything, and a single one may tell of any span."""
MONTH_DAYS = 28
WEEK_DAYS = 7


def chosen(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first line with those of its unit that go by the day, the week or the month as it does; at most four.

    A line whose name has a dot is a part of another and left out, unless there are only such parts.
    """
    drawn = [line for line in lines if len(line.dots) >= LEAST_DOTS]
    known = [line for line in drawn if "." not in line.name] or drawn
    fitting = [line for line in known if line.unit is known[0].unit and _rhythm(line) == _rhythm(known[0])]
    return tuple(fitting[:MOST_LINES])


def spacing(days: Sequence[date]) -> int:
    """Days from one day to the next, as most of them have it; 0 for fewer than two."""
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return gaps[len(gaps) // 2] if gaps else 0


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines; where one was seen and one is foretold of it, the foretold one begins where the other ends."""
    seen = [line for line in lines if not line.is_expected]
    ahead = [line for line in lines if line.is_expected]
    if len(seen) != 1 or len(ahead) != 1 or seen[0].dots[-1].on >= ahead[0].dots[0].on:
        return tuple(lines)
    line, last = ahead[0], seen[0].dots[-1]
    return seen[0], Line(line.name, line.title, line.unit, (last, *line.dots), is_expected=True)


def _rhythm(line: Line) -> str:
    apart = spacing([dot.on for dot in line.dots])
    return "month" if apart >= MONTH_DAYS else "week" if apart >= WEEK_DAYS else "day"
