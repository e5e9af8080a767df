"""Who trades on the invented bills: firms with streets, towns and right registrations, and people who buy for
themselves."""

from app.gst import states
from app.simulate import names
from app.simulate.billing.records import Firm
from app.simulate.chance import Chance

TOWNS = (
    "Surat|395003|24", "Ahmedabad|380009|24", "Rajkot|360001|24", "Mumbai|400053|27", "Pune|411030|27",
    "Nagpur|440012|27", "Bengaluru|560034|29", "Mysuru|570001|29", "Chennai|600017|33", "Coimbatore|641012|33",
    "Hyderabad|500082|36", "Warangal|506002|36", "New Delhi|110005|07", "Jaipur|302001|08", "Udaipur|313001|08",
    "Ludhiana|141003|03", "Amritsar|143001|03", "Gurugram|122001|06", "Noida|201301|09", "Kanpur|208001|09",
    "Indore|452001|23", "Bhopal|462011|23", "Kolkata|700016|19", "Kochi|682016|32", "Guwahati|781005|18",
    "Patna|800001|10", "Bhubaneswar|751009|21", "Chandigarh|160017|04", "Panaji|403001|30", "Raipur|492001|22",
    "Visakhapatnam|530016|37", "Leh|194101|38",
)  # fmt: skip
ENDINGS = (
    "Enterprises", "Agencies", "Trading Co", "Traders", "Stores", "Distributors", "Industries", "Pvt Ltd", "LLP",
    "Private Limited", "& Sons", "Brothers", "Solutions", "Exports", "Mart", "Udyog", "Impex", "& Co.",
)  # fmt: skip
PREMISES = ("Shop No. {n}", "Plot No. {n}", "Unit {n}, First Floor", "{n}/B", "Office {n}", "Gala No. {n}", "No. {n}")
BUILDINGS = (
    "Shanti Complex", "Silver Arcade", "Om Plaza", "Textile Market", "Laxmi Chambers", "Trade Centre", "Sagar Tower",
    "GIDC Estate", "Phase II Industrial Area", "Old Mandi", "City Point", "Anand Bhavan",
)  # fmt: skip
ABROAD = (
    Firm("Hartwell Home Goods Inc.", ("4120 Maple Avenue",), "Columbus, Ohio 43215, USA"),
    Firm("Nordhaven Imports GmbH", ("Speicherstrasse 18",), "20457 Hamburg, Germany"),
    Firm("Al Noor General Trading LLC", ("Office 702, Deira Tower",), "Dubai, United Arab Emirates"),
    Firm("Kestrel & Wren Ltd", ("9 Canal Street",), "Manchester M1 3HE, United Kingdom"),
    Firm("Pacific Lane Pty Ltd", ("55 Harbour Road",), "Sydney NSW 2000, Australia"),
)


def firm(chance: Chance, state_code: str | None = None) -> Firm:
    """A registered firm, in a State or anywhere."""
    town, pin, state = _town(chance, state_code)
    ending = chance.pick(ENDINGS)
    first = chance.pick(names.FIRST)
    middle = (
        f" {chance.pick(('Hardware', 'Food', 'Tex', 'Tech', 'Steel', 'Home', 'Agro'))}" if chance.happens(0.3) else ""
    )
    name = f"{first}{middle} {ending}"
    mail = f"{chance.pick(('accounts', 'info', 'sales'))}@{first.lower()}{ending.split()[0].strip('&').lower()}.in"
    return Firm(
        name=name.upper() if chance.happens(0.25) else name,
        streets=_streets(chance),
        place=_place(chance, town, pin, state),
        state_code=state,
        gstin=names.gst_number(chance, state),
        phone=_phone(chance),
        email=mail,
    )


def person(chance: Chance, state_code: str | None = None) -> Firm:
    """Somebody who buys for himself, without a registration."""
    town, pin, state = _town(chance, state_code)
    return Firm(
        name=chance.pick(names.PEOPLE),
        streets=_streets(chance),
        place=_place(chance, town, pin, state),
        state_code=state,
        phone=_phone(chance),
    )


def abroad(chance: Chance) -> Firm:
    """A buyer outside India."""
    return chance.pick(ABROAD)


def _town(chance: Chance, state_code: str | None) -> tuple[str, str, str]:
    rows = [row.split("|") for row in TOWNS]
    town, pin, state = chance.pick([row for row in rows if state_code in (None, row[2])])
    return town, pin, state


def _streets(chance: Chance) -> tuple[str, ...]:
    premises = chance.pick(PREMISES).format(n=chance.whole(1, 240))
    if chance.happens(0.5):
        return (f"{premises}, {chance.pick(BUILDINGS)}", chance.pick(names.STREETS))
    return (f"{premises}, {chance.pick(names.STREETS)}",)


def _place(chance: Chance, town: str, pin: str, state: str) -> str:
    form = chance.pick(("{town} - {pin}", "{town} {pin}", "{town}-{pin}, {state}", "{town}, {state} {pin}"))
    return form.format(town=town, pin=pin, state=states.name(state))


def _phone(chance: Chance) -> str:
    number = names.phone(chance)
    return chance.pick((number[3:], f"+91 {number[3:8]} {number[8:]}", f"+91-{number[3:]}"))
