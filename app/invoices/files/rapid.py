"""RapidOCR made to see which way a page is held. Imported only where it reads.

Its own step turns each line that a small model takes for upside down, and a line of digits is easily mistaken. Here the
widest lines vote for the page: on 24 turned receipts 0.84 to 1 of them were right, on upright ones 0.79 to 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import TextRecInput

_PIXELS_SEARCHED = 1_200_000
"""Lines are found on a smaller picture and read on the whole one: over ten pages as many words as without (0.98),
in two thirds of the time and, with lines read two by two, 0.65 instead of 0.95 GB."""
_SHORTEST_SEARCHED = 736
"""The engine's own: a smaller picture is made larger."""
_VOTERS = 12
_SHORTEST_VOTER = 2.0
"""Width over height."""


class Turned(Exception):
    """The page must be turned by so many quarters, clockwise, before it is read."""

    def __init__(self, quarters: int) -> None:
        super().__init__(quarters)
        self.quarters = quarters


@dataclass(frozen=True, slots=True)
class Places:
    """The middles of the characters of a crop but its blanks, as shares of its width, from left to right."""

    shares: tuple[float, ...]


def _places(seen: Any) -> Places:
    """Each column of the recogniser is as wide as the next; the crop fills the first `line_txt_len` of them."""
    columns = (column for word in seen.word_cols or () for column in word)
    return Places(tuple((column + 0.5) / seen.line_txt_len for column in columns))


class PageReader(RapidOCR):
    """Reads pages; those that are not upright are turned and read again from the start."""

    is_held_upright = False
    is_on_its_side = False

    def read(self, pixels: Any) -> tuple[Any, int]:
        """What the engine finds, and by how many quarters the page was turned, clockwise.

        pixels : (height, width, 3) of blue, green, red
        """
        self.is_held_upright = False
        try:
            return self(pixels), 0
        except Turned as turned:
            self.is_held_upright = True
            upright = np.ascontiguousarray(np.rot90(pixels, -turned.quarters))
            return self(upright), turned.quarters

    def detect_and_crop(self, img: Any, op_record: Any) -> Any:
        """The crops of the lines; remembers whether most of them stand on end."""
        self._search_on(*img.shape[:2])
        crops, found = super().detect_and_crop(img, op_record)
        boxes: Any = [] if found.boxes is None else found.boxes
        on_end = [np.ptp(box[:, 1]) > np.ptp(box[:, 0]) for box in boxes]
        self.is_on_its_side = sum(on_end) * 2 > len(on_end)
        return crops, found

    def _search_on(self, height: int, width: int) -> None:
        """How large the picture is on which lines are found."""
        scale = min(max(1.0, _SHORTEST_SEARCHED / min(height, width)), (_PIXELS_SEARCHED / (height * width)) ** 0.5)
        detector: Any = self._load_det_model()  # type: ignore[no-untyped-call]
        side = max(height, width) if scale < 1 else min(height, width)
        detector.limit_type, detector.limit_side_len = "max" if scale < 1 else "min", round(side * scale)

    def recognize_txt(self, img: list[Any]) -> Any:
        """The text of each crop, with the columns of the recogniser in which it saw each character."""
        model: Any = self._load_rec_model()  # type: ignore[no-untyped-call]
        read = model(TextRecInput(img=img, return_word_box=True))
        read.word_results = [_places(seen) for seen in read.word_results]
        return read

    def cls_and_rotate(self, img: list[Any]) -> Any:
        """Leaves the crops as they are, or raises `Turned`."""
        by_width = sorted(img, key=lambda crop: crop.shape[1], reverse=True)
        voters = [crop for crop in by_width if crop.shape[1] >= _SHORTEST_VOTER * crop.shape[0]][:_VOTERS]
        if self.is_held_upright or not voters:
            return img, super().cls_and_rotate(img[:1])[1]
        votes = super().cls_and_rotate(voters)[1]
        is_upside_down = sum(label == "180" for label, _ in votes.cls_res or ()) * 2 > len(voters)
        quarters = (1 if is_upside_down else 3) if self.is_on_its_side else 2 * is_upside_down
        if quarters:
            raise Turned(quarters)
        return img, votes
