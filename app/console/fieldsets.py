"""A document's values as a form: groups of fields and tables of rows, each with its words, its place and its doubts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.console import sentences
from app.intake.records import Kind
from app.intake.records.overseen import Certainty, Review
from app.intake.rules import filling, kinds
from app.invoices.records import extractions
from app.invoices.records.extractions import Extraction, Found
from app.invoices.records.pages import Box

LINES_AT_ONCE = 40
"""Rows of the table of lines on one page: with all of its columns they still fit into one form of 1,000 fields."""
USUAL = ("description", "hsn_sac", "quantity", "unit", "unit_price", "taxable_value", "gst_rate", "total")
"""Columns that the table of lines has always; the others come with the first value in them, or all when asked."""
GROUPS = (
    ("The document", (kinds.DOCUMENT_TYPE, *extractions.HEAD)),
    *((title, tuple(f"{party}.{name}" for name in extractions.PARTY)) for party, title in sentences.PARTIES.items()),
    ("Totals", tuple(f"totals.{name}" for name in extractions.TOTALS)),
    ("As on a receipt", extractions.SHORT),
)
_NUMBERS = (Kind.AMOUNT, Kind.PRICE, Kind.QUANTITY, Kind.RATE)
_CODES = (Kind.GSTIN, Kind.PAN, Kind.HSN, Kind.IRN)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `text` as it stands in the form, typed by a person where that was refused; `why` says why it was.

    rank : its place among the values to look at, from 0; None for one that needs no look
    misfits : numbers of the sums that do not close with it, from 0
    """

    path: str
    label: str
    text: str
    look: str
    choices: Sequence[tuple[str, str]]
    found: Found | None
    certainty: Certainty | None
    rank: int | None
    misfits: Sequence[int]
    why: str | None

    @property
    def described_by(self) -> str:
        """Ids of what stands beside it and tells more: the sums that do not close, and how sure it is."""
        told = [f"misfit-{number}" for number in self.misfits]
        return " ".join([*told, f"h-{self.path}"] if self.found else told)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading: those that were read, and those that were not."""

    title: str
    fields: Sequence[Field]
    empty: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Row:
    """One line, or one rate; `number` as people count."""

    path: str
    number: int
    fields: Sequence[Field]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the same columns; `starts` are the first rows of its pages, where there are several."""

    columns: Sequence[str]
    rows: Sequence[Row]
    starts: Sequence[int]
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands on its page, in percent of it; `look` gives the colour of the box."""

    path: str
    label: str
    left: float
    top: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How a form is wanted: what a person typed that was refused, why, the first line, and whether all columns."""

    typed: Mapping[str, str]
    wrong: Mapping[str, Sequence[str]]
    start: int = 0
    has_all_columns: bool = False


class Form:
    """The fields of one review."""

    def __init__(self, review: Review, asked: Asked) -> None:
        self._extraction: Extraction = review.view.extraction
        self._certainties = review.certainties
        self._ranks = {path: rank for rank, path in enumerate(review.doubts)}
        self._misfits = [frozenset(one.paths) for one in review.misfits]
        self._asked = asked

    def groups(self) -> Iterator[Group]:
        """The fields outside of lines and rates."""
        for title, paths in GROUPS:
            fields = [self._field(path) for path in paths]
            there = [one for one in fields if one.text or one.rank is not None]
            yield Group(title, there, [one for one in fields if one not in there])

    def lines(self) -> Table:
        """The lines from the one that is asked for, and an empty one behind the last."""
        numbers = self._numbers("lines")
        there = {path.rsplit(".", 1)[-1] for path in self._extraction.fields if path.startswith("lines.")}
        names = [one for one in extractions.LINE if self._asked.has_all_columns or one in USUAL or one in there]
        every = [*numbers, max(numbers, default=-1) + 1]
        start = self._asked.start if self._asked.start < len(every) else 0
        shown = every[start : start + LINES_AT_ONCE]
        rows = [self._row("lines", number, names, is_new=number == every[-1]) for number in shown]
        starts = range(0, len(every), LINES_AT_ONCE) if len(every) > LINES_AT_ONCE else ()
        return Table([sentences.field_words(name) for name in names], rows, starts, start)

    def rates(self) -> Table:
        """The table of rates."""
        rows = [self._row("rates", number, extractions.RATE) for number in self._numbers("rates")[:LINES_AT_ONCE]]
        return Table([sentences.field_words(name) for name in extractions.RATE], rows, (), 0)

    def places(self, page: int) -> list[Place]:
        """The boxes of a page, the largest first: a small one stays in reach above the one around it."""
        found = [
            self._place(path, one.box)
            for path, one in self._extraction.fields.items()
            if one.page == page and one.box is not None and path not in extractions.SHORT
        ]
        return sorted(found, key=lambda place: -place.width * place.height)

    def _place(self, path: str, box: Box) -> Place:
        left, top, width, height = (round(100 * side, 3) for side in (box.left, box.top, box.width, box.height))
        is_misfit = any(path in paths for paths in self._misfits)
        return Place(
            path, label(path), left, top, width, height, "misfit" if is_misfit else self._certainties[path].value
        )

    def _row(self, group: str, number: int, names: Sequence[str], *, is_new: bool = False) -> Row:
        fields = [self._field(f"{group}.{number}.{name}") for name in names]
        return Row(f"{group}.{number}", number + 1, fields, is_new)

    def _field(self, path: str) -> Field:
        return Field(
            path=path,
            label=label(path),
            text=self._asked.typed.get(path, filling.shown(self._extraction, path)),
            look=_look(path),
            choices=_choices(path),
            found=self._extraction.fields.get(path),
            certainty=self._certainties.get(path),
            rank=self._ranks.get(path),
            misfits=[number for number, paths in enumerate(self._misfits) if path in paths],
            why=next(iter(self._asked.wrong.get(path, ())), None),
        )

    def _numbers(self, group: str) -> list[int]:
        return sorted({int(path.split(".")[1]) for path in self._extraction.fields if path.startswith(f"{group}.")})


def label(path: str) -> str:
    """The field in words, with its party or line: `GSTIN of the supplier`, `Quantity of line 2`."""
    group, _, name = path.rpartition(".")
    words = sentences.field_words(name)
    if group in sentences.PARTIES:
        return f"{words} ({sentences.PARTIES[group].lower()})"
    kind, _, number = group.partition(".")
    return f"{words}, {kind.removesuffix('s')} {int(number) + 1}" if number else words


def _look(path: str) -> str:
    """What the field looks like: amounts to the right, codes in letters of one width."""
    kind = kinds.kind_of(path)
    return "figure" if kind in _NUMBERS else "code" if kind in _CODES else "words"


def _choices(path: str) -> Sequence[tuple[str, str]]:
    kind = kinds.kind_of(path)
    if kind is Kind.YES_NO:
        return (("", "not said"), ("yes", "yes"), ("no", "no"))
    if kind is Kind.DOCUMENT_TYPE:
        return [(one.value, sentences.field_words(one.value)) for one in extractions.DocumentType]
    return ()
