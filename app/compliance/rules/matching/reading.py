"""A paper as it is compared: number read, amounts in paise without their sign, GSTIN and PAN in capitals.

GSTR-2B shows credit notes positive and books often negative, so amounts are compared without sign within a family.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.compliance.records.matching import FAMILY, Family, Paper
from app.compliance.rules.matching import numbers
from app.gst import gstin
from app.values.period import financial_year

RUPEE = 100
"""In paise: how far an amount may be off on two papers that say the same (CGST Act 2017, s.170: rounding a head)."""

ROUND = 100 * RUPEE
"""Values in whole hundreds come again and again; any other value of a bill tells something of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One paper, ready to be compared. `paise`: value, CGST, SGST, IGST, cess."""

    paper: Paper
    family: Family
    supplier: str
    company: str
    number: numbers.Number
    issued_on: date
    financial_year: int
    place_of_supply: str | None
    reverse_charge: bool | None
    paise: tuple[int, int, int, int, int]

    @property
    def pan(self) -> str:
        """The PAN within the supplier's GSTIN, empty for what is too short to hold one."""
        return self.supplier[2:12] if len(self.supplier) == gstin.LENGTH else ""

    @property
    def value_rupees(self) -> int:
        """The taxable value in whole rupees: papers within a rupee lie at most one apart."""
        return self.paise[0] // RUPEE

    @property
    def tax(self) -> int:
        """CGST, SGST and IGST together."""
        return sum(self.paise[1:4])

    @property
    def is_telling(self) -> bool:
        """Whether its value is odd enough to know the paper by."""
        return self.paise[0] % ROUND != 0

    @property
    def twin_key(self) -> tuple[object, ...]:
        """All that is compared: papers with one key differ in nothing."""
        number = (self.number.plain, self.number.cuts)
        who = (self.paper.kind, self.supplier, self.company)
        return (who, number, self.issued_on, self.place_of_supply, self.reverse_charge, self.paise)


def read(paper: Paper) -> Reading:
    """The paper, ready to be compared."""
    year = financial_year(paper.bill_date)
    value, cgst, sgst, igst, cess = (
        _paise(amount) for amount in (paper.taxable_value, paper.cgst, paper.sgst, paper.igst, paper.cess)
    )
    return Reading(
        paper=paper,
        family=FAMILY[paper.kind],
        supplier=gstin.normalised(paper.supplier_gstin),
        company=gstin.normalised(paper.company_gstin),
        number=numbers.read(paper.bill_no, year),
        issued_on=paper.bill_date,
        financial_year=year,
        place_of_supply=paper.place_of_supply,
        reverse_charge=paper.reverse_charge,
        paise=(value, cgst, sgst, igst, cess),
    )


def has_equal_amounts(first: Reading, second: Reading) -> bool:
    """Whether every amount is within a rupee; where a side tells the tax as one sum, whether that is."""
    if not (first.paper.is_split and second.paper.is_split):
        return has_equal_totals(first, second)
    return all(abs(one - other) <= RUPEE for one, other in zip(first.paise, second.paise, strict=True))


def has_equal_totals(first: Reading, second: Reading) -> bool:
    """Whether value, GST in all and cess are within a rupee: the heads may have been confused."""
    pairs = ((first.paise[0], second.paise[0]), (first.tax, second.tax), (first.paise[4], second.paise[4]))
    return all(abs(one - other) <= RUPEE for one, other in pairs)


def paise_apart(first: Reading, second: Reading) -> int:
    """How far the amounts are apart, all together."""
    return sum(abs(one - other) for one, other in zip(first.paise, second.paise, strict=True))


def days_apart(first: Reading, second: Reading) -> int:
    """How many days lie between the two dates."""
    return abs((first.issued_on - second.issued_on).days)


def _paise(amount: Decimal) -> int:
    return round(abs(amount) * 100)
