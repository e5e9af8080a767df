"""The trades that sell services: a caterer, a coaching centre, a transporter."""

from tests.fraud.other_hands.trades import HARDWARE, PHARMACY, Trade

CATERER = Trade(
    "caterer",
    ("Annadata Caterers", "रसोई घर केटरिंग"),
    "24",
    60_000,
    "RG/{fy}/{n:03d}",
    (11, 23),
    1,
    ("owner", "maharaj", "bhaviben"),
    True,
    (
        ("Wedding dinner plate", 465.0, (60, 420), 5),
        ("Corporate lunch plate", 212.0, (25, 160), 5),
        ("Live chaat counter", 8500.0, (1, 3), 18),
        ("Haldi breakfast plate", 165.0, (40, 220), 5),
        ("Tent & crockery hire", 6400.0, (1, 4), 18),
    ),
    (
        ("Basmati 1121 kg", 112.0, (25, 300), 5),
        ("Paneer kg", 318.0, (8, 90), 5),
        ("Refined oil 15L tin", 1745.0, (2, 30), 5),
        ("Sabzi mandi lot kg", 41.5, (40, 400), 0),
        ("LPG 19kg cylinder", 1760.0, (2, 14), 18),
        ("Disposable plate pkt", 96.0, (20, 200), 18),
    ),
    ("Provision Stores", "Dairy", "Masala Mill", "गैस सर्विस", "Vegetables"),
    (),
    ("upi", "cash", "upi", "imps", "cheque"),
    ("Jain bhojan", "plates final count", "हलवाई भुगतान अलग", "sample tasted"),
)

COACHING = Trade(
    "coaching",
    ("Lakshya Tutorials", "Nalanda Coaching Kendra"),
    "27",
    30_000,
    "LT-{y4}-{n:04d}",
    (8, 20),
    6,
    ("owner", "frontdesk", "accounts.priti"),
    True,
    (
        ("JEE batch fee", 7650.0, (1, 1), 18),
        ("NEET batch fee", 8350.0, (1, 1), 18),
        ("Class 10 maths fee", 3120.0, (1, 1), 18),
        ("Spoken English fee", 2240.0, (1, 1), 18),
        ("MPSC foundation fee", 5480.0, (1, 1), 18),
    ),
    (
        ("Printed module set", 415.0, (10, 90), 0),
        ("Whiteboard marker box", 262.0, (2, 20), 18),
        ("Guest lecture hour", 1180.0, (4, 22), 18),
        ("Photocopy page lot", 0.85, (3000, 16000), 18),
        ("Facebook ad run", 4250.0, (1, 4), 18),
        ("Biometric unit", 6900.0, (1, 3), 18),
    ),
    ("Printers", "Book Depot", "Digital Ads", "स्टेशनर्स", "Educare Services"),
    (),
    ("upi", "card", "upi", "netbanking", "cash"),
    ("parent informed", "evening batch", "फीस रसीद दी", "hostel student"),
)

TRANSPORT = Trade(
    "transport",
    ("Jay Khodal Roadlines", "Palani Lorry Service"),
    "24",
    100_000,
    "JKR/{n:05d}",
    (7, 22),
    None,
    ("owner", "dispatch1", "diwanji"),
    False,
    (
        ("Freight Surat-Bhiwandi", 18200.0, (1, 2), 5),
        ("Freight Morbi-Indore", 27400.0, (1, 2), 5),
        ("Freight Coimbatore-Pune", 41300.0, (1, 1), 12),
        ("Freight Ankleshwar-Vapi", 9100.0, (1, 3), 5),
        ("Halting charges day", 1500.0, (1, 4), 18),
    ),
    (
        ("HSD diesel litre", 92.35, (90, 420), 0),
        ("Radial tyre 10.00R20", 16850.0, (1, 6), 28),
        ("Retreading", 3900.0, (1, 8), 18),
        ("Gear oil 20L", 4120.0, (1, 6), 18),
        ("Tarpaulin 18x24", 2780.0, (1, 8), 18),
        ("Clutch overhaul", 7350.0, (1, 2), 18),
    ),
    ("Petroleum", "Tyre House", "Auto Garage", "ऑटो पार्ट्स", "Lubricants"),
    ("Ceramics", "Textile Mills", "Chemicals", "Agro Exports", "पैकेजिंग"),
    ("neft", "rtgs", "neft", "imps", "cheque"),
    ("POD received", "to-pay", "खाली वापसी", "unloading extra by party"),
)

ALL = (PHARMACY, CATERER, TRANSPORT, HARDWARE, COACHING)
