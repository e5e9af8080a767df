"""Invented names of firms and people, how they are misspelt, and made-up registrations, phones and accounts."""

from app.gst import gstin
from app.simulate.chance import Chance

FIRST = (
    "Harihar", "Sonal", "Jalaram", "Navjivan", "Chandrika", "Pushkar", "Malhar", "Tapti", "Arunodaya", "Girnar",
    "Vasundhara", "Kalpataru", "Nilgiri", "Purvi", "Shivalik", "Anmol", "Dhanvarsha", "Kesari", "Meghdoot", "Ratnadeep",
    "Saptagiri", "Utsav", "Vrindavan", "Yamuna", "Akshar", "Bhagirathi", "Devgiri", "Ekta", "Godavari", "Hemkunt",
    "Indravati", "Kohinoor", "Lokmanya", "Mandakini", "Omkar", "Parijat", "Sarvodaya", "Triveni", "Udyan", "Chetak",
)  # fmt: skip
LINES = ("Enterprises", "Agencies", "Trading Co", "Traders", "Stores", "Distributors", "Marketing", "Sales Corporation")
PEOPLE = (
    "Ketan Parmar", "Sulochana Iyer", "Firoz Merchant", "Bhavna Solanki", "Dilip Chauhan", "Asha Nambiar", "Ravi Teja",
    "Manisha Kulkarni", "Joseph Fernandes", "Gurpreet Sandhu", "Nalini Rao", "Tushar Deshmukh", "Imran Sheikh",
    "Padma Subramanian", "Hitesh Vora", "Charu Bhatt", "Lalit Khanna", "Meenakshi Pillai", "Sanjay Rathod", "Uma Devi",
)  # fmt: skip
STAFF = ("Prakash Vasava", "Rekha Solanki", "Suresh Murugan", "Kamala Thapa", "Nitin Gaikwad", "Salma Bano")
STREETS = (
    "Station Road",
    "Market Yard",
    "Gandhi Chowk",
    "Ring Road",
    "Mill Compound",
    "Temple Street",
    "Industrial Estate",
)
BANKS = ("SBIN", "BARB", "PUNB", "CNRB", "IDIB", "UBIN")


def firm(chance: Chance, taken: set[str], trade_word: str) -> str:
    """The name of a firm that is not among `taken`, and is from now on."""
    while True:
        line = chance.pick((*LINES, trade_word, trade_word))
        prefix = "New " if chance.happens(0.08) else ""
        name = f"{prefix}{chance.pick(FIRST)} {line}"
        if len(taken) > 250:
            name = f"{name} {chance.digits(2)}"
        if name not in taken:
            taken.add(name)
            return name


def misspelt(chance: Chance, name: str) -> str:
    """`name` as a hurried clerk writes it: a letter lost, doubled or swapped, or another ending."""
    at = chance.whole(1, max(len(name.split()[0]) - 2, 1))
    variants = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        name.replace("Traders", "Tradars").replace("Stores", "Store").replace("Agencies", "Agency") + " ",
        f"M/s {name}",
    )
    different = [variant.strip() for variant in variants if variant.strip() != name]
    return chance.pick(different)


def pan(chance: Chance) -> str:
    """A permanent account number: of a person, a firm or a company."""
    return f"{chance.letters(3)}{chance.pick('PFCH')}{chance.letters(1)}{chance.digits(4)}{chance.letters(1)}"


def gst_number(chance: Chance, state_code: str, holder_pan: str | None = None) -> str:
    """A GSTIN with a right check digit, which nobody holds but by accident."""
    first14 = f"{state_code}{holder_pan or pan(chance)}1Z"
    return first14 + gstin.check_digit(first14)


def wrong_gst_number(chance: Chance, right: str) -> str:
    """`right` with its check digit wrong, as after a slip of the pen."""
    return right[:14] + chance.pick([digit for digit in "0123456789" if digit != right[14]])


def phone(chance: Chance) -> str:
    """An Indian mobile number."""
    return f"+91{chance.pick('6789')}{chance.digits(9)}"


def bank(chance: Chance) -> tuple[str, str]:
    """IFSC and account number."""
    return f"{chance.pick(BANKS)}0{chance.digits(6)}", chance.digits(14)


def street(chance: Chance) -> str:
    """Where in its city a firm sits."""
    return f"{chance.whole(1, 240)}, {chance.pick(STREETS)}"
