"""The nouns of GSTR-1: its tables with their rows, and all of it for one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from app.compliance.records.periods.serials import Series
from app.compliance.records.periods.supplies import Kept, PlaceBasis, Sum, Supply
from app.compliance.records.periods.tax_period import TaxPeriod
from app.gst.arithmetic import Heads
from app.values import money


@dataclass(frozen=True, slots=True)
class RateSum:
    """What a document bears at one rate."""

    rate_percent: Decimal
    taxable_value: Decimal
    heads: Heads


@dataclass(frozen=True, slots=True)
class Row:
    """The taxable part of one document, in the table that it belongs in."""

    section: str
    table: str
    supply: Supply
    rates: Sequence[RateSum]

    @property
    def taxable_value(self) -> Decimal:
        """Before tax, at all rates."""
        return sum((one.taxable_value for one in self.rates), money.ZERO)

    @property
    def heads(self) -> Heads:
        """The tax at all rates."""
        return sum((one.heads for one in self.rates), Heads())


@dataclass(frozen=True, slots=True)
class SectionSum:
    """A table in one line."""

    section: str
    table: str
    whole: Sum


@dataclass(frozen=True, slots=True)
class Consumers:
    """Table 7: what buyers without GSTIN bought in one place at one rate, their notes taken off."""

    place: str
    is_inter_state: bool
    rate_percent: Decimal
    taxable_value: Decimal
    heads: Heads
    document_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Untaxed:
    """Table 8: supplies without tax, of one of its four kinds."""

    is_inter_state: bool
    is_registered: bool
    nil_rated: Decimal
    exempt: Decimal
    non_gst: Decimal
    document_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class ByCode:
    """Table 12: what was supplied under one code, in one unit, at one rate."""

    is_to_business: bool
    hsn: str
    description: str
    unit: str
    rate_percent: Decimal
    quantity: Decimal
    taxable_value: Decimal
    heads: Heads
    document_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class GSTR1:
    """The draft of a return. `kept` is left out wholly, `incomplete` only of table 12.

    `b2c_without_hsn` counts lines to consumers without a code, which a turnover up to 5 crore may leave out.
    """

    gstin: str | None
    period: TaxPeriod
    rows: Sequence[Row]
    sections: Sequence[SectionSum]
    consumers: Sequence[Consumers]
    untaxed: Sequence[Untaxed]
    by_code: Sequence[ByCode]
    documents: Sequence[Series]
    kept: Sequence[Kept]
    incomplete: Sequence[Kept]
    b2c_without_hsn: int
    place_basis: Mapping[PlaceBasis, int] = field(default_factory=dict)
