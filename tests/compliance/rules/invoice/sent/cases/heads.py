"""Papers about place of supply and head: with one thing wrong, and lawful ones that look like it, by their source."""

from tests.compliance.sent_papers import (
    ABROAD,
    ADVICE,
    BETWEEN,
    COMPOSITION,
    ELSEWHERE,
    GHEE,
    HOTEL,
    LUT,
    NONE,
    NOTE,
    OTHER,
    RESTAURANT,
    SEZ,
    SHAMPOO,
    WALK_IN,
    Faulty,
    Innocent,
    line,
    of,
    paper,
)

INNOCENT: list[Innocent] = [
    ("within a State, IGST Act s.8", paper()),
    ("between States, IGST Act s.7", of(paper(line(heads=BETWEEN)), ELSEWHERE)),
    (
        "SEZ in the same State with payment, s.7(5)(b)",
        of(paper(line(heads=BETWEEN)), SEZ, {"export_with_payment": True}),
    ),
    ("SEZ under LUT, s.16(3)(a)", of(paper(line(heads=NONE)), SEZ, LUT)),
    ("SEZ in another State under LUT", of(paper(line(heads=NONE)), ELSEWHERE, SEZ, LUT)),
    ("export under LUT, s.16(3)(a)", of(paper(line(heads=NONE)), ABROAD, LUT)),
    ("export under LUT at a rate of nought", of(paper(line("0", heads=NONE)), ABROAD, LUT)),
    ("export with payment, s.16(3)(b)", of(paper(line(heads=BETWEEN)), ABROAD, {"export_with_payment": True})),
    ("export with payment that nobody marked", of(paper(line(heads=BETWEEN)), ABROAD)),
    (
        "export to a buyer of whom only the country is said",
        of(paper(line(heads=NONE)), ABROAD, LUT, {"recipient.category": None}),
    ),
    ("deemed export within the State, s.147", of(paper(), {"recipient.category": "deemed_export"})),
    (
        "deemed export between States, s.147",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"recipient.category": "deemed_export"}),
    ),
    ("a composition dealer buys, s.9", of(paper(), {"recipient.category": "composition"})),
    (
        "bill-to ship-to, IGST Act s.10(1)(b)",
        of(
            paper(line(heads=BETWEEN)),
            ELSEWHERE,
            {"ship_to": {"name": "Om Works", "address": "Pune", "state_code": "27", "gstin": "27AALCS3377P2ZF"}},
        ),
    ),
    (
        "goods for the buyer's own site in the seller's State, s.10(1)(a)",
        of(paper(), ELSEWHERE, {"place_of_supply": "27", "ship_to": {"name": "Deccan Stores", "state_code": "27"}}),
    ),
    ("goods over the counter to a buyer from elsewhere, s.10(1)(c)", of(paper(), ELSEWHERE, {"place_of_supply": "27"})),
    (
        "a restaurant's guest from elsewhere, s.12(4)",
        of(paper(line("5", "2400", None, **RESTAURANT)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    (
        "a hotel's guest from elsewhere, s.12(3)",
        of(paper(line("5", "4000", None, **HOTEL)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    (
        "a hotel's guest from abroad, s.12(3) and s.13(4)",
        of(paper(line("5", "4000", None, **HOTEL)), ABROAD, {"place_of_supply": "27"}),
    ),
    (
        "an export names no place of supply, rule 46 proviso",
        of(paper(line(heads=BETWEEN)), ABROAD, {"export_with_payment": True, "place_of_supply": None}),
    ),
    (
        "an export that names the port's State, s.7(5)(a)",
        of(paper(line(heads=BETWEEN)), ABROAD, {"export_with_payment": True, "place_of_supply": "24"}),
    ),
    (
        "Daman's old code before the merger",
        of(
            paper(line(heads=BETWEEN)),
            {"invoice_date": "2020-01-25", "place_of_supply": "25"},
            {"recipient.gstin": None, "recipient.category": "unregistered", "recipient.state_code": "25"},
            {"recipient.address": "Nani Daman, Daman and Diu"},
        ),
    ),
    (
        "goods for a buyer here that go abroad, s.10(1)(a)",
        of(
            paper(line(heads=BETWEEN)),
            {"place_of_supply": "96", "export_with_payment": True},
        ),
    ),
    (
        "a service abroad for a buyer here, s.13",
        of(
            paper(line("18", "20000", None, BETWEEN, description="Exhibition abroad", hsn="998596", unit="NA")),
            {"place_of_supply": "96"},
        ),
    ),
    ("no place of supply within a State, rule 46(n)", of(paper(), {"place_of_supply": None})),
    (
        "Chandigarh: UTGST",
        of(paper(), {"supplier.gstin": "04AAGCK7412M1ZF", "supplier.state_code": "04", "place_of_supply": "04"}),
    ),
    (
        "Ladakh, 38",
        of(paper(), {"supplier.gstin": "38AAGCK7412M1Z4", "supplier.state_code": "38", "place_of_supply": "38"}),
    ),
    ("Other Territory, 97", of(paper(line(heads=BETWEEN)), {"place_of_supply": "97"})),
    (
        "a consumer elsewhere, over one lakh",
        of(
            paper(line(price="60000", heads=BETWEEN)),
            {
                "place_of_supply": "29",
                "recipient": {
                    "name": "Ravi",
                    "address": "8 MG Road, Bengaluru",
                    "state_code": "29",
                    "gstin": None,
                    "category": "unregistered",
                },
            },
        ),
    ),
    (
        "Daman's old code after the merger",
        of(paper(), {"supplier.gstin": "25AAGCK7412M1ZB", "supplier.state_code": "26", "place_of_supply": "26"}),
    ),
]

FAULTY: list[Faulty] = [
    ("cgst_due", "IGST Act s.8: IGST within a State", paper(line(heads=BETWEEN))),
    (
        "cgst_due",
        "IGST Act s.8: IGST on a consumer's bill",
        of(paper(line("5", "120", "4", BETWEEN, **SHAMPOO)), WALK_IN),
    ),
    (
        "cgst_due",
        "s.12(4): IGST for a guest from elsewhere",
        of(paper(line("5", "2400", None, BETWEEN, **RESTAURANT)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    ("igst_due", "IGST Act s.7: CGST between States", of(paper(), ELSEWHERE)),
    (
        "igst_due",
        "IGST Act s.7: CGST to Ladakh",
        of(paper(), WALK_IN, {"place_of_supply": "38", "recipient.name": "Tashi", "recipient.address": "Leh"}),
    ),
    ("igst_due", "s.7(5)(b): CGST to an SEZ", of(paper(), SEZ, {"export_with_payment": True})),
    ("igst_due", "s.7(5)(a): CGST on an export", of(paper(), ABROAD, {"export_with_payment": True})),
    ("igst_due", "s.10(1)(b): CGST where the ordering person is elsewhere", of(paper(), ELSEWHERE, {"ship_to": OTHER})),
    ("igst_due", "s.7 on a note", of(paper(line("12", "600", "5", **GHEE)), ELSEWHERE, NOTE)),
    ("heads_mixed", "s.7 and s.8: both on a line", paper(line(cgst=4050.0, sgst=4050.0, igst=8100.0))),
    ("heads_mixed", "s.7 and s.8: one each on two lines", paper(line(), line(heads=BETWEEN))),
    (
        "place_not_of_buyer",
        "s.10(1)(b): the place of who only takes the goods",
        of(paper(), ELSEWHERE, {"place_of_supply": "27", "ship_to": OTHER}),
    ),
    (
        "place_not_of_buyer",
        "s.12(2)(a): support for a buyer elsewhere",
        of(paper(line(price="20000", quantity=None, **ADVICE)), ELSEWHERE, {"place_of_supply": "27"}),
    ),
    ("place_not_of_seller", "s.12(3): a hotel's room", of(paper(line("5", "4000", None, BETWEEN, **HOTEL)), ELSEWHERE)),
    (
        "place_not_of_seller",
        "s.12(4): a restaurant's meal",
        of(paper(line("5", "2400", None, BETWEEN, **RESTAURANT)), ELSEWHERE),
    ),
    (
        "igst_due",
        "s.7(5)(a): an export that names a place at home",
        of(paper(), ABROAD, {"export_with_payment": True, "place_of_supply": "27"}),
    ),
    (
        "place_not_in_use",
        "rule 46(n): 99 is the Centre",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": "99"}),
    ),
    (
        "place_not_in_use",
        "rule 46(n): 25 became 26 on 2020-01-26",
        of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": "25"}),
    ),
    ("place_not_in_use", "rule 46(n): 28 became 36 and 37", of(paper(), ELSEWHERE, {"place_of_supply": "28"})),
    (
        "place_not_in_use",
        "rule 46(n): a composition dealer's too",
        of(paper(line("0", "120", "48", NONE, **SHAMPOO)), COMPOSITION, {"place_of_supply": "99"}),
    ),
    ("place_not_abroad", "s.10(1)(a)", of(paper(line(heads=BETWEEN)), {"place_of_supply": "96"})),
    ("place_missing", "rule 46(n)", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": None})),
    ("place_missing", "rule 46(n): blank", of(paper(line(heads=BETWEEN)), ELSEWHERE, {"place_of_supply": ""})),
]
