"""What the reader makes of rows that the app wrote itself, and of single documents."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app import simulate
from app.books import access, reader
from app.books.importer import service
from app.books.records import Books, BusinessNotFound, Direction, Document, InvoiceNotFound, InvoiceUnreadable
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops

TRANSACTION = """
    insert into transactions (business_id, user_id, type, amount, description, payment_mode, date, status, customer_id)
    values (:business, :owner, :type, :amount, 'x', 'cash', :day, :status, null)
"""
PAYMENT = """
    insert into payments (business_id, user_id, invoice_id, amount, payment_mode, payment_date, status)
    values (:business, :owner, :invoice, :amount, 'cash', :day, :status)
"""


SPOILT = (
    "insert into payments (business_id, user_id, amount, payment_mode, payment_date)"
    " values (:business, :owner, 'NaN', 'cash', :day)",
    "insert into payments (business_id, user_id, amount, payment_mode, payment_date)"
    " values (:business, :owner, 5, 'cash', 'infinity')",
    "insert into transactions (business_id, user_id, type, amount, description, payment_mode, date)"
    " values (:business, :owner, 'payment_in', 5, 'x', 'cash', '-infinity')",
    "insert into expenses (business_id, user_id, category, amount, description, expense_date)"
    " values (:business, :owner, 'rent', 'NaN', 'x', :day)",
    "insert into cashbook_entries (business_id, user_id, type, amount, payment_mode, entry_date)"
    " values (:business, :owner, 'IN', 5, 'cash', '0044-03-15 BC')",
    "insert into products (business_id, user_id, name, stock_quantity) values (:business, :owner, 'Wire', 'Infinity')",
    "with party as (insert into customers (business_id, user_id, name) values (:business, :owner, 'A') returning id)"
    " insert into recurring_payments (business_id, customer_id, description, amount, frequency, start_date)"
    " select :business, id, 'x', 'NaN', 'monthly', :day from party",
)


class TestLoad:
    def test_is_what_the_file_said_whatever_its_size(self, rt: Runtime, shop: "Shop") -> None:
        expected = simulate.books_of(shop.content)
        found = shop.loaded(rt)
        assert found.documents == expected.documents
        assert found.payments == expected.payments
        assert found.parties == expected.parties
        assert found.expenses == expected.expenses

    def test_takes_payments_from_transactions_but_none_twice(self, rt: Runtime, engine: Engine, empty: "Shop") -> None:
        sale = empty.invoiced(engine, total=900)
        empty.run(engine, PAYMENT, invoice=sale, amount=900, status="completed")
        empty.run(engine, PAYMENT, invoice=sale, amount=55, status="failed")
        empty.run(engine, TRANSACTION, type="payment_in", amount=70, status="completed")
        empty.run(engine, TRANSACTION, type="payment_out", amount=80, status="pending")
        empty.run(engine, TRANSACTION, type="sale", amount=900, status="completed")
        repeated = (
            "insert into transactions (business_id, user_id, type, amount, description, payment_mode, date, invoice_id)"
        )
        empty.run(
            engine,
            f"{repeated} values (:business, :owner, 'payment_in', 900, 'x', 'cash', :day, :invoice)",
            invoice=sale,
        )
        payments = empty.loaded(rt).payments
        assert sorted((payment.amount, payment.direction) for payment in payments) == [
            (Decimal(70), Direction.IN),
            (Decimal(900), Direction.IN),
        ]

    @pytest.mark.parametrize(("written", "code"), [("INR", "INR"), (" rs. ", "INR"), ("", "INR"), ("aed", "AED")])
    def test_currency_is_the_one_the_owner_chose_in_the_app(
        self, rt: Runtime, engine: Engine, empty: "Shop", written: str, code: str
    ) -> None:
        empty.run(engine, "update businesses set currency = :written where id = :business", written=written)
        assert empty.loaded(rt).business.currency == code

    def test_counts_payments_that_tell_no_direction(self, rt: Runtime, engine: Engine, empty: "Shop") -> None:
        empty.run(engine, PAYMENT, invoice=None, amount=5, status="completed")
        books = empty.loaded(rt)
        assert (books.payments, books.undirected_payments) == ([], 1)

    @pytest.mark.parametrize(
        "change",
        ["invoice_date = 'infinity'", "invoice_date = '-infinity'", "invoice_date = '0044-03-15 BC'",
         "invoice_date = '0202-06-01'", "total_amount = 'NaN'", "subtotal = 'NaN'", "paid_amount = 'NaN'"],
    )  # fmt: skip
    def test_document_without_a_usable_day_or_amount_is_left_out_and_counted(
        self, rt: Runtime, engine: Engine, empty: "Shop", change: str
    ) -> None:
        kept, lost = empty.invoiced(engine, total=900), empty.invoiced(engine, total=10)
        empty.run(engine, f"update invoices set {change} where id = :id", id=lost)
        books = empty.loaded(rt)
        assert ([document.id for document in books.documents], books.unreadable) == ([kept], 1)
        with rt.db.transaction(empty.owner) as tx, pytest.raises(InvoiceUnreadable):
            reader.fetch_document(tx, empty.owner, lost)

    @pytest.mark.parametrize("change", ["due_date = 'infinity'", "created_at = 'infinity'", "discount_amount = 'NaN'"])
    def test_document_is_kept_where_only_something_less_is_unusable(
        self, rt: Runtime, engine: Engine, empty: "Shop", change: str
    ) -> None:
        id = empty.invoiced(engine, total=900)
        empty.run(engine, f"update invoices set {change} where id = :id", id=id)
        books = empty.loaded(rt)
        assert (books.document_by_id[id].total, books.document_by_id[id].due_on, books.unreadable) == (900, None, 0)

    @pytest.mark.parametrize(
        "change", ["quantity = 'Infinity'", "quantity = 'NaN'", "quantity = 1e40", "tax_rate = 'NaN'"]
    )
    def test_line_without_usable_numbers_is_left_out_of_its_document(
        self, rt: Runtime, engine: Engine, empty: "Shop", change: str
    ) -> None:
        id = empty.invoiced(engine, total=900)
        for name in ("Wire", "Lamp"):
            empty.run(engine, "insert into invoice_items (invoice_id, name) values (:id, :name)", id=id, name=name)
        empty.run(engine, f"update invoice_items set {change} where invoice_id = :id and name = 'Lamp'", id=id)
        books = empty.loaded(rt)
        assert ([item.name for item in books.document_by_id[id].items], books.unreadable) == (["Wire"], 1)
        with rt.db.transaction(empty.owner) as tx:
            assert [item.name for item in reader.fetch_document(tx, empty.owner, id).document.items] == ["Wire"]

    @pytest.mark.parametrize("statement", SPOILT)
    def test_other_rows_that_cannot_be_read_are_left_out_and_counted(
        self, rt: Runtime, engine: Engine, empty: "Shop", statement: str
    ) -> None:
        empty.run(engine, statement)
        books = empty.loaded(rt)
        left = (books.payments, books.expenses, books.cash_entries, books.products, books.recurring_payments)
        assert (left, books.unreadable, books.undirected_payments) == (([],) * 5, 1, 0)

    def test_party_and_business_are_kept_whatever_their_moments(
        self, rt: Runtime, engine: Engine, empty: "Shop"
    ) -> None:
        empty.run(
            engine,
            "insert into customers (business_id, user_id, name, balance, last_transaction_date, created_at)"
            " values (:business, :owner, 'Asha', 'NaN', 'infinity', '0044-03-15 BC')",
        )
        empty.run(engine, "update businesses set created_at = 'infinity' where id = :business")
        parties = empty.loaded(rt).parties
        assert [(party.name, party.created_at) for party in parties] == [("Asha", None)]
        with rt.db.transaction(empty.owner) as tx:
            assert [business.id for business in access.businesses_of(tx, empty.owner)] == [empty.business_id]

    def test_business_that_is_not_there_is_not_found(self, rt: Runtime) -> None:
        with rt.db.transaction(Caller.service()) as tx, pytest.raises(BusinessNotFound):
            reader.load(tx, uuid4())


class TestFetchDocument:
    def test_brings_the_document_with_business_party_and_revision(self, rt: Runtime, shop: "Shop") -> None:
        books = shop.loaded(rt)
        for document in (_first(books, "sales_invoice"), _first(books, "supplier_bill")):
            with rt.db.transaction(shop.owner) as tx:
                found = reader.fetch_document(tx, shop.owner, document.id)
            assert found.document == document
            assert found.business == books.business
            assert found.party == books.party_by_id[document.party_id or uuid4()]
            assert found.revision == books.revision

    def test_invoice_that_names_nobody_has_no_party(self, rt: Runtime, engine: Engine, empty: "Shop") -> None:
        id = empty.invoiced(engine, total=10)
        with rt.db.transaction(empty.owner) as tx:
            assert reader.fetch_document(tx, empty.owner, id).party is None

    def test_strangers_invoice_is_as_absent_as_one_that_never_was(
        self, rt: Runtime, shop: "Shop", caller: Callable[..., Caller]
    ) -> None:
        stranger = caller()
        for id in (_first(shop.loaded(rt), "sales_invoice").id, uuid4()):
            with rt.db.transaction(stranger) as tx, pytest.raises(InvoiceNotFound):
                reader.fetch_document(tx, stranger, id)


def _first(books: Books, kind: str) -> Document:
    return next(document for document in books.documents if document.kind == kind and document.items)


class Shop:
    """A business in the database with its owner."""

    def __init__(self, owner: Caller, business_id: UUID, content: dict[str, Any] | None = None) -> None:
        self.owner = owner
        self.business_id = business_id
        self.content = content or {}

    def loaded(self, rt: Runtime) -> Books:
        with rt.db.transaction(self.owner) as tx:
            return reader.load(tx, self.business_id)

    def run(self, engine: Engine, statement: str, **values: Any) -> None:
        known = {"business": self.business_id, "owner": self.owner.user_id, "day": date(2026, 1, 9)}
        shops.execute(engine, statement, known | values)

    def invoiced(self, engine: Engine, total: int) -> UUID:
        id = uuid4()
        statement = (
            "insert into invoices (id, business_id, invoice_number, invoice_type, invoice_date, total_amount, status)"
            " values (:id, :business, 'X/1', 'customer', :day, :total, 'sent')"
        )
        self.run(engine, statement, id=id, total=total)
        return id


@pytest.fixture
def empty(engine: Engine, caller: Callable[..., Caller]) -> Shop:
    owner = caller()
    return Shop(owner, shops.opened(engine, owner.user_id))


@pytest.fixture(scope="module")
def shop(rt: Runtime) -> Shop:
    owner, business_id = Caller.user(uuid4()), uuid4()
    content = simulate.generate(simulate.SMALL, seed=3, until=date(2026, 3, 31), months=3, business_id=business_id)
    service.import_content(rt, content, owner_id=owner.user_id)
    return Shop(owner, business_id, content)
