"""A books JSON from disk: its text, its values, its rows with every fault at its line."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from app.books.importer import from_json, positions
from app.books.importer.faults import BadBooks, Fault, Spot
from app.books.importer.staged import Staged
from app.values.errors import Invalid


class Unreadable(Invalid):
    """The file or folder cannot be read at all."""

    code = "unreadable_books"


def staged(path: Path, *, owner_id: UUID) -> Staged:
    """Every row of the file, its faults with line and column beside it. Raises `Unreadable`, `BadBooks` for no JSON."""
    content = text(path)
    found = from_json.staged(_parsed(content, path.name), owner_id=owner_id, file=path.name)
    found.faults[:] = positions.located(found.faults, content)
    return found


def text(path: Path) -> str:
    """The text of a file in UTF-8. Raises `Unreadable`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not text in UTF-8 (byte {error.start:,}).") from error


def _parsed(text: str, file: str) -> Any:
    def refuse(constant: str) -> Any:
        raise BadBooks([Fault(Spot(file), "", f"{constant} is not a number that books can hold")])

    try:
        return json.loads(text, parse_float=Decimal, parse_constant=refuse)
    except json.JSONDecodeError as error:
        fault = Fault(Spot(file, error.lineno), "", f"is not JSON: {error.msg}", error.colno)
        raise BadBooks([fault]) from error
    except ValueError as error:
        raise BadBooks([Fault(Spot(file), "", "holds a whole number of too many digits")]) from error
    except RecursionError as error:
        raise BadBooks([Fault(Spot(file), "", "is nested too deeply")]) from error
