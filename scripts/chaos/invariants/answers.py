"""Every answer is a plain one, in time, and the asker's own.

While something is away a call may say 503 and when to come back; it never shows an error of our own (500), never a
word of a trace, never a row of the other business. The longest wait is the one after which the app gives up.
"""

from collections.abc import Iterable, Iterator

from scripts.chaos.people import LONGEST_SECONDS
from scripts.chaos.records import CUT, LATE, Seen

AWAY = 503


def problems(seen: Iterable[Seen], *, cuts: bool) -> Iterator[str]:
    """One sentence for each kind of answer that may not be."""
    said = {sentence: None for one in seen for sentence in _of(one, cuts=cuts)}
    yield from said


def _of(one: Seen, *, cuts: bool) -> Iterator[str]:
    what = f"{one.call} of owner {one.owner + 1}"
    if one.status == CUT:
        if not cuts:
            yield f"{what} was cut off"
        return
    if one.status == LATE or one.took > LONGEST_SECONDS:
        yield f"{what} was not answered within {LONGEST_SECONDS:g} s"
    elif one.status == AWAY:
        if not one.says_when:
            yield f"{what} was answered {AWAY} without Retry-After"
    elif one.status != one.expected:
        yield f"{what} was answered {one.status} instead of {one.expected}"
    if one.leaks:
        yield f"the answer of {what} shows {', '.join(one.leaks)}"
    if one.foreign:
        yield f"the answer of {what} holds rows of the other business: {one.foreign[0]}"
