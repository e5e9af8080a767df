"""Readings for papers that label little: a number behind the title or a `#`, a date that stands alone in the head.

They are worth little beside anything with a label, and are all there is on some.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.head import kinds
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.page import parting, placing
from app.invoices.rules.documents.page.layout import Document, Segment, Sheet
from app.invoices.rules.documents.values import dates, references
from app.invoices.rules.documents.values.references import Reference

BEHIND_MARK, BEHIND_TITLE, BELOW_TITLE, DATE_IN_HEAD, DATE_BELOW = 0.45, 0.4, 0.35, 0.3, 0.15
_HEAD = 0.5
_TITLE_WORDS = frozenset(("tax", "invoice", "bill", "receipt", "facture", "factuur", "rechnung", "faktura", "factura"))
_MARKS_ALONE = frozenset(("#",))
"""What marks a number without a title before it in a longer line; "No. 12, MG Road" is a house."""
_MARK_AND_NUMBER = 2
"""Words of a line that holds nothing else."""
_MARKS = frozenset(("#", "no", "nr", "num", "number"))


def proposals(document: Document, *, days: dates.Reader) -> list[Proposal]:
    """Numbers and dates of the first page that no label announces."""
    return [proposal for sheet in document.sheets[:1] for proposal in (*_numbers(sheet), *_dates(sheet, days))]


def _numbers(sheet: Sheet) -> Iterator[Proposal]:
    for row in sheet.rows:
        for place, segment in enumerate(row.segments):
            words = parting.parts(segment)
            if len(words) == 1 and known_labels.folded(words[0].text) in _MARKS and place + 1 < len(row.segments):
                words = [*words, *parting.parts(row.segments[place + 1])]
            yield from _number(sheet, segment, words)
    yield from _below_titles(sheet)


def _number(sheet: Sheet, segment: Segment, words: Sequence[Token]) -> Iterator[Proposal]:
    begin = _behind(words)
    if begin and segment.box.middle < _HEAD and begin < len(words):
        found = references.document_number(words[begin:])
        if found is not None and any(map(str.isdigit, found.value)) and not _is_house(words, begin, found):
            is_marked = known_labels.folded(words[begin - 1].text) in _MARKS
            score = (BEHIND_MARK if is_marked else BEHIND_TITLE) * found.score
            yield placing.proposed("invoice_number", found.value, found.tokens, page=sheet.number, score=score)


def _is_house(words: Sequence[Token], begin: int, found: Reference) -> bool:
    """Whether a mark without a title before it numbers a house: "# 124, 2nd Cross"."""
    is_titled = known_labels.folded(words[0].text) in _TITLE_WORDS
    return not is_titled and (found.tokens[-1].text.endswith(",") or found.tokens[-1] is not words[-1])


def _below_titles(sheet: Sheet) -> Iterator[Proposal]:
    """A number alone in the line below the title of a document."""
    for title, below in pairwise(sheet.rows):
        heads = [segment for segment in title.segments if kinds.is_title(segment) and segment.box.middle < _HEAD]
        for head, segment in product(heads, below.segments):
            is_under = min(head.box.right, segment.box.right) > max(head.box.left, segment.box.left)
            found = references.document_number(segment.tokens) if is_under else None
            if found is not None and found.tokens == segment.tokens and not found.value.isalpha():
                score = BELOW_TITLE * found.score
                yield placing.proposed("invoice_number", found.value, found.tokens, page=sheet.number, score=score)


def _behind(words: Sequence[Token]) -> int:
    """How many words of a title, or a mark of a number, a segment begins with; 0 for another beginning."""
    count = 0
    while count < len(words) and known_labels.folded(words[count].text) in _TITLE_WORDS:
        count += 1
    is_alone = sum(not parting.is_separator(word) for word in words) == _MARK_AND_NUMBER
    marks = _MARKS if count or is_alone else _MARKS_ALONE
    if count < len(words) and known_labels.folded(words[count].text) in marks:
        count += 1
    return count


def _dates(sheet: Sheet, days: dates.Reader) -> Iterator[Proposal]:
    for segment in sheet.segments:
        for day in days.every(segment.text)[:1]:
            words = placing.covered(segment.tokens, day.start, day.end)
            score = (
                (DATE_IN_HEAD if segment.box.middle < _HEAD else DATE_BELOW) * day.score * (1 - segment.box.middle / 2)
            )
            raw = segment.text[day.start : day.end]
            yield placing.proposed("invoice_date", day.value, words, page=sheet.number, score=score, raw=raw)
