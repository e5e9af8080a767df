"""Generated bills: the same for a seed, lawful, closing, and saying nothing that is not printed on them."""

import re
from decimal import Decimal

import pypdfium2
import pytest

from app.gst import gstin, invoice_number, slabs, states, tariff
from app.invoices.records import extractions
from app.simulate import billing
from app.simulate.billing import dealing, goods, portal
from app.simulate.billing.layouts import LAYOUTS
from app.simulate.billing.records import Bill
from app.simulate.chance import Chance

SEEDS = range(40)


class TestPaper:
    @pytest.mark.parametrize("layout", ["tally", "thermal"])
    def test_same_seed_writes_the_same_bytes(self, layout: str) -> None:
        first, second = (billing.written(3, layout=layout) for _ in range(2))
        assert (first.pdf, first.truth) == (second.pdf, second.truth)
        assert first.pdf != billing.written(4, layout=layout).pdf

    @pytest.mark.parametrize("layout", billing.layouts())
    def test_every_value_of_the_truth_stands_on_the_paper(self, layout: str) -> None:
        paper = billing.written(1, layout=layout)
        text = _letters(_text(paper.pdf))
        missing = {path: shown for path, shown in paper.printed.items() if _letters(shown) not in text}
        assert missing == {}

    @pytest.mark.parametrize("layout", billing.layouts())
    def test_truth_has_the_shape_of_the_contract(self, layout: str) -> None:
        found = billing.written(2, layout=layout).truth
        assert set(extractions.HEAD) | set(extractions.SHORT) <= set(found)
        assert all(set(found[party]) == set(extractions.PARTY) for party in extractions.PARTIES)
        assert set(found["totals"]) == set(extractions.TOTALS)
        assert all(set(line) == set(extractions.LINE) for line in found["lines"])
        assert all(set(rate) == set(extractions.RATE) for rate in found["rates"])
        assert found["document_type"] in set(extractions.DocumentType)

    def test_what_is_not_printed_is_not_in_the_truth_but_meant(self) -> None:
        paper = billing.written(1, layout="restaurant")
        assert paper.truth["lines"][0]["gst_rate"] is None
        assert paper.meant["lines"][0]["gst_rate"] == 5

    def test_long_bills_go_on_overleaf(self) -> None:
        papers = [billing.written(seed, layout="distributor") for seed in range(3)]
        assert max(paper.pages for paper in papers) > 1
        assert all(len(pypdfium2.PdfDocument(paper.pdf)) == paper.pages for paper in papers)

    def test_layouts_that_judge_are_among_all_and_few(self) -> None:
        assert set(billing.UNSEEN_LAYOUTS) < set(billing.layouts())
        assert len(billing.layouts()) >= 12


class TestSums:
    def test_lines_rates_and_totals_close(self, bills: list[Bill]) -> None:
        for bill in bills:
            totals = bill.totals
            assert totals.subtotal == sum(row.taxable_value for row in bill.rows), bill.number
            assert totals.taxable_value == totals.subtotal - totals.discount + totals.freight
            assert totals.taxable_value == sum(rate.taxable_value for rate in bill.rates)
            assert totals.heads.total == sum(rate.heads.total for rate in bill.rates)
            assert totals.grand_total == totals.taxable_value + totals.heads.total + totals.round_off

    def test_a_line_is_quantity_times_price_less_its_discount(self, bills: list[Bill]) -> None:
        rows = [row for bill in bills for row in bill.rows if not bill.includes_tax]
        assert all(row.taxable_value == row.gross - row.discount for row in rows)
        inclusive = [row for bill in bills for row in bill.rows if bill.includes_tax]
        assert inclusive and all(row.total == row.gross - row.discount for row in inclusive)

    def test_rounding_never_moves_a_rupee(self, bills: list[Bill]) -> None:
        assert all(abs(bill.totals.round_off) <= Decimal("0.50") for bill in bills)


class TestLaw:
    def test_registrations_numbers_and_places_are_those_of_the_law(self, bills: list[Bill]) -> None:
        for bill in bills:
            parties = [party for party in (bill.supplier, bill.buyer, bill.ship_to) if party and party.gstin]
            assert all(gstin.read(party.gstin).is_valid for party in parties)
            assert all(party.gstin and party.gstin[:2] == party.state_code for party in parties)
            assert invoice_number.fault(bill.number.lstrip("#")) is None, bill.number
            assert bill.place_of_supply == "96" or states.by_code(bill.place_of_supply)

    def test_tax_follows_the_place_of_supply(self, bills: list[Bill]) -> None:
        for bill in bills:
            is_home = bill.place_of_supply == bill.supplier.state_code
            heads = bill.totals.heads
            assert heads.cgst == heads.sgst
            assert not (heads.igst and is_home) and not (heads.cgst and not is_home), bill.number

    def test_rates_are_in_force_on_the_day(self, bills: list[Bill]) -> None:
        for bill in bills:
            for row in bill.rows:
                standing = slabs.standing(row.rate_percent, bill.issued_on, hsn=row.code, description=row.description)
                assert standing is slabs.Standing.IN_FORCE, (row, bill.issued_on)

    @pytest.mark.parametrize("trade", goods.Trade)
    def test_goods_bear_the_rate_of_the_schedules_before_and_after_the_reform(self, trade: goods.Trade) -> None:
        for one in goods.of(trade):
            for on in (dealing.FIRST, dealing.LAST):
                question = tariff.Question(one.code, on, one.name)
                answer = tariff.ask(question)
                assert one.rate_on(on) in answer.rates_percent, (one.name, on, answer)

    def test_notes_name_the_invoice_that_they_correct(self) -> None:
        bill = _bill("credit_note", 1)
        assert bill.against and bill.against[1] < bill.issued_on


class TestPortal:
    def test_code_on_a_registered_bill_reads_as_what_was_signed(self) -> None:
        import jwt
        import zxingcpp

        paper = next(one for seed in range(9) if (one := billing.written(seed, layout="tally")).truth["irn"])
        page = pypdfium2.PdfDocument(paper.pdf)[0].render(scale=3).to_numpy()
        (code,) = [one for one in zxingcpp.read_barcodes(page) if one.text.startswith("eyJ")]
        payload = jwt.decode(code.text, portal.public_key(), algorithms=["RS256"])
        assert paper.truth["signed_qr"]["data"]["Irn"] in payload["data"]
        assert payload["iss"] == "NIC"


class TestPhotograph:
    def test_same_seed_makes_the_same_picture(self) -> None:
        pdf = billing.written(1, layout="restaurant").pdf
        first = billing.photographed(pdf, 5)
        assert first == billing.photographed(pdf, 5) != billing.photographed(pdf, 6)
        assert first[:3] == b"\xff\xd8\xff"


def _bill(layout: str, seed: int) -> Bill:
    return dealing.drawn(Chance(seed, f"bill:{layout}"), LAYOUTS[layout].custom)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


@pytest.fixture(scope="module")
def bills() -> list[Bill]:
    """Bills of every layout, before anybody printed them."""
    return [_bill(layout, seed) for layout in LAYOUTS for seed in SEEDS]
