"""The numbers that tell parties and payments apart: GSTINs with a right check digit, accounts, references."""

import string
from datetime import date
from random import Random

SIGNS = string.digits + string.ascii_uppercase
BANKS = ("BARB", "CNRB", "IDIB", "PUNB", "UCBA", "FDRL", "IOBA", "TMBL", "YESB", "AUBL")


def check_sign(first_fourteen: str) -> str:
    """The last sign of a GSTIN."""
    total = 0
    for place, sign in enumerate(first_fourteen):
        worth = SIGNS.index(sign) * (place % 2 + 1)
        total += worth // 36 + worth % 36
    return SIGNS[-total % 36]


def pan(rng: Random, kind: str = "F") -> str:
    """The PAN of a firm (`F`), a person (`P`) or a company (`C`)."""
    letters = "".join(rng.choices(string.ascii_uppercase, k=3))
    return f"{letters}{kind}{rng.choice(string.ascii_uppercase)}{rng.randint(1000, 9999)}{rng.choice('ABCDEFGHJKLMNP')}"


def gstin(state: str, of_pan: str) -> str:
    """The GSTIN of this PAN in this state."""
    front = f"{state}{of_pan}1Z"
    return front + check_sign(front)


def bank(rng: Random) -> dict[str, str]:
    """A bank account."""
    return {"ifsc": f"{rng.choice(BANKS)}0{rng.randint(100000, 999999)}", "account": account(rng)}


def account(rng: Random) -> str:
    """The number of a bank account."""
    return str(rng.randint(10**10, 10**15 - 1))


def phone(rng: Random) -> str:
    """A mobile number."""
    return f"+91{rng.randint(70000, 99999)}{rng.randint(10000, 99999)}"


def proof(rng: Random, mode: str, day: date) -> str | None:
    """What a bank, an app or a voucher book gives a payment as its reference."""
    if mode in ("neft", "rtgs", "imps", "bank_transfer", "netbanking"):
        return f"{rng.choice(BANKS)}{'R' if mode == 'rtgs' else 'N'}{day:%y%j}{rng.randint(10**7, 10**8 - 1)}"
    if mode == "upi":
        return f"{day:%y}"[1] + f"{day:%j}{rng.randint(10**7, 10**8 - 1)}"
    if mode == "cheque":
        return f"{rng.randint(100000, 999999)}"
    if mode == "card":
        return f"RRN{rng.randint(10**8, 10**9 - 1)}"
    return f"CV-{rng.randint(10000, 99999)}" if rng.random() < 0.4 else None
