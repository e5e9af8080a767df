"""Which rows a month keeps, with the money and the evidence of each.

A bill is missing in the 2B of its own month only: older ones are told in theirs. A bill without tax is not missed at
all, since no credit hangs on it (and sellers who charge none report none: CGST Act 2017, s.10(4), rule 59).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID, uuid5

from app.compliance.records.matching import Difference, Kind, Paper, Row, State
from app.compliance.records.reconciliation import KeptRow
from app.compliance.rules.matching import differences
from app.compliance.rules.matching.reading import read
from app.values.period import Month

_LOWERING = (Kind.CREDIT_NOTE, Kind.ISD_CREDIT_NOTE)


def kept(rows: Iterable[Row], *, business_id: UUID, period: Month) -> list[KeptRow]:
    """The rows of the month by supplier and date. A row's id is that of its evidence: the same again has the same."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        if _is_told(row, period):
            evidence = _evidence(row, period)
            seen[evidence] += 1
            found.append(_kept(row, uuid5(business_id, f"{evidence}:{seen[evidence]}")))
    return sorted(found, key=_order)


def told_differently(row: KeptRow) -> tuple[Difference, ...]:
    """The fields that the two papers of a row tell differently; none where one stands alone."""
    if row.purchase is None or row.inward is None:
        return ()
    return differences.between(read(row.purchase), read(row.inward))


def _is_told(row: Row, period: Month) -> bool:
    if row.state is not State.MISSING_IN_2B or row.purchase is None:
        return True
    return Month.of(row.purchase.bill_date) == period and row.purchase.tax != 0


def _kept(row: Row, id: UUID) -> KeptRow:
    purchase, inward = row.purchase, row.inward
    papers = list(_papers(row))
    sign = -1 if (inward or papers[0]).kind in _LOWERING else 1
    return KeptRow(
        id=id,
        state=row.state,
        supplier_gstin=next((paper.supplier_gstin for paper in reversed(papers) if paper.supplier_gstin), None),
        supplier_name=next((paper.supplier_name for paper in papers if paper.supplier_name), None),
        document_id=UUID(purchase.id) if purchase else None,
        value=sign * abs(papers[0].taxable_value),
        tax=sign * abs(papers[0].tax),
        purchase=purchase,
        inward=inward,
    )


def _evidence(row: Row, period: Month) -> str:
    """All that both papers say. The place of a paper in the file is none of it: the portal makes the file anew."""
    inward = replace(row.inward, id="") if row.inward else None
    return f"{period}:{row.state.value}:{row.purchase!r}:{inward!r}"


def _papers(row: Row) -> Iterator[Paper]:
    yield from (paper for paper in (row.purchase, row.inward) if paper)


def _order(row: KeptRow) -> tuple[bool, str, str, str, str]:
    paper = row.purchase or row.inward
    day, number = (paper.bill_date.isoformat(), paper.bill_no) if paper else ("", "")
    return row.supplier_gstin is None, row.supplier_gstin or "", day, number, str(row.id)
