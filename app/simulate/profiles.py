"""What kind of business is invented: its trade, goods with HSN code and GST rate by date, size, and what goes wrong.

Rates: notification 1/2017-Central Tax (Rate) as amended, and 9/2025-Central Tax (Rate) from 22 September 2025.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.values import money

REFORM = date(2025, 9, 22)


@dataclass(frozen=True, slots=True)
class Good:
    """Something traded: what it costs, the factor at which it is sold, and its rate before and since the reform."""

    name: str
    hsn_code: str
    unit: str
    cost: float
    rate_before: int
    rate_since: int
    markup: float = 1.32

    @property
    def price(self) -> Decimal:
        """What a customer pays for one, before tax, at the prices of the first day."""
        return money.rounded(Decimal(str(self.cost)) * Decimal(str(self.markup)))

    def rate_on(self, day: date) -> Decimal:
        """The GST rate in percent on `day`."""
        return Decimal(self.rate_since if day >= REFORM else self.rate_before)


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of business. Figures per month are averages; `cases_of_each` says how often each trouble is planted."""

    name: str
    trade: str
    trade_word: str
    prefix: str
    state: str
    state_code: str
    city: str
    pincode: str
    goods: tuple[Good, ...]
    neighbours: tuple[tuple[str, str], ...]
    customers: int
    suppliers: int
    sales_a_month: float
    bills_a_month: float
    approval_limit: int
    rent: int
    is_rent_billed: bool
    wages: tuple[int, ...]
    power: int
    cases_of_each: int
    lookalikes_of_each: int

    def city_in(self, state_code: str) -> str:
        """The city of those whom the business deals with in that State."""
        return self.city if state_code == self.state_code else dict(self.neighbours)[state_code]


ELECTRICALS = Profile(
    name="Narmada Electric Stores", trade="electricals", trade_word="Electricals", prefix="NES",
    state="Gujarat", state_code="24", city="Vadodara", pincode="390001",
    goods=(
        Good("Copper wire 1.5 sq mm, 90 m coil", "8544", "coil", 1180, 18, 18, 1.24),
        Good("Copper wire 2.5 sq mm, 90 m coil", "8544", "coil", 1890, 18, 18, 1.22),
        Good("Modular switch 6 A", "8536", "pcs", 38, 18, 18, 1.45),
        Good("MCB single pole 16 A", "8536", "pcs", 128, 18, 18, 1.38),
        Good("LED bulb 9 W", "8539", "pcs", 62, 18, 18, 1.4),
        Good("LED tube 20 W", "8539", "pcs", 168, 18, 18, 1.36),
        Good("Ceiling fan 1200 mm", "8414", "pcs", 1420, 18, 18, 1.27),
        Good("Instant geyser 3 l", "8516", "pcs", 2150, 18, 18, 1.28),
        Good("PVC conduit 25 mm, 3 m", "3917", "pcs", 54, 18, 18, 1.42),
        Good("Distribution board 8 way", "8537", "pcs", 980, 18, 18, 1.33),
        Good("Inverter battery 150 Ah", "8507", "pcs", 11200, 28, 18, 1.18),
        Good("Split air conditioner 1.5 t", "8415", "pcs", 28900, 28, 18, 1.14),
    ),
    neighbours=(("27", "Mumbai"), ("08", "Udaipur"), ("23", "Indore"), ("07", "Delhi")),
    customers=58, suppliers=24, sales_a_month=34, bills_a_month=15, approval_limit=50000, rent=62000,
    is_rent_billed=True, wages=(26000, 19500, 17000), power=9400, cases_of_each=2, lookalikes_of_each=2,
)  # fmt: skip

TEXTILES = Profile(
    name="Kaveri Cloth House", trade="textiles", trade_word="Textiles", prefix="KCH",
    state="Tamil Nadu", state_code="33", city="Erode", pincode="638001",
    goods=(
        Good("Cotton shirting, grey", "5208", "m", 84, 5, 5, 1.3),
        Good("Poplin, dyed", "5208", "m", 96, 5, 5, 1.31),
        Good("Polyester sari", "5407", "pcs", 420, 5, 5, 1.36),
        Good("Bed sheet, double", "6302", "pcs", 540, 5, 5, 1.34),
        Good("Terry towel", "6302", "pcs", 118, 5, 5, 1.4),
        Good("T-shirt, round neck", "6109", "pcs", 165, 5, 5, 1.42),
        Good("Cotton kurti", "6204", "pcs", 310, 5, 5, 1.41),
        Good("Men's shirt", "6205", "pcs", 380, 5, 5, 1.38),
        Good("Sewing thread, box", "5401", "box", 240, 12, 5, 1.28),
        Good("Zip fasteners, gross", "9607", "gross", 460, 12, 5, 1.3),
    ),
    neighbours=(("29", "Bengaluru"), ("32", "Kochi"), ("24", "Surat"), ("37", "Guntur")),
    customers=42, suppliers=16, sales_a_month=28, bills_a_month=8, approval_limit=75000, rent=38000,
    is_rent_billed=False, wages=(21000, 16500), power=7200, cases_of_each=1, lookalikes_of_each=1,
)  # fmt: skip

SMALL = Profile(
    name="Teesta Provision Mart", trade="provisions", trade_word="Foods", prefix="TPM",
    state="West Bengal", state_code="19", city="Siliguri", pincode="734001",
    goods=(
        Good("Mustard oil, 15 kg tin", "1514", "tin", 1980, 5, 5, 1.12),
        Good("Toilet soap, box of 48", "3401", "box", 1240, 18, 5, 1.16),
        Good("Biscuits, carton", "1905", "ctn", 860, 18, 5, 1.18),
        Good("Assam tea, 25 kg", "0902", "bag", 5400, 5, 5, 1.14),
    ),
    neighbours=(("18", "Guwahati"), ("10", "Patna")),
    customers=9, suppliers=6, sales_a_month=11, bills_a_month=6, approval_limit=30000, rent=15000, is_rent_billed=True,
    wages=(14000,), power=3100, cases_of_each=1, lookalikes_of_each=1,
)  # fmt: skip
