"""Invoices that the GST law would not pass: wrong head, wrong rate, wrong sums, wrong or missing numbers and codes."""

from decimal import Decimal

from app.simulate import names, trading
from app.simulate.chance import Chance
from app.simulate.ledger import Ledger
from app.simulate.papers import Paper

WRONG_RATES = {5: 12, 12: 18, 18: 12, 28: 18}


def add(ledger: Ledger) -> None:
    """Plant each error on sales invoices, three for every case of the profile, and bad GSTINs on customers."""
    chance = ledger.chance("taxes")
    for _ in range(3 * ledger.profile.cases_of_each):
        for kind, spoil in (
            ("wrong_head", _wrong_head),
            ("wrong_rate", _wrong_rate),
            ("wrong_arithmetic", _wrong_arithmetic),
            ("missing_hsn", _missing_hsn),
        ):
            candidates = ledger.free("sales_invoice", lambda paper: paper.is_intra_state)
            if candidates:
                paper = chance.pick(candidates)
                ledger.taken.add(paper.id)
                spoil(paper, chance)
                ledger.tax_errors.append((paper, kind))
    _spoil_numbers(ledger, chance)


def _wrong_head(paper: Paper, chance: Chance) -> None:
    for line in paper.lines:
        trading.state_heads(line, is_intra_state=False, place=paper.contact.state_code)


def _wrong_rate(paper: Paper, chance: Chance) -> None:
    line = chance.pick(paper.lines)
    line.rate_percent = Decimal(WRONG_RATES.get(int(line.rate_percent), 18))
    line.metadata = {}


def _wrong_arithmetic(paper: Paper, chance: Chance) -> None:
    paper.wrong_tax_by = Decimal(chance.whole(2, 12) * 45)


def _missing_hsn(paper: Paper, chance: Chance) -> None:
    for line in paper.lines:
        line.hsn_code = None


def _spoil_numbers(ledger: Ledger, chance: Chance) -> None:
    registered = [customer for customer in ledger.customers if customer.gstin]
    for customer in chance.some(registered, max(1, len(registered) // 12)):
        customer.gstin = names.wrong_gst_number(chance, customer.gstin or "")
        ledger.tax_errors.extend(
            (paper, "bad_gstin")
            for paper in ledger.papers
            if paper.contact is customer and paper.kind == "sales_invoice" and not paper.is_cancelled
        )
