"""Words in Devanagari, which the text reader cannot read: Tesseract gives them where it is installed, and words only.

On a page of a Hindi bill Tesseract had every word right and half of the numbers wrong, and was sure of them: digits and
Latin letters are never taken from it.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.invoices.files.ocr import Picture, Piece, Seen
from app.invoices.files.pieces import Corners

MOST_SECONDS = 20.0
DOUBTFUL = 0.85
"""The reader is surer of 97 in 100 pieces of Latin text, and of no piece in Devanagari."""
_FEWEST_DOUBTFUL, _SHARE_DOUBTFUL = 2, 0.15
_LEAST_CONFIDENCE = 0.6
_WORD = re.compile("[\u0900-\u0963\u0970-\u097f\u200c\u200d]{2,}")
_EDGES = " :.,;|()[]-/'\"\u0964"
_COMMAND = ("stdin", "stdout", "-l", "hin", "--psm", "6", "tsv")


def is_likely(seen: Seen) -> bool:
    """Whether so much could not be read, or hardly, that it may be Devanagari."""
    doubtful = len(seen.unread) + sum(_is_doubtful(piece) for piece in seen.pieces)
    return doubtful >= max(_FEWEST_DOUBTFUL, _SHARE_DOUBTFUL * (len(seen.unread) + len(seen.pieces)))


@dataclass(frozen=True, slots=True)
class Found:
    """Words in Devanagari, and where numbers stand among them (their digits are not to be trusted)."""

    words: tuple[Piece, ...] = ()
    numbers: tuple[Corners, ...] = ()


def found(picture: Picture) -> Found:
    """What Tesseract finds on an upright picture; nothing where it is missing, fails or takes too long."""
    program = shutil.which("tesseract")
    if program is None:
        return Found()
    try:
        done = subprocess.run(
            [program, *_COMMAND],
            input=_graymap(picture),
            capture_output=True,
            timeout=MOST_SECONDS,
            env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return Found()
    pieces = list(_pieces(done.stdout.decode("utf-8", "replace"))) if done.returncode == 0 else []
    words = tuple(piece for piece in pieces if _WORD.fullmatch(piece.text) and piece.confidence >= _LEAST_CONFIDENCE)
    return Found(words, tuple(piece.corners for piece in pieces if any(map(str.isdigit, piece.text))))


def merged(seen: Seen, found: Found) -> Seen:
    """What the reader saw, with these words where it was in doubt or saw nothing; its numbers stay."""
    sure = [piece for piece in seen.pieces if not _is_doubtful(piece)]
    doubtful = [piece for piece in seen.pieces if _is_doubtful(piece)]
    added = [word for word in found.words if not any(_covers(piece.corners, word.corners) for piece in sure)]
    kept = [kept for piece in doubtful for kept in _without(piece, added, found.numbers)]
    together = sorted((*sure, *kept, *added), key=lambda piece: _sides(piece.corners)[1])
    return Seen(tuple(together), seen.unread, seen.width, seen.height, seen.quarters)


def _is_doubtful(piece: Piece) -> bool:
    return piece.confidence < DOUBTFUL


def _without(piece: Piece, added: list[Piece], numbers: Iterable[Corners]) -> Iterator[Piece]:
    """A piece that was doubted: itself where no word lies on it, else only its numbers, where numbers stand in it."""
    if not any(_covers(piece.corners, word.corners) for word in added):
        yield piece
        return
    left, top, right, bottom = _sides(piece.corners)
    read = list(re.finditer(r"\S*\d\S*", piece.text))
    places = sorted(place for place in numbers if _covers(piece.corners, place))
    for order, number in enumerate(read):
        from_left, to_left = (left + (right - left) * end / len(piece.text) for end in number.span())
        if len(places) == len(read):
            from_left, _, to_left, _ = _sides(places[order])
        corners = (from_left, top), (to_left, top), (to_left, bottom), (from_left, bottom)
        yield Piece(number[0], corners, piece.confidence)


def _pieces(table: str) -> Iterator[Piece]:
    """The words of Tesseract's table (level, page, ..., left, top, width, height, conf, text)."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            text, confidence = str(row["text"]).strip(_EDGES), float(row["conf"]) / 100
            left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
        except (KeyError, TypeError, ValueError):
            continue
        if text:
            right, bottom = left + width, top + height
            yield Piece(text, ((left, top), (right, top), (right, bottom), (left, bottom)), confidence)


def _covers(piece: Corners, word: Corners) -> bool:
    """Whether the middle of a word lies in a piece."""
    left, top, right, bottom = _sides(piece)
    from_left, from_top, to_right, to_bottom = _sides(word)
    return left <= (from_left + to_right) / 2 <= right and top <= (from_top + to_bottom) / 2 <= bottom


def _sides(corners: Corners) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


def _graymap(picture: Picture) -> bytes:
    """The picture as a portable graymap, its green being nearest to brightness."""
    return b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.content[1::3]
