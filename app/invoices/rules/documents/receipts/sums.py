"""Every amount that a receipt prints with two decimals, and how it follows from the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from app.invoices.records.pages import Box
from app.invoices.rules.documents.receipts.lines import Line

_AMOUNT = re.compile(
    r"(?<![\d.,:/])(?P<sign>[-(]\s?)?(?:(?P<currency>RM|MYR|RS\.?|INR|US\$|\$|₹)\s?)?(?P<minus>-\s?)?"
    r"(?P<whole>\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,7})\s?[.,]\s?(?P<cents>\d{2}|\dO|O\d|OO)(?![\d%]|[.,:]\d|\s?%)"
)
KEYWORDS = {
    "total": re.compile(r"T[O0]TA[L1I]|JUMLAH"),
    "grand": re.compile(r"GRAND|\bNETT?\b|PAYABLE|\bDUE\b|\bBILL\b|FINAL|INVOICE"),
    "amount": re.compile(r"\bAM(?:OUN)?T\b"),
    "sub": re.compile(r"SUB|BEFORE|GROSS"),
    "cash": re.compile(r"CASH|TENDER|PAID|PAYMENT|RECEIVED|\bPAY\b"),
    "change": re.compile(r"CHANGE|BALANCE|\bBAKI\b"),
    "rounding": re.compile(r"R[O0]UND|\bADJ|\bRND"),
    "tax": re.compile(r"\bGST|\bSST|\bTAX|\bSR\b|\bZRL?\b|6 ?%|\bCUKAI"),
    "quantity": re.compile(r"\bQTY|QUANTITY|\bITEM|\bPCS|\bUNIT|\bPRICE"),
    "discount": re.compile(r"DISC|SAV(?:ED|ING)|LESS|MEMBER|POINT"),
    "inclusive": re.compile(r"\bINC|ROUNDED|AFTER"),
    "exclusive": re.compile(r"\bEXC|EXCL|W/?O\b"),
    "card": re.compile(r"VISA|CARD|MASTER|DEBIT|CREDIT|\bNETS\b|AMEX"),
    "deposit": re.compile(r"DEPOSIT|OUTSTANDING|PREVIOUS|SERVICE|SVC|CHARGE"),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One amount where it stands. `left` : what the row says before it; `above`, `below` : the rows next to it."""

    value: Decimal
    place: int
    start: int
    end: int
    has_currency: bool
    left: str
    above: str
    below: str
    right: str


def printed(lines: Sequence[Line]) -> list[Printed]:
    """Every amount of the receipt, from top to bottom."""
    rows = [[*row] for _, row in groupby(range(len(lines)), key=lambda place: lines[place].row)]
    texts = [" ".join(lines[place].text for place in row) for row in rows]
    row_of = {place: at for at, row in enumerate(rows) for place in row}
    every = []
    for place, line in enumerate(lines):
        at = row_of[place]
        beside = _beside(lines, place)
        before = " ".join(lines[other].text for other in beside if lines[other].box.centre < line.box.centre)
        behind = " ".join(lines[other].text for other in beside if lines[other].box.centre > line.box.centre)
        for start, end, value, has_currency in found(line.text):
            left, right = f"{before} {line.text[:start]}".strip(), f"{line.text[end:]} {behind}".strip()
            around = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(rows) else ""
            every.append(Printed(value, place, start, end, has_currency, left, around[0], around[1], right))
    return every


def _beside(lines: Sequence[Line], place: int) -> list[int]:
    """The lines that run at the height of a line, from left to right; where none does, the nearest one to its left."""
    own = lines[place].box
    near = [at for at in range(max(0, place - 12), min(len(lines), place + 13)) if at != place]
    near = [at for at in near if lines[at].page == lines[place].page]
    level = [at for at in near if _overlap(own, lines[at].box) > 0.35]
    if not any(lines[at].box.centre < own.left for at in level) and not re.search(r"[A-Z]{3}", lines[place].text):
        left = [at for at in near if lines[at].box.right < own.centre and re.search(r"[A-Z]{2}", lines[at].text)]
        left = [at for at in left if abs(lines[at].box.middle - own.middle) < 1.2 * own.height]
        level += sorted(left, key=lambda at: abs(lines[at].box.middle - own.middle))[:1]
    return sorted(level, key=lambda at: lines[at].box.left)


def _overlap(one: Box, other: Box) -> float:
    """Which share of the lower line's height runs beside the other."""
    both = min(one.bottom, other.bottom) - max(one.top, other.top)
    return both / max(1e-9, min(one.height, other.height))


def found(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Each amount in a line: first character, behind the last, its value, whether a currency stands before it."""
    for match in _AMOUNT.finditer(text):
        whole = match["whole"].replace(",", "")
        value = Decimal(f"{whole}.{match['cents'].replace('O', '0')}")
        is_negative = bool(match["sign"] or match["minus"]) or text[match.end() : match.end() + 1] == "-"
        yield match.start(), match.end(), -value if is_negative else value, bool(match["currency"])


def told(text: str) -> list[bool]:
    """Which of the keywords a text holds."""
    return [pattern.search(text) is not None for pattern in KEYWORDS.values()]
