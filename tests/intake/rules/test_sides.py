"""On which side of a document the business stands, and who of the books the other side is."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.intake.records import Draft, Known, Side
from app.intake.rules import comparing, drafting, parties, standing
from app.invoices.records.extractions import DocumentType
from tests.intake import papers

US = {"supplier__name": papers.SHOP, "supplier__gstin": papers.OURS}
THEM = {"buyer__name": "Ravi Kumar", "buyer__gstin": papers.STRANGER}
NOBODY = {"buyer__name": None, "buyer__gstin": None, "buyer__address": None, "buyer__state_code": None}
MISSPELT = {"buyer__name": "ASHA GENRAL TRADERS"}

CASES: list[tuple[str, dict[str, Any], Side, str | None, bool]] = [
    ("our number as buyer", {}, Side.PURCHASE, "gstin", False),
    ("our number as supplier", {**US, **THEM}, Side.SALE, "gstin", False),
    ("our branch as buyer", {"buyer__gstin": papers.OUR_BRANCH}, Side.PURCHASE, "pan", False),
    ("our name as buyer", {"buyer__gstin": None}, Side.PURCHASE, "name", False),
    (
        "our name spelt otherwise",
        {"buyer__gstin": None, "buyer__name": "ASHA GENRAL TRADERS"},
        Side.PURCHASE,
        "name",
        False,
    ),
    ("our name as supplier", {**US, **NOBODY, "supplier__gstin": None}, Side.SALE, "name", False),
    ("namesake of ours", {**NOBODY, "supplier__name": papers.SHOP}, Side.UNKNOWN, None, True),
    ("buyer unknown", NOBODY, Side.UNKNOWN, None, True),
    ("two strangers", THEM, Side.UNKNOWN, None, True),
    ("from one branch to the other", {**US, "buyer__gstin": papers.OUR_BRANCH}, Side.SALE, "gstin", False),
    ("we on both sides", {**US, "buyer__gstin": papers.OURS, "buyer__name": papers.SHOP}, Side.UNKNOWN, None, False),
    ("nobody named", {**NOBODY, "supplier__name": None, "supplier__gstin": None}, Side.UNKNOWN, None, False),
]


class TestStanding:
    @pytest.mark.parametrize(
        ("changes", "side", "by", "is_ours_to_pay"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
    )
    def test_side_is_told_by_number_then_by_name(
        self, changes: dict[str, Any], side: Side, by: str | None, is_ours_to_pay: bool
    ) -> None:
        told = standing.standing(papers.extraction(**changes), papers.OWN)
        assert (told.side, told.by, told.is_ours_to_pay) == (side, by, is_ours_to_pay)


class TestParty:
    @pytest.mark.parametrize(
        ("number", "name", "phone", "wanted"),
        [
            (papers.SUPPLIER, "", "", 1),
            (papers.SUPPLIER, "Somebody Else", "", 1),
            ("", "GUPTA HARDWARE STORE", "", 1),
            ("", "", "9876543210", 1),
            (papers.STRANGER, "Gupta Hardware Stores", "", None),
            (papers.STRANGER, "Mehta Paints", "", 2),
            ("", "Nobody", "", None),
        ],
    )
    def test_number_then_phone_then_name(self, number: str, name: str, phone: str, wanted: int | None) -> None:
        found = parties.matched(papers.OWN.suppliers, number=number, name=name, phone=phone)
        assert (found.party and found.party.id) == (wanted and UUID(int=wanted))

    def test_two_that_fit_are_the_owners_choice(self) -> None:
        two = [Known(UUID(int=n), name) for n, name in ((1, "Sharma Traders"), (2, "Sharma Sweets"))]
        found = parties.matched(two, number="", name="Sharma", phone="")
        assert (found.party, {one.name for one in found.candidates}) == (None, {"Sharma Traders", "Sharma Sweets"})


class TestDraft:
    def test_bill_fills_the_whole_form(self) -> None:
        draft = drafted()
        assert (draft.invoice_type, draft.party_id, draft.missing) == ("supplier", UUID(int=1), ())
        assert (str(draft.subtotal), str(draft.tax_amount), str(draft.total_amount)) == ("900.00", "162.00", "1062.00")
        (item,) = draft.items
        assert (item.name, item.hsn_code, item.tax_rate, item.total_amount) == ("Door hinge 4in", "8302", 18, 900)

    def test_what_the_paper_does_not_tell_stays_empty_and_is_named(self) -> None:
        draft = drafted(totals__grand_total=None, invoice_date=None, totals__cgst=None, totals__sgst=None)
        assert draft.missing == ("invoice_date", "total_amount")
        assert (draft.total_amount, draft.tax_amount) == (None, None)

    @pytest.mark.parametrize("number", [Decimal("1e400"), Decimal("-1e30"), Decimal("NaN")])
    def test_number_beyond_all_trade_is_none(self, number: Decimal) -> None:
        draft = drafted(totals__grand_total=number, lines__0__quantity=number, lines__0__unit_price=number)
        (item,) = draft.items
        assert (draft.total_amount, item.quantity, item.unit_price) == (None, None, None)

    def test_price_by_next_to_no_quantity_is_no_price(self) -> None:
        draft = drafted(lines__0__quantity=Decimal("1e-25"), lines__0__unit_price=None)
        (item,) = comparing.fields(draft)["items"]
        assert (item["quantity"], item["unit_price"]) == (1, Decimal("900.00"))

    def test_form_of_an_unknown_side_names_that(self) -> None:
        draft = drafted(**{**NOBODY, "supplier__name": None, "supplier__gstin": None})
        assert (draft.invoice_type, draft.missing) == (None, ("invoice_type", "party_name"))


def drafted(**changes: Any) -> Draft:
    """The form that the bill fills."""
    read = papers.extraction(DocumentType.TAX_INVOICE, **changes)
    return drafting.draft(read, standing.standing(read, papers.OWN), papers.OWN)
