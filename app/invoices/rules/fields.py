"""What the head of a bill says: number, dates, supplier, buyer, GSTINs, place of supply. Only what stands there.

The first GSTIN is the supplier's and the one behind "Bill to", "To", "Buyer" or "Customer" the buyer's. Its form is
that of CGST Rules 2017, rule 10; a number with a wrong check digit is reported as it was printed.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.invoices.rules import rows
from app.invoices.rules.sentences import joining, lexicon, tokens

_GSTIN = re.compile(r"(?<![A-Z0-9])\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9](?![A-Z0-9])")
_NUMBER = re.compile(
    r"\b(?:invoice|bill|inv|document|doc|receipt)\.? ?(?:no|num|number|#|id)\b[.:# -]{0,4}"
    r"(?P<value>[A-Za-z0-9][A-Za-z0-9/_-]{0,24})",
    re.I,
)
_DUE = re.compile(r"\b(?:due date|due on|payment due|pay by)\b", re.I)
_DATE = re.compile(r"\b(?:invoice date|bill date|date of (?:issue|invoice)|dated|date|dt)\b|दिनांक|तारीख", re.I)
_BUYER = re.compile(
    r"(?:\b(?:(?:bill|invoice)(?:ed)? to|buyer|customer(?! (?:copy|care))|client|consignee|sold to|party|m/s)\b"
    r"|^\W{0,3}to(?= ?[:,-]|$| m/s|(?-i: (?!Pay|Be |The )[A-Z][a-z])))(?P<rest>.{0,200})",
    re.I,
)
_ADDRESSED = re.compile(rf"\W{{0,3}}{_BUYER.pattern}", re.I)
_MONEY = re.compile(
    r"\d\.\d\d$|(?:^|\D)\d{1,9} +\d{1,9}$|@ ?\d|\d ?/-|(?:\brs\.?|\binr|₹) ?\d"
    r"|\b(?:qty|quantity)\b|^(?:sub[ -]?)?total\b",
    re.I,
)
"""What stands in lines of goods, in the head of their table and in its foot, and in no name."""
_SUPPLY = re.compile(r"\bplace of supply\b[ :.-]{0,4}(?P<value>[A-Za-z0-9 ()&-]{2,60})", re.I)
_REVERSE = re.compile(r"\breverse charge\b[^A-Za-z]{0,20}(?:\([^)]{0,20}\))?[ :.-]{0,4}(?P<value>yes|no|y|n)\b", re.I)
_HEADING = re.compile(
    r"^\W*(?:(?:tax |retail )?invoice|bill(?: of supply)?|cash memo|receipt|(?:original|duplicate).{0,30})\W*$",
    re.I,
)
_IRN = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_LABEL_ENDS = re.compile(r"^(?:['’]?s)?(?: name| details)?[ :.,-]*(?:m/s\b[ .]*)?", re.I)
_OTHER_LABEL = re.compile(r"\b(?:gstin|gst|date|invoice|phone|mobile|address|state|place of supply)\b.*", re.I)


def read(lines: Sequence[str], on: date) -> dict[str, Any]:
    """The fields found, by the names that the answer carries. `on` decides the year of a date without one."""
    found: dict[str, Any] = {
        "invoice_number": _first(_number(line) for line in lines),
        "due_date": _first(_day(line, on) for line in lines if _DUE.search(line)),
        "invoice_date": _first(_day(line, on) for line in lines if _DATE.search(line) and not _DUE.search(line)),
        "supplier_name": _supplier_name(lines),
        "buyer_name": _buyer_name(lines),
        "place_of_supply": _first(match["value"].strip() for line in lines if (match := _SUPPLY.search(line))),
        "reverse_charge": _first(match["value"][0] in "yY" for line in lines if (match := _REVERSE.search(line))),
        "irn": _first(match[0] for line in lines if (match := _IRN.search(line))),
        **_gstins(lines),
    }
    if found["invoice_date"] is None and found["due_date"] is None:
        found["invoice_date"] = _first(_day(line, on) for line in lines)
    return {name: value for name, value in found.items() if value is not None}


def _first(values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _number(line: str) -> str | None:
    match = _NUMBER.search(line)
    return match["value"] if match and any(map(str.isdigit, match["value"])) else None


def _day(line: str, on: date) -> date | None:
    """The first date of a line."""
    found = joining.dates_joined(tokens.scanned(_hyphens_apart(line)), on)
    return next((token.day for token in found if token.kind == lexicon.DATE), None)


def _hyphens_apart(line: str) -> str:
    """`05-Apr-2026` with blanks, so that the month is a word of its own."""
    return re.sub(r"(?<=\d)[-/](?=[A-Za-z]{3})|(?<=[A-Za-z]{3})[-/](?=\d{2})", " ", line)


def _gstins(lines: Sequence[str]) -> dict[str, str]:
    buyer_from = next((place for place, line in enumerate(lines) if _BUYER.search(line)), len(lines))
    places = [(place, match) for place, line in enumerate(lines) for match in _GSTIN.findall(line.upper())]
    found: dict[str, str] = {}
    for place, gstin in places:
        role = "buyer_gstin" if place >= buyer_from and (found or len(places) == 1) else "supplier_gstin"
        found.setdefault(role, gstin)
    return found


def _supplier_name(lines: Sequence[str]) -> str | None:
    """The first line that is a name rather than a heading, a label or a number; none stands behind buyer or goods."""
    for line in lines[:6]:
        if _ADDRESSED.match(line) or rows.read([line]):
            return None
        is_name = sum(map(str.isalpha, line)) >= 3 and not _HEADING.match(line) and ":" not in line
        if is_name and not any(label.search(line) for label in (_BUYER, _NUMBER, _DATE, _MONEY)):
            return line.strip()[:200]
    return None


def _buyer_name(lines: Sequence[str]) -> str | None:
    """What follows "Bill to" on its line, or the line below."""
    for place, line in enumerate(lines):
        match = _BUYER.search(line)
        if match is None:
            continue
        rest = _OTHER_LABEL.sub("", _LABEL_ENDS.sub("", match["rest"])).strip(" :,-|")
        below = next((line for line in lines[place + 1 : place + 2] if not _is_of_goods(line)), "")
        following = _OTHER_LABEL.sub("", below).strip(" :,-|")
        name = rest or following
        if sum(map(str.isalpha, name)) >= 3 and not _is_of_goods(name):
            return name[:200]
    return None


def _is_of_goods(line: str) -> bool:
    return bool(_MONEY.search(line) or rows.read([line]))
