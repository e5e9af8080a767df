"""Which serial numbers an invoice may bear (CGST Rules 2017, rule 46(b); for notes rule 53(1A)(c)).

At most sixteen characters: letters, digits, "-" and "/", unique in a financial year. Letter case makes no difference to
the portals (e-invoice from 2025-06-01, GSTR-1 before that).
"""

import string
from enum import StrEnum

LONGEST = 16

_ALNUM = frozenset(string.ascii_letters + string.digits)
_ALLOWED = _ALNUM | frozenset("-/")


class Reason(StrEnum):
    """Why a number will not do."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTERS = "characters"
    FORMAT = "format"


def fault(number: str | None) -> Reason | None:
    """Why `number` breaks rule 46(b), or None when it does not. Blanks around it are not part of it."""
    text = (number or "").strip()
    if not text:
        return Reason.MISSING
    if not _ALLOWED.issuperset(text):
        return Reason.CHARACTERS
    if len(text) > LONGEST:
        return Reason.LENGTH
    return None if _ALNUM.intersection(text) else Reason.FORMAT


def is_taken_by_e_invoice_portal(number: str | None) -> bool:
    """Whether the e-invoice portal takes it too: it refuses a number that starts with 0, "/" or "-"."""
    return fault(number) is None and (number or "").strip()[0] not in "0/-"


def forbidden_characters(number: str) -> str:
    """The characters in it that rule 46(b) does not allow, each once, in their order."""
    return "".join(dict.fromkeys(character for character in number.strip() if character not in _ALLOWED))


def suggestion(number: str) -> str | None:
    """The nearest number that rule 46(b) allows, or None when nothing of it would be left or it is still too long."""
    text = number.strip().replace("–", "-").replace("—", "-")
    kept = "".join(character if character in _ALLOWED else "-" for character in text if not character.isspace())
    kept = "-".join(part for part in kept.split("-") if part)
    return kept if fault(kept) is None else None
