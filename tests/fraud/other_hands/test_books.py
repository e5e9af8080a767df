"""The second generator writes books that the importer takes whole, and says truly which records it means."""

from collections import Counter
from typing import Any

import pytest

from app.books.importer.preview import books_in
from tests.fraud.other_hands import books, marks

TYPES = {"duplicate_invoice", "duplicate_supplier_bill", "payment_mismatch", "suspicious_pattern"}


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    return books(4)


def test_one_seed_writes_the_same_books_again(content: dict[str, Any]) -> None:
    assert books(4) == content
    assert books(5)["businesses"] != content["businesses"]


def test_the_importer_takes_every_record(content: dict[str, Any]) -> None:
    for record, taken in zip(content["businesses"], books_in(content), strict=True):
        assert len(taken.documents) == len(record["documents"])
        assert len(taken.payments) == len(record["payments"])
        assert 900 <= len(record["documents"]) <= 1100


def test_labels_name_records_of_their_own_business(content: dict[str, Any]) -> None:
    known = {
        business["id"]: {kind: {one["id"] for one in business[kind]} for kind in ("documents", "payments", "parties")}
        for business in content["businesses"]
    }
    for label in (*content["labels"], *content["hard_negatives"]):
        assert label["documents"] or label["payments"]
        for kind, ids in known[label["business_id"]].items():
            assert ids >= set(label[kind])


def test_no_record_is_both_wrong_and_innocent(content: dict[str, Any]) -> None:
    wrong, innocent = (
        {id for one in content[name] for kind in ("documents", "payments") for id in one[kind]}
        for name in ("labels", "hard_negatives")
    )
    assert not wrong & innocent


def test_every_business_has_troubles_of_each_type_and_more_innocents(content: dict[str, Any]) -> None:
    for business in content["businesses"]:
        found = Counter(one["type"] for one in content["labels"] if one["business_id"] == business["id"])
        assert set(found) == TYPES
        assert 35 <= found.total() <= 45
        assert sum(one["business_id"] == business["id"] for one in content["hard_negatives"]) >= 70


def test_ordinary_documents_agree_with_their_payments(content: dict[str, Any]) -> None:
    named = {id for name in ("labels", "hard_negatives") for one in content[name] for id in one["documents"]}
    for business in content["businesses"]:
        paid: Counter[str] = Counter()
        for payment in business["payments"]:
            paid[payment["invoice_id"]] += round(payment["amount"] * 100)
        for record in business["documents"]:
            if record["id"] not in named and record["kind"] in ("sales_invoice", "supplier_bill"):
                assert paid[record["id"]] == round(record["paid_amount"] * 100)
                assert (record["status"] == "paid") == (record["paid_amount"] == record["total_amount"])


def test_gstins_carry_their_check_sign(content: dict[str, Any]) -> None:
    for business in content["businesses"]:
        for number in (business["gstin"], *(party["gstin"] for party in business["parties"] if party["gstin"])):
            assert number[14] == marks.check_sign(number[:14])
