"""The draft of GSTR-3B for a period (CGST Act 2017, s.39; CGST Rules 2017, rule 61(5); Form GSTR-3B).

Supplies under reverse charge, on which the recipient pays, stand in none of its tables (GSTN's own draft leaves them
out, too). The credit ledger's opening balance is not in the books: table 6.1 pays with the credit of the period.
"""

from datetime import date
from decimal import Decimal

from app.books.records import Books
from app.compliance.records.periods.gstr3b import GSTR3B
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import inward, outward
from app.compliance.rules.periods.gstr1 import tables
from app.compliance.rules.periods.gstr3b import credit, paying, sales
from app.gst import gstin


def gstr3b(books: Books, period: TaxPeriod, *, on: date, turnover: Decimal | None = None) -> GSTR3B:
    """The return drafted from the books; what filing on the day `on` costs is reckoned with.

    turnover : rupees of the year before, on which the late fee hangs
    """
    found, bought = outward.outward(books, period), inward.purchases(books)
    rows = tables.rows(found.supplies)
    purchases = [one for one in bought if period.covers(one.issued_on)]
    sold = sales.cells(rows, tables.untaxed(found.supplies), purchases)
    claimed = credit.cells(books, bought, period)
    payment = paying.payment(sold, claimed, period)
    number = gstin.read(books.business.gstin)
    state = number.state_code if number.is_valid else None
    late = paying.late(payment, period, on=on, state=state, turnover=turnover)
    return GSTR3B(
        gstin=number.number if number.is_valid else None,
        period=period,
        outward=sold,
        inter_state=sales.inter_state(rows),
        credit=claimed,
        inward_untaxed=credit.untaxed(purchases),
        payment=payment,
        late=late if outward.has_begun(books, period) else None,
        kept=found.kept,
        claims_left_out=credit.left_out(purchases),
    )
