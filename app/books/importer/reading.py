"""A books JSON from disk: its text, its values, its rows with every fault at its line."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.books.importer import from_json, positions
from app.books.importer.faults import BadBooks, Fault, Spot
from app.books.importer.staged import Staged
from app.runtime.memory import uncollected
from app.values.errors import Invalid

NOBODY = UUID(int=0)
"""Who owns books that are only looked at."""


class Unreadable(Invalid):
    """The file or folder cannot be read at all."""

    code = "unreadable_books"


def staged(path: Path, *, owner_id: UUID) -> Staged:
    """Every row of the file, its faults with line and column beside it. Raises `Unreadable`, `BadBooks` for no JSON."""
    content = text(path)
    found = from_json.staged(_parsed(content, path.name), owner_id=owner_id, file=path.name)
    found.faults[:] = positions.located(found.faults, content)
    return found


def businesses(path: Path) -> Iterator[str]:
    """The text of one business of the file after the other: what is known of a large file is never held at once.

    Raises `Unreadable`, and `BadBooks` with all faults of the whole file where it is no books JSON.
    """
    content = text(path)
    try:
        for start, end in positions.spans(content, "businesses"):
            yield content[start:end]
    except (ValueError, LookupError, RecursionError) as error:
        raise faults(path) from error


def faults(path: Path) -> BadBooks:
    """Everything that is wrong in the whole file, with line and column. Raises it where it is no JSON at all."""
    return BadBooks(staged(path, owner_id=NOBODY).faults)


def alone(text: str, *, file: str) -> Staged:
    """The rows of one business, whose text it is. Raises `BadBooks` for what is no JSON."""
    with uncollected():
        return from_json.staged({"businesses": [_parsed(text, file)]}, owner_id=NOBODY, file=file)


def text(path: Path) -> str:
    """The text of a file in UTF-8. Raises `Unreadable`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not text in UTF-8 (byte {error.start:,}).") from error


def _refused(file: str, constant: str) -> Any:
    raise BadBooks([Fault(Spot(file), "", f"{constant} is not a number that books can hold")])


def _parsed(text: str, file: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=partial(_refused, file))
    except json.JSONDecodeError as error:
        fault = Fault(Spot(file, error.lineno), "", f"is not JSON: {error.msg}", error.colno)
        raise BadBooks([fault]) from error
    except ValueError as error:
        raise BadBooks([Fault(Spot(file), "", "holds a whole number of too many digits")]) from error
    except RecursionError as error:
        raise BadBooks([Fault(Spot(file), "", "is nested too deeply")]) from error
