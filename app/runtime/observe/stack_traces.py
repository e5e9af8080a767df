"""Stack traces for the logs: where it happened and what kind of error it was, without the values in the error's words.

A library puts what it was given into its message, mostly in quotes: a file's name, a column's value. Names of persons
have no pattern by which they could be taken out later.
"""

import re
import traceback
from collections.abc import Iterator

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”", re.DOTALL)
LONG_NUMBER = re.compile(r"(?<![\w-])\d{9,18}(?![\w-])")
LONGEST_MESSAGE = 300
NEXT = "\n\nthen, because of it or while it was handled:\n\n"
HEAD = "Traceback (most recent call last):\n"


def told(error: BaseException) -> str:
    """The trace, the causes of the error first, as Python prints it."""
    return NEXT.join(_one(each) for each in reversed(list(_chain(error))))


def without_values(message: str) -> str:
    """An error's words without what stands in quotes and without long numbers."""
    return LONG_NUMBER.sub("<number>", QUOTED.sub("<text>", message))[:LONGEST_MESSAGE]


def _one(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{HEAD}{''.join(traceback.format_tb(error.__traceback__))}{name}: {without_values(str(error))}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
