"""Dates that the law sets for a small business, and the GST that the books suggest for the last closed month.

    GSTR-1    11th of the next month; quarterly filers 13th after the quarter   CGST Rules 59, Notification 83/2020-CT
    GSTR-3B   20th of the next month; quarterly filers 22nd or 24th by state    CGST Rules 61, Notification 86/2020-CT
    PMT-06    25th after months 1 and 2 of a quarter (quarterly filers)         CGST Rules 61(1)(ii) proviso, QRMP
    TDS       7th of the next month, 30 April for March                         Income-tax Rules 30
    Advance   15 June, September, December, March: 15, 45, 75, 100 percent      Income-tax Act 211
Whether a business files monthly or quarterly, deducts TDS or pays advance tax is not in the books: each date says for
whom it holds. The 22nd is given to all quarterly filers, the earlier of their two days.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books, DocumentKind, PartyKind
from app.insights.records.answer import Missing, Need
from app.insights.records.housekeeping import Filing, StatutoryDate, StatutoryDates
from app.values.period import Month

ZERO = Decimal(0)

AHEAD_DAYS = 45

ADVANCE_TAX = {6: 15, 9: 45, 12: 75, 3: 100}


def statutory_dates(books: Books, on: date) -> StatutoryDates:
    """What falls due in the next 45 days, and output less input tax of the last closed month as the books show it."""
    until = on + timedelta(days=AHEAD_DAYS)
    is_registered = bool(books.business.gstin)
    months = Month.of(on).plus(-2).until(Month.of(until))
    dates = [
        one
        for month in months
        for one in calendar(month, on)
        if on <= one.due_on <= until and (is_registered or one.filing in (Filing.TDS, Filing.ADVANCE_TAX))
    ]
    closed = Month.of(on).plus(-1)
    output, credit = gst_of(books, closed)
    return StatutoryDates(
        at_stake=max(output - credit, ZERO),
        missing=() if is_registered else (Missing(Need.GSTIN),),
        dates=tuple(sorted(dates, key=lambda one: (one.due_on, one.name))),
        gst_month=str(closed),
        output_tax=output,
        input_tax=credit,
        net_gst=output - credit,
    )


def calendar(month: Month, on: date) -> Iterable[StatutoryDate]:
    """What `month` makes due, most of it in the month after."""
    after = month.plus(1).first
    rows = [
        ("GSTR-1", Filing.GST_MONTHLY, after.replace(day=11), "CGST Rules 59; Notification 83/2020-CT"),
        ("GSTR-3B", Filing.GST_MONTHLY, after.replace(day=20), "CGST Rules 61"),
        ("TDS payment", Filing.TDS, _tds_day(month), "Income-tax Rules 30"),
    ]
    if month.month % 3 == 0:
        rows.append(("GSTR-1", Filing.GST_QUARTERLY, after.replace(day=13), "CGST Rules 59; Notification 83/2020-CT"))
        rows.append(("GSTR-3B", Filing.GST_QUARTERLY, after.replace(day=22), "CGST Rules 61"))
    else:
        rows.append(("PMT-06", Filing.GST_QUARTERLY, after.replace(day=25), "CGST Rules 61(1)(ii), proviso"))
    if month.month in ADVANCE_TAX:
        name = f"Advance tax, {ADVANCE_TAX[month.month]} percent"
        rows.append((name, Filing.ADVANCE_TAX, month.first.replace(day=15), "Income-tax Act 211"))
    for name, filing, due_on, source in rows:
        yield StatutoryDate(name, filing, str(month), due_on, (due_on - on).days, source)


def gst_of(books: Books, month: Month) -> tuple[Decimal, Decimal]:
    """Tax on the month's sales and on its purchases, notes set off; what may be claimed is for GSTR-2B to say."""
    output = credit = ZERO
    for document in books.documents:
        if Month.of(document.issued_on) != month:
            continue
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        is_purchase = document.kind is DocumentKind.SUPPLIER_BILL or (
            document.is_note and party is not None and party.kind is PartyKind.SUPPLIER
        )
        if is_purchase:
            credit += -document.tax_amount if document.is_note else document.tax_amount
        else:
            output += -document.tax_amount if document.kind is DocumentKind.CREDIT_NOTE else document.tax_amount
    return output, credit


def _tds_day(month: Month) -> date:
    return date(month.year, 4, 30) if month.month == 3 else month.plus(1).first.replace(day=7)
