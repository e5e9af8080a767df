"""What a books JSON becomes before any database is asked, and how its bad rows are named."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.importer import from_json, preview
from app.books.importer.faults import SHOWN, BadBooks
from app.books.records import Direction, DocumentKind, DocumentStatus, PartyKind
from tests.books import papers

OWNER = uuid4()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


class TestRecords:
    def test_every_party_keeps_what_the_file_knows(self) -> None:
        parties = {party.name: party for party in _books().parties}
        assert [party.kind for party in parties.values()] == [
            PartyKind.SUPPLIER,
            PartyKind.EMPLOYEE,
            PartyKind.CUSTOMER,
        ]
        anchor = parties["Anchor Metals"]
        assert (anchor.bank_account, anchor.upi_id, anchor.bank_changes[0].is_verified) == ("123", "anchor@upi", False)
        assert parties["Biju"].bank_account == "77"
        assert parties["Biju"].created_at is None

    @pytest.mark.parametrize(("said", "code"), [({}, "INR"), ({"currency": "usd"}, "USD")])
    def test_amounts_are_rupees_unless_the_file_says_otherwise(self, said: dict[str, str], code: str) -> None:
        (books,) = preview.books_in(papers.content(**said))
        assert (books.business.currency, books.business.is_in_rupees) == (code, code == "INR")

    def test_settled_invoice_owes_nothing_though_less_was_paid(self) -> None:
        invoice = _document("PH/1")
        owed = _books().owed(invoice, on=date(2026, 11, 21))
        assert (invoice.status, invoice.paid, owed) == (DocumentStatus.PAID, 1160, 0)
        assert (invoice.reference, invoice.source, invoice.entered_by) == ("PO-7", "ocr", "staff1")

    def test_note_is_a_document_with_lines_that_names_its_invoice(self) -> None:
        note = _document("CN-1")
        assert (note.kind, note.total, note.items[0].rate_percent) == (DocumentKind.CREDIT_NOTE, 118, 18)
        assert note.related_document_id == _document("PH/1").id
        assert note.party_id == _document("PH/1").party_id

    def test_what_the_file_does_not_say_stays_unknown(self) -> None:
        bill = _document("17")
        assert (bill.party_id, bill.due_on, bill.entered_at, bill.entered_by) == (None, None, None, None)
        assert (bill.subtotal, bill.status) == (50, DocumentStatus.CANCELLED)

    def test_payments_keep_direction_party_mode_and_the_note_they_settle(self) -> None:
        neft, to_staff, refund, barter = _books().payments
        assert (neft.direction, neft.mode, neft.document_id) == (Direction.IN, "neft", _document("PH/1").id)
        assert (to_staff.direction, _books().party_name(to_staff.party_id)) == (Direction.OUT, "Biju")
        assert (refund.direction, refund.document_id) == (Direction.OUT, _document("CN-1").id)
        assert (barter.mode, barter.entered_at) == ("barter", None)

    def test_what_else_is_in_the_books_is_there_too(self) -> None:
        books = _books()
        assert [expense.category for expense in books.expenses] == ["Rent"]
        assert [product.selling_price for product in books.products] == [31.5]
        assert [entry.direction for entry in books.cash_entries] == [Direction.OUT]
        assert [(agreement.direction, agreement.amount) for agreement in books.recurring_payments] == [
            (Direction.OUT, 9000)
        ]

    def test_words_for_ids_become_the_same_uuids_on_every_import_of_one_business(self) -> None:
        first, again, other = papers.content(id="shop"), papers.content(id="shop"), papers.content(id="shop 2")
        ids = [[document.id for document in _books(content).documents] for content in (first, again, other)]
        assert ids[0] == ids[1]
        assert not set(ids[0]) & set(ids[2])

    def test_uuid_is_kept(self) -> None:
        content = papers.content()
        assert _books(content).business.id == UUID(content["businesses"][0]["id"])


class TestFaults:
    @pytest.mark.parametrize(
        ("place", "value", "said"),
        [
            (("documents", 0, "date"), "10/01/2026", "documents[0].date: '10/01/2026' is not a date"),
            (("documents", 0, "total_amount"), "lots", "documents[0].total_amount: 'lots' is not an amount"),
            (("documents", 0, "kind"), "receipt", "documents[0].kind: 'receipt' is none of"),
            (("documents", 1, "id"), "d1", "documents[1].id: is the id of another document"),
            (("documents", 1, "id"), None, "documents[1].id: is missing"),
            (("documents", 1, "party_id"), "s9", "documents[1].party_id: there is no party 's9' in the file"),
            (("documents", 2, "related_document_id"), "d9", "related_document_id: there is no document 'd9'"),
            (("documents", 0, "items", 0, "tax_rate"), 180, "documents[0].items[0].tax_rate: 180 is not between"),
            (("documents", 0, "items"), "hinges", "documents[0].items: is not a list"),
            (("documents", 1), "d2", "documents[1]: is not an object"),
            (("payments", 0, "amount"), 0, "payments[0].amount: 0.00 is not more than zero"),
            (("payments", 0, "invoice_id"), "d9", "payments[0].invoice_id: there is no document 'd9' in the file"),
            (("payments", 0, "direction"), None, "payments[0].direction: is missing"),
            (("parties", 1, "bank"), 123, "parties[1].bank: is not an object"),
            (("parties", 1, "bank_changes", 0, "changed_at"), "x", "bank_changes[0].changed_at: 'x' is not a date and"),
            (("recurring_payments", 0, "party_id"), None, "recurring_payments[0].party_id: names no customer and no"),
            (("name",), " ", "businesses[0].name: is empty"),
            (("documents",), {}, "businesses[0].documents: is not a list"),
        ],
    )
    def test_bad_value_is_named_by_its_path(self, place: tuple[Any, ...], value: Any, said: str) -> None:
        content = papers.content()
        target = content["businesses"][0]
        for step in place[:-1]:
            target = target[step]
        target[place[-1]] = value
        found = [str(fault) for fault in from_json.staged(content, owner_id=OWNER).faults]
        assert any(said in line for line in found), found

    @pytest.mark.parametrize("content", [None, [], "books", {}, {"businesses": {}}, {"businesses": [1]}])
    def test_file_of_another_shape_is_one_fault(self, content: Any) -> None:
        assert len(from_json.staged(content, owner_id=OWNER).faults) == 1

    def test_all_faults_are_counted_and_fifty_are_told(self) -> None:
        rows = [
            {"id": str(n), "kind": "sales_invoice", "number": "1", "date": "never", "total_amount": 1}
            for n in range(60)
        ]
        with pytest.raises(BadBooks) as caught:
            preview.books_in(papers.content(documents=rows, payments=[]))
        assert len(caught.value.faults) == 60
        assert len(caught.value.lines()) == SHOWN + 1
        assert caught.value.lines()[-1] == "... and 10 more"

    @given(st.integers(0, 10_000), ANYTHING)
    def test_any_value_anywhere_is_taken_or_named_but_never_breaks(self, place: int, value: Any) -> None:
        content = papers.content()
        leaves = list(_leaves(content["businesses"][0]))
        holder, key = leaves[place % len(leaves)]
        holder[key] = value
        try:
            preview.books_in(content)
        except BadBooks as bad:
            assert all(str(fault) for fault in bad.faults)

    def test_party_of_another_business_is_no_party(self) -> None:
        content = papers.content()
        content["businesses"] += papers.content(parties=[], payments=[], recurring_payments=[])["businesses"]
        faults = from_json.staged(content, owner_id=OWNER).faults
        assert {fault.field for fault in faults} == {"party_id"}

    def test_field_that_nothing_reads_is_told_of(self) -> None:
        content = papers.content(mood="good")
        content["businesses"][0]["documents"][0]["weather"] = "rain"
        skipped = from_json.staged(content, owner_id=OWNER).skipped
        assert (skipped["business"], skipped["document"]) == ({"mood"}, {"weather"})


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in `value` at which another value could stand."""
    steps = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in steps:
        yield value, key
        yield from _leaves(inner)


def _books(content: Any = None) -> Any:
    return preview.books_in(content or papers.content(id="5f0c0f7e-0000-4000-8000-000000000001"))[0]


def _document(number: str) -> Any:
    return next(document for document in _books().documents if document.number == number)
