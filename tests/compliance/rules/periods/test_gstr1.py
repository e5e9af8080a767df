"""Where the documents of a period stand in GSTR-1 (Form GSTR-1, CGST Rules 2017, rule 59), and what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.records import Document, DocumentKind, DocumentStatus, Party
from app.compliance.records.periods.gstr1 import GSTR1
from app.compliance.records.periods.supplies import Obstacle, PlaceBasis
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods.gstr1 import gstr1
from tests.compliance.rules.periods.shop import (
    BUSINESS,
    IN_KERALA,
    OCTOBER,
    SOUTHERN,
    STORES,
    WALK_IN,
    bill,
    books,
    line,
    noted,
    party,
    sale,
    untaxed,
)

LUT = "Supply meant for export under LUT without payment of integrated tax"
INVALID = party("Typo Traders", "27ABCFR5521K1Z3")
SEZ_UNIT = party("Chip Works SEZ Unit", "27AAJCM6094R1ZG")


def _figures(tax: int, total: int) -> dict[str, Decimal]:
    return {"tax_amount": Decimal(tax), "total": Decimal(total)}


NOTE = {"kind": DocumentKind.CREDIT_NOTE}


class TestSections:
    @pytest.mark.parametrize(
        ("document", "section", "table"),
        [
            pytest.param(sale("1", STORES), "b2b", "4A", id="registered buyer in the State"),
            pytest.param(sale("1", SOUTHERN), "b2b", "4A", id="registered buyer in another State"),
            pytest.param(untaxed("1", STORES, noted(line(), reverse_charge=True)), "b2b", "4B", id="reverse charge"),
            pytest.param(sale("1", IN_KERALA, line("90000")), "b2cl", "5", id="1,06,200 between States"),
            pytest.param(sale("1", IN_KERALA, line("80000")), "b2cs", "7", id="94,400 between States"),
            pytest.param(sale("1", WALK_IN, line("40000")), "b2cs", "7", id="over the counter"),
            pytest.param(sale("1", None), "b2cs", "7", id="nobody named"),
            pytest.param(untaxed("1", WALK_IN, notes=LUT), "expwop", "6A", id="export under LUT"),
            pytest.param(
                sale("1", WALK_IN, noted(line(), place_of_supply="96", igst_amount=180)),
                "expwp",
                "6A",
                id="export taxed",
            ),
            pytest.param(sale("1", SEZ_UNIT), "sezwp", "6B", id="SEZ with tax, own State"),
            pytest.param(untaxed("1", SEZ_UNIT, notes="LUT"), "sezwop", "6B", id="SEZ under LUT"),
            pytest.param(untaxed("1", STORES, notes="LUT ARN AD27"), "sezwop", "6B", id="LUT towards a GSTIN"),
            pytest.param(sale("1", STORES, notes="Deemed export"), "deemed_export", "6C", id="deemed export"),
            pytest.param(sale("1", STORES, **NOTE), "cdnr", "9B", id="credit note to a registered buyer"),
            pytest.param(sale("1", IN_KERALA, line("90000"), **NOTE), "cdnur", "9B", id="credit note on a large sale"),
            pytest.param(sale("1", WALK_IN, **NOTE), "b2cs", "7", id="credit note over the counter"),
            pytest.param(sale("1", STORES, line(rate="0")), "nil_exempt", "8", id="nil-rated"),
        ],
    )
    def test_each_kind_of_sale_has_its_table(self, document: Document, section: str, table: str) -> None:
        draft = drafted(document)
        assert [(one.section, one.table) for one in draft.sections] == [(section, table)]
        assert draft.kept == ()

    @pytest.mark.parametrize(
        ("issued_on", "section"), [(date(2024, 7, 31), "b2cs"), (date(2024, 8, 1), "b2cl")]
    )  # 12/2024-CT: 1 lakh from 2024-08-01, 2.5 lakh before
    def test_limit_of_large_sales_is_that_of_the_day(self, issued_on: date, section: str) -> None:
        document = sale("1", IN_KERALA, line("100000"), issued_on=issued_on)
        assert [one.section for one in drafted(document, period=TaxPeriod.month_of(issued_on)).sections] == [section]

    def test_note_follows_the_limit_of_its_invoice(self) -> None:
        invoice = sale("1", IN_KERALA, line("100000"), issued_on=date(2024, 7, 1))
        note = sale("C1", IN_KERALA, related_document_id=invoice.id, **NOTE)
        assert [one.section for one in drafted(invoice, note).sections] == ["b2cs"]

    def test_mixed_invoice_is_divided_between_its_tables(self) -> None:
        draft = drafted(sale("1", STORES, line("1000"), line("500", "0")))
        assert [(one.table, one.whole.taxable_value) for one in draft.sections] == [
            ("4A", Decimal(1000)),
            ("8", Decimal(0)),
        ]
        assert draft.untaxed[0].nil_rated == Decimal(500)

    def test_notes_are_taken_off_what_consumers_bought(self) -> None:
        draft = drafted(sale("1", WALK_IN, line("1000")), sale("C1", WALK_IN, line("300"), **NOTE))
        (row,) = draft.consumers
        assert (row.taxable_value, row.heads.cgst, len(row.document_ids)) == (Decimal(700), Decimal(63), 2)


class TestLeftOut:
    @pytest.mark.parametrize(
        "document",
        [
            pytest.param(sale("1", STORES, status=DocumentStatus.DRAFT), id="draft"),
            pytest.param(sale("1", STORES, status=DocumentStatus.CANCELLED), id="cancelled"),
            pytest.param(sale("1", STORES, issued_on=date(2025, 11, 1)), id="of the next month"),
            pytest.param(bill("1", party("Mill", is_supplier=True)), id="a supplier's bill"),
            pytest.param(sale("1", party("Bengal Wires", is_supplier=True), **NOTE), id="a supplier's note"),
        ],
    )
    def test_what_is_no_supply_of_the_period(self, document: Document) -> None:
        draft = drafted(document)
        assert (draft.rows, draft.kept, draft.by_code) == ((), (), ())

    @pytest.mark.parametrize(
        ("document", "obstacle"),
        [
            (sale("", STORES), Obstacle.NUMBER_MISSING),
            (replace(sale("1", STORES), items=()), Obstacle.LINES_MISSING),
            (sale("1", INVALID), Obstacle.RECIPIENT_GSTIN_INVALID),
            (untaxed("1", WALK_IN, noted(line(), reverse_charge="yes")), Obstacle.RECIPIENT_GSTIN_MISSING),
            (sale("1", party("Toy Park SEZ")), Obstacle.RECIPIENT_GSTIN_MISSING),
            (sale("1", STORES, line(rate="0"), tax_amount=Decimal(180)), Obstacle.RATE_MISSING),
            (untaxed("1", STORES), Obstacle.TAX_NOT_CHARGED),
            (sale("1", WALK_IN, line("60000")), Obstacle.PLACE_UNKNOWN),
            (sale("1", WALK_IN, noted(line(), igst_amount=180)), Obstacle.PLACE_UNKNOWN),
            (sale("1", WALK_IN, line(hsn_code="997212")), Obstacle.PLACE_UNKNOWN),
            (sale("1", WALK_IN, issued_on=date(2023, 9, 30)), Obstacle.PLACE_UNKNOWN),
            (sale("1", STORES, noted(line(), igst_amount=180, place_of_supply="27")), Obstacle.HEAD_CONTRADICTS_PLACE),
            (sale("1", None, kind=DocumentKind.DEBIT_NOTE), Obstacle.PARTY_UNKNOWN),
        ],
    )
    def test_what_cannot_be_reported_is_named(self, document: Document, obstacle: Obstacle) -> None:
        draft = drafted(document, period=TaxPeriod.month_of(document.issued_on))
        assert [one.obstacle for one in draft.kept] == [obstacle]
        assert draft.rows == ()

    def test_nothing_can_be_told_without_the_state_of_the_shop(self) -> None:
        nowhere = replace(BUSINESS, gstin=None, state=None, address=None)
        draft = gstr1(books(sale("1", STORES), business=nowhere), OCTOBER)
        assert [one.obstacle for one in draft.kept] == [Obstacle.SUPPLIER_STATE_UNKNOWN]

    @pytest.mark.parametrize(
        ("buyer", "turnover", "named"),
        [
            (STORES, None, 1),
            (WALK_IN, None, 0),
            (WALK_IN, Decimal(50_000_000), 0),
            (WALK_IN, Decimal(50_000_001), 1),
        ],  # 78/2020-CT, proviso
    )
    def test_missing_code_is_named_where_one_is_needed(
        self, buyer: Party, turnover: Decimal | None, named: int
    ) -> None:
        draft = gstr1(books(sale("1", buyer, line(hsn_code=None))), OCTOBER, turnover=turnover)
        assert (len(draft.incomplete), draft.by_code, len(draft.rows)) == (named, (), 1)

    @pytest.mark.parametrize(
        ("code", "turnover"), [("94", None), ("9403.20", None), ("STEEL", None), ("9403", Decimal(50_000_001))]
    )
    def test_code_that_the_portal_refuses_is_named_and_stands_in_no_table(
        self, code: str, turnover: Decimal | None
    ) -> None:
        draft = gstr1(books(sale("1", STORES, line(hsn_code=code), line("500"))), OCTOBER, turnover=turnover)
        assert [one.lines for one in draft.incomplete] == [("Steel almirah",)]
        assert [one.taxable_value for one in draft.by_code] == [Decimal(500)]


class TestPlaces:
    @pytest.mark.parametrize(
        ("document", "place", "basis"),
        [
            (sale("1", SOUTHERN), "29", PlaceBasis.RECIPIENT_GSTIN),
            (sale("1", SOUTHERN, noted(line(), place_of_supply="27")), "27", PlaceBasis.STATED),
            (sale("1", IN_KERALA), "32", PlaceBasis.ADDRESS),  # s.10(1)(ca), s.12(2)(b)(i)
            (sale("1", WALK_IN), "27", PlaceBasis.SUPPLIER),
            (sale("1", IN_KERALA, noted(line(), cgst_amount=90, sgst_amount=90)), "27", PlaceBasis.TAX_CHARGED),
            (sale("1", WALK_IN, line(hsn_code="996331")), "27", PlaceBasis.SUPPLIER),  # a meal, s.12(4)
            (sale("1", SOUTHERN, line(hsn_code="996331")), "27", PlaceBasis.SUPPLIER),
            (untaxed("1", WALK_IN, notes=LUT), "96", PlaceBasis.EXPORT),
        ],
    )
    def test_what_tells_the_place(self, document: Document, place: str, basis: PlaceBasis) -> None:
        (row,) = drafted(document).rows
        assert (row.supply.place, row.supply.place_basis) == (place, basis)


class TestMoney:
    @pytest.mark.parametrize(
        ("document", "taxable", "tax"),
        [
            pytest.param(sale("1", STORES), 1000, 180, id="plain"),
            pytest.param(
                sale("1", STORES, discount=Decimal(100), tax_amount=Decimal(162), total=Decimal(1062)),
                900,
                162,
                id="off",
            ),
            pytest.param(
                sale("1", STORES, line("1180"), tax_amount=Decimal(180), total=Decimal(1180)),
                1000,
                180,
                id="tax within",
            ),
        ],
    )
    def test_value_is_before_tax_and_after_discount(self, document: Document, taxable: int, tax: int) -> None:
        (row,) = drafted(document).rows
        assert (row.taxable_value, row.heads.total) == (taxable, tax)

    def test_reverse_charge_shows_what_the_recipient_owes(self) -> None:
        (row,) = drafted(untaxed("1", SOUTHERN, noted(line(), reverse_charge=True))).rows
        assert row.heads.igst == Decimal(180)


SALES = st.lists(
    st.builds(
        lambda n, buyer, items, kind: sale(f"{kind}-{n}", buyer, *items, kind=kind),
        st.integers(1, 10**6),
        st.sampled_from([STORES, SOUTHERN, WALK_IN, IN_KERALA, None]),
        st.lists(
            st.builds(
                lambda price, rate: line(str(price), rate),
                st.decimals("1", "40000", places=2),
                st.sampled_from(["0", "5", "18", "40"]),
            ),
            min_size=1,
            max_size=4,
        ),
        st.sampled_from([DocumentKind.SALES_INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE]),
    ),
    max_size=8,
    unique_by=lambda document: document.number,
)


class TestAnyBooks:
    @given(SALES)
    def test_tables_add_up_to_the_documents(self, documents: list[Document]) -> None:
        draft = drafted(*documents)
        reported = [one for one in documents if one.id not in {kept.document_id for kept in draft.kept}]
        value = sum(_sign(one) * one.subtotal for one in reported)
        tax = sum((_sign(one) * one.tax_amount for one in reported), Decimal(0))
        untaxed_value = sum(one.nil_rated + one.exempt + one.non_gst for one in draft.untaxed)
        assert sum(one.whole.taxable_value for one in draft.sections) + untaxed_value == value
        assert abs(sum((one.whole.heads.total for one in draft.sections), Decimal(0)) - tax) <= Decimal("0.01") * len(
            reported
        )
        assert sum(one.taxable_value for one in draft.by_code) == value

    @given(SALES)
    def test_no_document_stands_in_two_tables_but_with_its_untaxed_lines(self, documents: list[Document]) -> None:
        draft = drafted(*documents)
        placed = [row.supply.document_id for row in draft.rows]
        kept = [one.document_id for one in draft.kept]
        assert len(placed) == len(set(placed))
        assert not set(placed) & set(kept)
        assert {*placed, *kept, *(id for one in draft.untaxed for id in one.document_ids)} == {d.id for d in documents}


def drafted(*documents: Document, period: TaxPeriod = OCTOBER) -> GSTR1:
    """The draft of a month, October 2025 unless another is asked for."""
    return gstr1(books(*documents, parties=(INVALID, SEZ_UNIT, *_more(documents))), period)


def _more(documents: Sequence[Document]) -> list[Party]:
    known = (party("Toy Park SEZ"), party("Mill", is_supplier=True), party("Bengal Wires", is_supplier=True))
    return [one for one in known if any(document.party_id == one.id for document in documents)]


def _sign(document: Document) -> int:
    return -1 if document.kind is DocumentKind.CREDIT_NOTE else 1
