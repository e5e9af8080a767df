"""The draft of GSTR-1 for a period (CGST Act 2017, s.37; CGST Rules 2017, rule 59(4); Form GSTR-1)."""

from collections import Counter
from decimal import Decimal

from app.books.records import Books
from app.compliance.records.periods.gstr1 import GSTR1
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import outward, serials
from app.compliance.rules.periods.gstr1 import by_code, summing, tables
from app.gst import gstin


def gstr1(books: Books, period: TaxPeriod, *, turnover: Decimal | None = None) -> GSTR1:
    """The return drafted from the books; what cannot be reported is named in it.

    turnover : rupees of the year before; above 5 crore codes need six digits, towards consumers as well
    """
    found = outward.outward(books, period)
    rows = tables.rows(found.supplies)
    untaxed, codes = tables.untaxed(found.supplies), by_code.rows(found.supplies, turnover=turnover)
    number = gstin.read(books.business.gstin)
    return GSTR1(
        gstin=number.number if number.is_valid else None,
        period=period,
        rows=rows,
        sections=summing.sections(rows, untaxed),
        consumers=tables.consumers(rows),
        untaxed=untaxed,
        by_code=codes,
        documents=serials.issued(outward.numbered(books), period),
        kept=found.kept,
        incomplete=tuple(by_code.incomplete(found.supplies, turnover=turnover)),
        b2c_without_hsn=by_code.left_out(found.supplies),
        place_basis=Counter(one.place_basis for one in found.supplies),
    )
