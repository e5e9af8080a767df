"""Sentences without anybody in them: the customer's name gives way to an invented one, numbers of persons to zeros.

What stands in no span and is no number of a person cannot be told from goods and terms, and stays.
"""

import re
from collections.abc import Sequence
from uuid import UUID

from app.invoices.records import Role, Span
from app.runtime.observe.redaction import PATTERN
from app.simulate.names import PEOPLE

LETTER, DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")


def stripped(text: str, spans: Sequence[Span], subject: UUID) -> tuple[str, list[Span]]:
    """The sentence and where its parts stand now, the same each time; nothing where the parts do not fit it."""
    places = [0, *(place for start, stop, _ in sorted(spans) for place in (start, stop)), len(text)]
    if places != sorted(places):  # spans that do not fit the sentence teach nothing
        return "", []
    name = PEOPLE[subject.int % len(PEOPLE)]
    masked = PATTERN.sub(_masked, text)
    written, moved, end, shift = "", list[Span](), 0, 0
    for start, stop, label in sorted(spans):
        part = name if label == Role.CUSTOMER else masked[start:stop]
        written += masked[end:start] + part
        moved.append((start + shift, start + shift + len(part), label))
        shift += len(part) - (stop - start)
        end = stop
    return written + masked[end:], moved


def _masked(found: "re.Match[str]") -> str:
    """As long as before, so that every part keeps its place."""
    kind = found.lastgroup or ""
    first, last = found.start(kind) - found.start(), found.end(kind) - found.start()
    hidden = DIGIT.sub("0", LETTER.sub("X", found[0][first:last]))
    return found[0][:first] + hidden + found[0][last:]
