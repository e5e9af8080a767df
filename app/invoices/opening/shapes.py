"""What is drawn on a PDF page besides letters: ruled lines, pictures, and what may be a code."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from app.invoices.opening.geometry import Rectangle, Sheet

MOST_OBJECTS = 50_000
MOST_RULINGS = 5_000
MOST_STEPS = 50_000
"""Steps of all paths of a page that are looked at; a ruled table of a full page has a thousand."""
MOST_DEPTH = 4
_THIN, _LONG = 2.5, 12.0
"""Points: what is thinner and longer than this is a ruled line."""
_SHORTEST, _JOINT = 4.0, 1.0
"""Points: a line may be drawn in pieces of this length or more, as beside each row of a table in small print; pieces
further apart than the joint are dashes."""
_MANY_STEPS = 300
"""Squares or steps of one path; a code of an e-invoice has over a thousand, a logo rarely three hundred."""


@dataclass(slots=True)
class Shapes:
    """Everything in points, as seen."""

    rulings: list[Rectangle] = field(default_factory=list)
    pictures: list[Rectangle] = field(default_factory=list)
    busy: list[Rectangle] = field(default_factory=list)
    """Paths of many steps."""
    small: list[Rectangle] = field(default_factory=list)
    """Little filled squares, each drawn for itself."""
    pieces: list[Rectangle] = field(default_factory=list)
    """Thin lines that are too short to rule anything by themselves."""
    steps_left: int = MOST_STEPS


def shapes(page: Any, sheet: Sheet) -> Shapes:
    """What is drawn on an open page, its forms (drawings within drawings) included."""
    found = Shapes()
    for thing, at in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(thing)
        bounds = _bounds(thing, at)
        if bounds is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(sheet.seen(*bounds))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _draw(found, thing, at, bounds, sheet)
    for joined in _joined(found.pieces):
        _rule(found, joined)
    return found


Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Objects that are no form, each with the matrix of the forms around it; at most `MOST_OBJECTS`."""
    left = MOST_OBJECTS
    waiting = [(page, _UNMOVED, 0)]
    while waiting and left > 0:
        owner, at, depth = waiting.pop()
        count, get = (
            (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            if depth
            else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        )
        for number in range(min(max(count(owner), 0), left)):
            left -= 1
            thing = get(owner, number)
            if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
                yield thing, at
            elif depth < MOST_DEPTH:
                waiting.append((thing, _times(_matrix(thing), at), depth + 1))


def _draw(found: Shapes, thing: Any, at: Matrix, bounds: Rectangle, sheet: Sheet) -> None:
    steps = pdfium.FPDFPath_CountSegments(thing)
    seen = sheet.seen(*bounds)
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    if steps > _MANY_STEPS:
        found.busy.append(seen)
    if max(width, height) < _LONG:
        if max(width, height) < _LONG / 2:
            found.small.append(seen)
        _keep_piece(found, seen)
    elif min(width, height) <= _THIN:
        _rule(found, seen)
    elif _is_stroked(thing):
        looked_at = min(steps, found.steps_left)
        found.steps_left -= looked_at
        for left, bottom, right, top in _straight(thing, looked_at, at):
            step = sheet.seen(left, bottom, right, top)
            _rule(found, step)
            _keep_piece(found, step)


def _keep_piece(found: Shapes, seen: Rectangle) -> None:
    left, top, right, bottom = seen
    length, thickness = max(right - left, bottom - top), min(right - left, bottom - top)
    if thickness <= _THIN and _SHORTEST <= length < _LONG and len(found.pieces) < MOST_RULINGS:
        found.pieces.append(seen)


def _joined(pieces: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """Upright pieces that stand end to end, as one; level ones separate no columns."""
    upright = [piece for piece in pieces if piece[3] - piece[1] >= _SHORTEST]
    last: Rectangle | None = None
    for piece in sorted(upright, key=lambda each: (round((each[0] + each[2]) / 2), each[1])):
        if last and abs(piece[0] - last[0]) <= _JOINT and piece[1] - last[3] <= _JOINT:
            last = (last[0], last[1], last[2], max(last[3], piece[3]))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _rule(found: Shapes, seen: Rectangle) -> None:
    """Adds a line without thickness, where it is thin and long."""
    left, top, right, bottom = seen
    if len(found.rulings) >= MOST_RULINGS:
        return
    if bottom - top <= _THIN and right - left >= _LONG:
        found.rulings.append((left, (top + bottom) / 2, right, (top + bottom) / 2))
    elif right - left <= _THIN and bottom - top >= _LONG:
        found.rulings.append(((left + right) / 2, top, (left + right) / 2, bottom))


def _straight(thing: Any, steps: int, at: Matrix) -> Iterator[Rectangle]:
    """The straight steps of a path, in user space."""
    whole = _times(_matrix(thing), at)
    x, y = ctypes.c_float(), ctypes.c_float()
    before = start = None
    for number in range(steps):
        step = pdfium.FPDFPath_GetPathSegment(thing, number)
        pdfium.FPDFPathSegment_GetPoint(step, ctypes.byref(x), ctypes.byref(y))
        point = _moved(x.value, y.value, whole)
        kind = pdfium.FPDFPathSegment_GetType(step)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before:
            yield _around(before, point)
        if pdfium.FPDFPathSegment_GetClose(step) and start:
            yield _around(point, start)
        before = point


def _is_stroked(thing: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke)) and stroke.value)


def _bounds(thing: Any, at: Matrix) -> Rectangle | None:
    """Left, bottom, right, top in user space."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, sides)):
        return None
    left, bottom, right, top = (side.value for side in sides)
    corners = [_moved(x, y, at) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(found)):
        return _UNMOVED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(x: float, y: float, at: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = at
    return a * x + c * y + e, b * x + d * y + f


def _around(first: tuple[float, float], second: tuple[float, float]) -> Rectangle:
    across, up = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return across[0], up[0], across[1], up[1]
