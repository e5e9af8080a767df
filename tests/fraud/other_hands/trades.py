"""Five trades, each keeping its books in its own way."""

from dataclasses import dataclass
from datetime import date
from random import Random

Ware = tuple[str, float, tuple[int, int], float]
"""What it is called, its price, how many are usual, and its rate of GST."""


@dataclass(frozen=True, slots=True)
class Trade:
    """How one kind of business buys, sells, numbers and writes."""

    key: str
    names: tuple[str, ...]
    state: str
    limit: int
    series: str
    hours: tuple[int, int]
    day_off: int | None
    staff: tuple[str, ...]
    rounds: bool
    sold: tuple[Ware, ...]
    bought: tuple[Ware, ...]
    supplier_words: tuple[str, ...]
    customer_words: tuple[str, ...]
    modes: tuple[str, ...]
    remarks: tuple[str, ...]

    def described(self, rng: Random, ware: Ware, day: date) -> str:
        """A line of a bill of this trade, with whatever tells one delivery from the next."""
        name = ware[0]
        if self.key == "pharmacy":
            batch = f"{name[:2].upper()}{rng.randint(1000, 9999)}"
            return f"{name} B.No {batch} Exp {rng.randint(1, 12):02d}/{day.year % 100 + 2}"
        if self.key == "transport" and "Freight" in name:
            plate = f"GJ{rng.randint(1, 27):02d}{rng.choice('TUVWXYZ')}{rng.randint(1000, 9999)}"
            return f"{name} LR {rng.randint(20000, 89999)} {plate}"
        if self.key == "coaching" and "fee" in name:
            return f"{name} {day:%b %Y}"
        if self.key == "caterer" and "plate" in name:
            return f"{name} {day:%d/%m/%y}"
        return name


PHARMACY = Trade(
    "pharmacy",
    ("Sanjeevani Pharma Distributors", "आरोग्य मेडिकल एजेंसी"),
    "09",
    75_000,
    "SPD{y2}A{n:08d}",
    (10, 20),
    6,
    ("owner", "munimji", "rakesh.billing"),
    True,
    (
        ("Azithro 500 Tab 10x3", 238.5, (4, 60), 12),
        ("Pantop-DSR Cap 10x10", 612.0, (2, 30), 12),
        ("Human Insulin 40IU vial", 141.25, (5, 40), 5),
        ("Cough Linctus 100ml", 61.4, (10, 120), 12),
        ("ORS Sachet Box/25", 402.0, (2, 24), 5),
        ("Digital Thermometer", 128.8, (4, 40), 18),
    ),
    (
        ("Paracetamol 650 Tab 10x15", 192.3, (20, 200), 12),
        ("Amoxyclav 625 Tab 10x10", 1130.0, (5, 60), 12),
        ("Surgical Gloves Box", 318.0, (5, 50), 12),
        ("Calcium Syrup 200ml", 74.6, (20, 200), 12),
        ("Multivitamin Cap 10x15", 690.0, (4, 60), 18),
        ("Cold-chain box 5L", 1460.0, (1, 6), 18),
    ),
    ("Lifesciences", "Pharma Stockist", "Remedies", "हेल्थकेयर", "Surgicals"),
    ("Medical Store", "Chemist", "मेडिकल स्टोर", "Nursing Home", "Drug House"),
    ("neft", "cheque", "upi", "neft", "rtgs"),
    ("MRP basis", "sch. 10+1 included", "near expiry checked", "माल सही मिला"),
)

HARDWARE = Trade(
    "hardware",
    ("Velmurugan Hardwares & Paints", "Karsandas Loha Bhandar"),
    "33",
    40_000,
    "{n}",
    (9, 21),
    None,
    ("owner", "chhotu", "kaka_counter"),
    False,
    (
        ("GI Wire 14G kg", 84.75, (3, 60), 18),
        ("Asian Enamel 4L", 1015.0, (1, 12), 18),
        ("Hinge SS 4in", 38.4, (6, 120), 18),
        ("PVC Elbow 1in", 14.2, (10, 300), 18),
        ("Cement 50kg bag", 365.0, (5, 80), 28),
        ("Plywood 19mm sheet", 1890.0, (1, 20), 18),
    ),
    (
        ("TMT 12mm kg", 58.9, (200, 900), 18),
        ("Wood screw gross", 122.0, (10, 100), 18),
        ("Primer 20L drum", 2480.0, (1, 15), 18),
        ("Sariya ring bundle", 640.0, (5, 40), 18),
        ("Tile adhesive 20kg", 415.0, (5, 60), 18),
        ("Taala 65mm (lock)", 186.0, (6, 60), 18),
    ),
    ("Steel Traders", "Iron Syndicate", "पेंट हाउस", "Wires", "Plywood Depot"),
    ("Builders", "Constructions", "Interior Works", "बिल्डकॉन", "Fabrication"),
    ("upi", "neft", "cheque", "cash", "upi"),
    ("Kaccha bill ke badle", "godown se gaya", "udhaar", "rate as per WhatsApp"),
)
