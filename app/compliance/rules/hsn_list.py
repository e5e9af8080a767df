"""Which rows of the official list of codes are codes: GSTN's workbook has stubs, blanks and lost zeros among them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from app.compliance.records.hsn import ListedCode
from app.gst import hsn

LONGEST_DESCRIPTION = 4000
LENGTHS = (2, 4, 6, 8)
_EMPTY = frozenset({"", "-", "--", "omitted", "[omitted]", "(omitted)", "deleted"})


class Fault(StrEnum):
    """Why a row is left out."""

    NO_CODE = "no code"
    NO_DESCRIPTION = "no description"
    STUB = "piece of a code"
    REPEATED = "repeated"


def listed(rows: Iterable[tuple[object, object]]) -> tuple[list[ListedCode], Counter[str]]:
    """The codes of rows (code, description), and how many rows were left out by reason. The first of a code counts."""
    found: dict[str, ListedCode] = {}
    left_out: Counter[str] = Counter()
    for code, description in rows:
        digits, text = _digits(code), " ".join(str(description or "").split())[:LONGEST_DESCRIPTION]
        fault = _fault(digits, text) or (Fault.REPEATED if digits in found else None)
        if fault:
            left_out[fault] += 1
        else:
            found[digits] = ListedCode(digits, "SAC" if hsn.is_service(digits) else "HSN", text)
    return list(found.values()), left_out


def columns(rows: Iterable[Iterable[object]]) -> Iterator[tuple[object, object]]:
    """The two columns of a table whose first row that names a code and a description is its head."""
    places: tuple[int, int] | None = None
    for row in rows:
        cells = list(row)
        if places is None:
            places = _head(cells)
        elif len(cells) > max(places):
            yield cells[places[0]], cells[places[1]]


def _head(cells: list[object]) -> tuple[int, int] | None:
    names = [str(cell or "").strip().lower() for cell in cells]
    described = next((place for place, name in enumerate(names) if "desc" in name), None)
    coded = next((p for p, name in enumerate(names) if p != described and ("cd" in name or "code" in name)), None)
    return None if coded is None or described is None else (coded, described)


def _digits(code: object) -> str:
    """A code as text; a spreadsheet that took it for a number lost the zero before it."""
    text = str(code if code is not None else "").strip().removesuffix(".0")
    return text.zfill(len(text) + 1) if text.isascii() and text.isdigit() and len(text) % 2 else text


def _fault(digits: str, description: str) -> Fault | None:
    if not (digits.isascii() and digits.isdigit() and len(digits) in LENGTHS):
        return Fault.NO_CODE
    if description.lower() in _EMPTY:
        return Fault.NO_DESCRIPTION
    is_stub = len(digits) == hsn.HEADING_DIGITS and not hsn.is_heading(digits) and hsn.is_heading(f"0{digits[:3]}")
    return Fault.STUB if is_stub else None
