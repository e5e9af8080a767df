"""Readings of the head: numbers, dates, order, terms, place of supply, reverse charge, e-invoice and e-way bill.

Each label's value is sought beside it and taken only where it has the form of what the label announces. A date named
only "Dated" belongs to the number that stands before it: the invoice's, or an order's or a challan's, which is none of
ours. Particulars: CGST Rules 2017, rules 46, 49 and 53.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.head import owns
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import beside, placing
from app.invoices.rules.documents.page.beside import Beside
from app.invoices.rules.documents.values import dates, references, statements

LONGEST_TERM = timedelta(days=400)
"""A payment may be due so long after the reading; no supplier gives more than a year."""
_LOWER_ON_PAGE = 0.15
"""What the foot of a page takes from a reading: numbers repeated there belong to bank, transport or an older bill."""
_OF_ANOTHER = 0.6
"""What is left of a date whose label goes on from another word: "Event Date"."""
_OWN_NUMBER = 0.5
"""A number that only the title says to be the paper's own."""
_ORDER_AS_NUMBER = 0.3
"""A booking or an order that a paper names instead of a number of its own."""
Reader = Callable[[Beside, Hit, Labelled, dates.Reader], Iterator[Proposal]]


def proposals(sheets: Sequence[Labelled], *, days: dates.Reader) -> list[Proposal]:
    """Every reading of the paths of `extractions.HEAD` that a label announces."""
    return [
        proposal
        for sheet in sheets
        for hit in sheet.every
        for reader in _READERS.get(_meant(hit, sheet), ())
        for place in beside.places(hit, sheet)
        for proposal in reader(place, hit, sheet, days)
    ]


def _meant(hit: Hit, sheet: Labelled) -> Kind:
    """The kind of a label; that of a bare "Dated" by the number label before it in its row, or right above it."""
    if hit.kind is not Kind.DATE:
        return hit.kind
    row = [other for segment in sheet.hits[hit.row] for other in segment]
    before = [other for other in row[: row.index(hit)] if other.kind in _NUMBERED]
    above = [
        other for other in sheet.every if other.row == hit.row - 1 and other.kind in _NUMBERED and _is_over(other, hit)
    ]
    owners = before or above
    if not owners or owns.is_own_number(owners[-1], sheet):
        return Kind.DATE
    return Kind.INVOICE_DATE if owners[-1].kind is Kind.INVOICE_NUMBER else Kind.OTHER


def _is_over(high: Hit, low: Hit) -> bool:
    return min(high.box.right, low.box.right) > max(high.box.left, low.box.left)


def _score(hit: Hit, place: Beside, sheet: Labelled, worth: float = 1.0) -> float:
    """How well a reading fits: by its place beside the label, by the label, and by where on the paper it stands."""
    later = 0.1 * (sheet.number > 1)
    return max(place.score * worth * (1 - _LOWER_ON_PAGE * hit.box.middle) * (1 - later), 0.0)


