"""What can be seen of a run of lines that may be a name or an address, as numbers."""

from collections.abc import Sequence
from statistics import median

from app.invoices.rules.documents.receipts import cues, letters
from app.invoices.rules.documents.receipts.lines import Line
from app.invoices.rules.documents.receipts.spans import Span
from ml_models.receipt_fields.records import Candidate

SIGNS = tuple(cues.OF_LINES)
COLUMNS = (
    *("start", "lines", "letters", "digits_share", "is_cut_before", "is_cut_behind", "can_be_cut_before"),
    *("can_be_cut_behind", "height", "top", "centre", "widest_gap", "gap_before", "gap_behind", "open_brackets"),
    *("sides", "copies", "signs_elsewhere", "ends_with_comma", "short_words", "rows"),
    *("ends_legally", "begins_legally", "goes_on_legally", "legal_elsewhere", "bracket_behind", "to_street"),
    *("aside_before", "aside_behind", "larger_before", "larger_behind", "within_aside", "within_larger"),
    *(f"in_{sign}" for sign in SIGNS),
    *(f"first_{sign}" for sign in SIGNS),
    *(f"last_{sign}" for sign in SIGNS),
    *(f"before_{sign}" for sign in SIGNS),
    *(f"behind_{sign}" for sign in SIGNS),
)


class Sheet:
    """The lines of one receipt with what is asked of them again and again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.signs = [[float(one) for one in cues.told(line.text).values()] for line in lines]
        self.keys = [letters.only(line.text) for line in lines]
        self.height = median(line.box.height for line in lines) if lines else 1.0
        self.legal = [cues.ENDS_LEGALLY.search(line.text) is not None for line in lines]
        self.streets = [at for at, line in enumerate(lines) if cues.HOUSE.search(line.text)]
        self.company_lines = sum(row[0] for row in self.signs)

    def candidates(self, spans: Sequence[Span]) -> tuple[Candidate, ...]:
        """The spans as the model sees them."""
        cut = {
            (span.start, span.end, side)
            for span in spans
            for side, is_cut in (("before", span.is_cut_before), ("behind", span.is_cut_behind))
            if is_cut
        }
        return tuple(
            Candidate(span.start, span.end, tuple(self._cues(span, cut)), (), self._keys(span)) for span in spans
        )

    def _keys(self, span: Span) -> tuple[int, ...]:
        text = span.text
        return letters.key(letters.only(text)), letters.key(letters.blurred(text))

    def _cues(self, span: Span, cut: set[tuple[int, int, str]]) -> list[float]:
        own = self.lines[span.start : span.end]
        text, first, last = letters.only(span.text), span.texts[0], span.texts[-1]
        joined = [
            float(span.start),
            float(span.end - span.start),
            float(len(text)),
            sum(c.isdigit() for c in text) / max(1, len(text)),
            float(span.is_cut_before),
            float(span.is_cut_behind),
            float((span.start, span.end, "before") in cut),
            float((span.start, span.end, "behind") in cut),
            sum(line.box.height for line in own) / len(own) / self.height if self.height else 1.0,
            own[0].box.top,
            sum(line.box.centre for line in own) / len(own),
            max((self._gap(at) for at in range(span.start, span.end - 1)), default=0.0),
            self._gap(span.start - 1),
            self._gap(span.end - 1),
            float(sum(t.count("(") - t.count(")") for t in span.texts)),
            float(any(self._is_beside(at) for at in (*range(span.start, span.end),))),
            float(self.keys.count(self.keys[span.start]) - 1),
            self.company_lines - sum(row[0] for row in self.signs[span.start : span.end]),
            float(last[-1:] in (",", "-", "&")),
            float(sum(len(word) < 3 for word in last.split())),
            float(own[-1].row - own[0].row + 1),
        ]
        joined += self._form(span)
        joined += self._set(span)
        whole = [max(column) for column in zip(*self.signs[span.start : span.end], strict=True)]
        return [
            *joined,
            *whole,
            *(self._signs_of(first, span.start) if span.is_cut_before else self.signs[span.start]),
            *(self._signs_of(last, span.end - 1) if span.is_cut_behind else self.signs[span.end - 1]),
            *self._neighbour(span.start - 1),
            *self._neighbour(span.end),
        ]

    def _form(self, span: Span) -> list[float]:
        """What tells a whole name from a part of one."""
        behind = self.lines[span.end].text if span.end < len(self.lines) else ""
        return [
            float(cues.ENDS_LEGALLY.search(span.text) is not None),
            float(cues.BEGINS_LEGALLY.search(span.texts[0]) is not None),
            float(cues.BEGINS_LEGALLY.search(behind) is not None),
            float(sum(self.legal) - sum(self.legal[span.start : span.end])),
            float(cues.BRACKETED.search(behind) is not None),
            float(min((at - span.end for at in self.streets if at >= span.end), default=20)),
        ]

    def _set(self, span: Span) -> list[float]:
        """How the lines around and within are set: out of line by how much of the width, larger by how much."""
        inner = [self._step(at) for at in range(span.start, span.end - 1)]
        before, behind = self._step(span.start - 1), self._step(span.end - 1)
        aside, larger = (max((abs(one[way]) for one in inner), default=0.0) for way in (0, 1))
        return [before[0], behind[0], before[1], behind[1], aside, larger]

    def _step(self, place: int) -> tuple[float, float]:
        """From a line to the next: how far its middle moves, and by how much of a common height it is larger."""
        if not 0 <= place < len(self.lines) - 1 or self.height <= 0:
            return 0.0, 0.0
        one, other = self.lines[place].box, self.lines[place + 1].box
        return abs(other.centre - one.centre), (other.height - one.height) / self.height

    def _signs_of(self, text: str, place: int) -> list[float]:
        return [float(one) for one in cues.told(text).values()] if text else self.signs[place]

    def _neighbour(self, place: int) -> list[float]:
        return self.signs[place] if 0 <= place < len(self.lines) else [-1.0] * len(SIGNS)

    def _gap(self, place: int) -> float:
        """The white between a line and the next in heights of letters; -1 at the edges."""
        if not 0 <= place < len(self.lines) - 1:
            return -1.0
        one, other = self.lines[place], self.lines[place + 1]
        if one.page != other.page or self.height <= 0:
            return 9.0
        return max(-1.0, min(9.0, (other.box.top - one.box.bottom) / self.height))

    def _is_beside(self, place: int) -> bool:
        row = self.lines[place].row
        return any(0 <= at < len(self.lines) and self.lines[at].row == row for at in (place - 1, place + 1))
