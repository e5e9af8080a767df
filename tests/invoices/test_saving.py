"""A sentence becomes a draft invoice in the books: once, with the rights of whoever asks, and only when it is whole."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from tests import shops
from tests.invoices.conftest import Shop

PATH = "/api/v1/invoice/generate"
SENTENCE = "Ravi Kumar ka bill, 10 bori cement 350 ke bhav, 18% GST, 15 din me"
ON = "2026-04-10"
WRITTEN = text("select * from invoices where business_id = :id")
LINES = text("select * from invoice_items where invoice_id = :id order by sort_order")
PRODUCT = (
    "insert into products (business_id, user_id, name, unit, selling_price)"
    " values (:id, :owner, 'Kajaria Floor Tile', 'box', 640)"
)
SOLD = """
    with sold as (
        insert into invoices (business_id, invoice_number, invoice_type, invoice_date, total_amount, status)
        values (:id, 'A-1', 'customer', '2026-04-01', 354, 'sent') returning id)
    insert into invoice_items (invoice_id, name, quantity, unit_price, tax_rate, total_amount, unit, hsn_code)
    select id, 'Cement', 1, 360, 18, 360, 'bag', '2523' from sold
"""
PLACES = [
    ("27AAPFU0939F1ZV", None, "27AABCG1234H1ZZ", None, ("cgst_sgst", 315.0, 315.0, None)),
    ("27AAPFU0939F1ZV", None, "29AABCK5678L1ZU", None, ("igst", None, None, 630.0)),
    (None, "Maharashtra", None, "5 Lane, Pune, Maharashtra 411001", ("cgst_sgst", 315.0, 315.0, None)),
    (None, "Maharashtra", None, "5 Lane, Bengaluru, Karnataka", ("igst", None, None, 630.0)),
    (None, "Maharashtra", None, "5 Lane", (None, None, None, None)),
    (None, None, "27AABCG1234H1ZZ", None, (None, None, None, None)),
]


class TestSaved:
    def test_whole_draft_is_written_as_it_is_answered(self, shop: Shop, engine: Engine) -> None:
        answer = generated(shop, SENTENCE, save=True)
        (row,) = written(shop, engine)
        assert (str(row.id), row.status, row.invoice_type) == (answer["invoice_id"], "draft", "customer")
        assert (str(row.customer_id), row.user_id) == (answer["invoice_data"]["customer_id"], shop.owner.user_id)
        assert (str(row.subtotal), str(row.tax_amount), str(row.total_amount)) == ("3500.00", "630.00", "4130.00")
        assert (str(row.invoice_date), str(row.due_date)) == ("2026-04-10", "2026-04-25")
        with engine.connect() as connection:
            (line,) = connection.execute(LINES, {"id": row.id}).all()
        assert (line.name, line.quantity, line.unit_price, line.tax_rate) == ("cement", 10, 350, 18)

    def test_repeats_write_one_invoice_also_at_the_same_time(self, shop: Shop, engine: Engine) -> None:
        with ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda _: generated(shop, SENTENCE, save=True), range(3)))
        assert len({answer["invoice_id"] for answer in answers}) == 1
        assert len(written(shop, engine)) == 1

    def test_what_was_changed_in_the_draft_stays_when_the_request_comes_again(self, shop: Shop, engine: Engine) -> None:
        id = generated(shop, SENTENCE, save=True)["invoice_id"]
        shops.execute(engine, "update invoices set status = 'sent', invoice_number = 'B-7' where id = :id", {"id": id})
        assert generated(shop, SENTENCE, save=True)["invoice_id"] == id
        assert [(row.status, row.invoice_number) for row in written(shop, engine)] == [("sent", "B-7")]

    def test_number_of_a_draft_is_none_of_the_series(self, shop: Shop, engine: Engine) -> None:
        generated(shop, SENTENCE, save=True)
        (row,) = written(shop, engine)
        assert row.invoice_number == f"DRAFT-{UUID(str(row.id)).hex[:8].upper()}"

    def test_customer_who_is_not_in_the_books_stands_in_the_notes(self, shop: Shop, engine: Engine) -> None:
        generated(shop, SENTENCE.replace("Ravi Kumar", "Mohan Lal"), save=True)
        (row,) = written(shop, engine)
        assert (row.customer_id, row.notes) == (None, "Customer: Mohan Lal")


class TestNotSaved:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("good morning", "rejected"),
            ("Ravi Kumar ko 10 bori cement", "needs_input"),
            ("5 items at 100 each", "needs_input"),
            ("Sharma ji ko 2 fans 1500 each", "needs_input"),
        ],
    )
    def test_nothing_is_written_while_something_is_open(
        self, shop: Shop, engine: Engine, sentence: str, status: str
    ) -> None:
        answer = generated(shop, sentence, save=True)
        assert (answer["status"], answer["invoice_id"]) == (status, None)
        assert written(shop, engine) == []

    def test_nothing_is_written_unasked(self, shop: Shop, engine: Engine) -> None:
        assert generated(shop, SENTENCE)["invoice_id"] is None
        assert written(shop, engine) == []

    def test_stranger_writes_nothing(self, shop: Shop, other_shop: Shop, engine: Engine) -> None:
        body = {"raw_input": SENTENCE, "business_id": str(shop.business_id), "save": True}
        assert shop.client.post(PATH, json=body, headers=shop.headers(other_shop.owner)).status_code == 404
        assert written(shop, engine) == []


class TestChoices:
    def test_two_customers_that_fit_are_given_to_choose_from(self, shop: Shop) -> None:
        answer = generated(shop, "Sharma ji ko 2 fans 1500 each")
        assert answer["status"] == "needs_input"
        assert [one["name"] for one in answer["candidates"]] == ["Sharma Sweets", "Sharma Traders"]
        assert answer["question"] == "Which customer is it: Sharma Sweets or Sharma Traders?"


class TestUsual:
    def test_what_was_not_said_is_offered_and_never_filled_in(self, shop: Shop, engine: Engine) -> None:
        shops.execute(engine, SOLD, {"id": shop.business_id})
        answer = generated(shop, "Ravi Kumar ko 10 cement 350 ke bhav")
        (usual,) = answer["suggested"]
        assert usual == {
            "item": 0,
            "name": "Cement",
            "product_id": None,
            "unit_price": None,
            "unit": "bag",
            "tax_rate": 18.0,
            "hsn_code": "2523",
        }
        assert (answer["invoice_data"]["tax_amount"], answer["extracted_entities"].get("gst_rate")) == (0, None)

    def test_usual_price_is_offered_where_none_was_said(self, shop: Shop, engine: Engine) -> None:
        shops.execute(engine, PRODUCT, {"id": shop.business_id, "owner": shop.owner.user_id})
        answer = generated(shop, "Ravi Kumar ko 4 floor tile")
        assert (answer["status"], answer["invoice_data"]) == ("needs_input", None)
        assert [(one["name"], one["unit_price"]) for one in answer["suggested"]] == [("Kajaria Floor Tile", 640)]


class TestHeads:
    @pytest.mark.parametrize(("ours", "our_state", "theirs", "address", "heads"), PLACES)
    def test_tax_divides_by_the_states_of_both(
        self,
        shop: Shop,
        engine: Engine,
        ours: str | None,
        our_state: str | None,
        theirs: str | None,
        address: str | None,
        heads: tuple[Any, ...],
    ) -> None:
        values = {"id": shop.business_id, "ours": ours, "state": our_state, "theirs": theirs, "address": address}
        shops.execute(engine, "update businesses set gst_number = :ours, state = :state where id = :id", values)
        buyer = "update customers set gst_number = :theirs, address = :address where business_id = :id"
        shops.execute(engine, buyer, values)
        told = generated(shop, SENTENCE)["tax_breakup"]
        assert tuple(told[name] for name in ("head", "cgst", "sgst", "igst")) == heads
        assert told["message"].endswith(".")

    def test_draft_without_tax_has_nothing_to_divide(self, shop: Shop) -> None:
        assert generated(shop, "Ravi Kumar ko 2 fans 1500 each")["tax_breakup"] is None


def generated(shop: Shop, sentence: str, **body: Any) -> dict[str, Any]:
    """The answer to a sentence."""
    answer = shop.post(PATH, raw_input=sentence, reference_date=ON, **body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def written(shop: Shop, engine: Engine) -> list[Any]:
    """The invoices of the shop."""
    with engine.connect() as connection:
        return list(connection.execute(WRITTEN, {"id": shop.business_id}).all())