def _number(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    found = references.document_number(place.tokens)
    if found is not None:
        score = _score(hit, place, sheet, found.score * _WEAK_NUMBERS.get(hit.key, 1.0))
        yield placing.proposed("invoice_number", found.value, found.tokens, page=sheet.number, score=score)
        rest = place.tokens[place.tokens.index(found.tokens[-1]) + 1 :]
        yield from _days("invoice_date", Beside(rest, place.score), hit, sheet, days, 0.6)


def _own_number(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    found = references.document_number(place.tokens) if owns.is_own_number(hit, sheet) else None
    if found is not None:
        score = _score(hit, place, sheet, found.score * _OWN_NUMBER)
        yield placing.proposed("invoice_number", found.value, found.tokens, page=sheet.number, score=score)


def _order(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    found = references.document_number(place.tokens)
    if found is not None:
        score = _score(hit, place, sheet, found.score)
        if hit.kind is Kind.PURCHASE_ORDER or _is_of_buyer(hit, sheet):
            yield placing.proposed("purchase_order", found.value, found.tokens, page=sheet.number, score=score)
        if hit.kind is Kind.ORDER:
            lesser = score * _ORDER_AS_NUMBER
            yield placing.proposed("invoice_number", found.value, found.tokens, page=sheet.number, score=lesser)


def _is_of_buyer(hit: Hit, sheet: Labelled) -> bool:
    """Whether a sentence says that an order is the buyer's: "supplied against your order no. 12"."""
    return not _BUYERS.isdisjoint(known_labels.folded(word.text) for word in _before(hit, sheet))


def _before(hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    """The words before a label in its segment."""
    tokens = sheet.rows[hit.row].segments[hit.place].tokens
    return tuple(word for word in tokens if word.box.right <= hit.tokens[0].box.left)


def _is_of_another(hit: Hit, sheet: Labelled) -> bool:
    """Whether the name of something stands right before a label: words, and no value of a label before them."""
    before = _before(hit, sheet)[-1:]
    is_word = bool(before) and before[0].text.isalpha() and before[0].text[:1].isupper()
    rest = {word for other in sheet.hits[hit.row][hit.place] for word in (*other.tokens, *other.rest)}
    return is_word and before[0] not in rest


def _dated(path: str, worth: float = 1.0) -> Reader:
    def read(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
        share = _OF_ANOTHER if hit.kind is Kind.DATE and _is_of_another(hit, sheet) else 1.0
        yield from _days(path, place, hit, sheet, days, worth * share)

    return read


def _days(path: str, place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader, worth: float) -> Iterator[Proposal]:
    latest = days.on + LONGEST_TERM if path == "due_date" else None
    for day in days.every(place.text, until=latest)[:1]:
        tokens = placing.covered(place.tokens, day.start, day.end)
        score = _score(hit, place, sheet, worth * day.score)
        yield placing.proposed(
            path, day.value, tokens, page=sheet.number, score=score, raw=place.text[day.start : day.end]
        )


def _digits(path: str, count: int) -> Reader:
    def read(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
        found = references.digits(place.tokens, count)
        if found is not None and len(found.value) >= 10:
            score = _score(hit, place, sheet, found.score)
            yield placing.proposed(path, found.value, found.tokens, page=sheet.number, score=score)

    return read


def _terms(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    if statements.is_term(place.text):
        score = _score(hit, place, sheet)
        yield placing.proposed("payment_terms", place.text, place.tokens, page=sheet.number, score=score)


def _supply(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    code = statements.state_code(place.text)
    if code is not None:
        score = _score(hit, place, sheet)
        yield placing.proposed("place_of_supply", code, place.tokens, page=sheet.number, score=score)


def _reverse(place: Beside, hit: Hit, sheet: Labelled, days: dates.Reader) -> Iterator[Proposal]:
    answer = statements.yes_or_no(place.tokens)
    if answer is not None:
        value, tokens = answer
        score = _score(hit, place, sheet)
        yield placing.proposed("reverse_charge", value, tokens, page=sheet.number, score=score)


_BUYERS = frozenset(("your",))
"""Words of a sentence before an order that the buyer gave."""
_NUMBERED = (Kind.INVOICE_NUMBER, Kind.PURCHASE_ORDER, Kind.ORDER, Kind.ACK_NO, Kind.EWAY_BILL_NO, Kind.OTHER)
_WEAK_NUMBERS = {"memono": 0.8, "grno": 0.8, "noteno": 0.8, "ourrefno": 0.5, "invoicereference": 0.7, "documentno": 0.9}
_READERS: Mapping[Kind, tuple[Reader, ...]] = {
    Kind.INVOICE_NUMBER: (_number,),
    Kind.OTHER: (_own_number,),
    Kind.UNKNOWN: (_own_number,),
    Kind.INVOICE_DATE: (_dated("invoice_date"),),
    Kind.DATE: (_dated("invoice_date", 0.85),),
    Kind.DUE_DATE: (_dated("due_date"),),
    Kind.PURCHASE_ORDER: (_order,),
    Kind.ORDER: (_order,),
    Kind.PAYMENT_TERMS: (_terms,),
    Kind.PLACE_OF_SUPPLY: (_supply,),
    Kind.REVERSE_CHARGE: (_reverse,),
    Kind.ACK_NO: (_digits("ack_no", 15),),
    Kind.ACK_DATE: (_dated("ack_date"),),
    Kind.EWAY_BILL_NO: (_digits("eway_bill_no", 12),),
}
