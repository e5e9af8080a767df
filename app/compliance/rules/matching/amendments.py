"""Amended rows of GSTR-2B take the place of the rows they amend (tables B2BA, CDNRA, ISDA, IMPGA of the form).

The supplier corrected the document in a later return: only the corrected one counts, and of several the last.
"""

from collections.abc import Iterable, Sequence

from app.compliance.records.matching import Paper
from app.compliance.rules.matching.reading import Reading, read
from app.values.period import financial_year

Key = tuple[str, str, str, int]


def in_force(inward: Sequence[Reading]) -> list[Reading]:
    """The rows that no other row of the file replaces, in their order."""
    amended = {key: position for position, row in enumerate(inward) if row.paper.is_amended for key in _replaced(row)}
    return [row for position, row in enumerate(inward) if amended.get(_key(row), position) <= position]


def _replaced(row: Reading) -> tuple[Key, Key]:
    """What an amended row replaces: the row with its original number, and earlier ones with its own."""
    paper = row.paper
    year = financial_year(paper.original_date) if paper.original_date else row.financial_year
    original = "".join(filter(str.isalnum, (paper.original_no or paper.bill_no).upper()))
    return (row.family.value, row.supplier, original, year), _key(row)


def _key(row: Reading) -> Key:
    return row.family.value, row.supplier, row.number.plain, row.financial_year


def unreplaced(inward: Sequence[Paper], later: Sequence[Paper]) -> list[Paper]:
    """The rows of a month that no amended row of a later month's 2B replaces."""
    replaced = {key for row in later if row.is_amended for key in _replaced(read(row))}
    return [row for row in inward if _key(read(row)) not in replaced]


def amended_bills(purchases: Iterable[Paper], inward: Sequence[Paper]) -> frozenset[str]:
    """The ids of bills that an amended row tells of anew, by the original's number or its own."""
    told = {key for row in inward if row.is_amended for key in _replaced(read(row))}
    return frozenset(bill.id for bill in purchases if told and _key(read(bill)) in told)
