"""What a GSTIN says of itself: is it one, whose, of which state, and what kind of registration.

Fifteen characters: two digits of the state, ten of the PAN, one that counts the holder's registrations in the state
(never 0), one that tells the kind (mostly Z), one check digit over the rest. Sources: CGST Rules 2017, rule 10(1) (the
parts); rule 17 (UIN of embassies), 13 (non-residents), 14 (OIDAR from abroad), 12 (tax deductors and collectors); the
check digit is that of GSTN's format note, known answers in tests/gst/test_gstin.py.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.gst import states

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 15


class Reason(StrEnum):
    """Why something is not a GSTIN; the first that applies, in this order."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTERS = "characters"
    STATE_CODE = "state_code"
    FORMAT = "format"
    PAN = "pan"
    ENTITY_CODE = "entity_code"
    CHECK_DIGIT = "check_digit"


class Kind(StrEnum):
    """What kind of registration a number is."""

    REGULAR = "regular"
    TCS = "tcs"
    TDS = "tds"
    UIN = "uin"
    NRI = "nri"
    OIDAR = "oidar"
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class GSTIN:
    """A number as it was read. `reason` is None for a valid one; the parts are None where the number has none."""

    number: str
    reason: Reason | None
    state_code: str | None = None
    pan: str | None = None
    kind: Kind | None = None

    @property
    def is_valid(self) -> bool:
        """Whether it can be a GSTIN. That somebody holds it, only the portal knows."""
        return self.reason is None


_DEDUCTOR = re.compile(r"\d{2}[A-Z]{4}[A-Z0-9]\d{4}[A-Z][1-9A-Z]D.")
_UNUSUAL = (
    # Two digits of the year of registration and a country stand where others have the PAN.
    (Kind.OIDAR, re.compile(r"99\d{2}[A-Z]{3}\d{5}OS.")),
    (Kind.NRI, re.compile(r"\d{4}[A-Z]{3}\d{5}NR.")),
    (Kind.UIN, re.compile(r"\d{4}[A-Z]{3}\d{5}[UO]N.")),
    # Deductors and departments register with a TAN: four letters, five digits, a letter.
    (Kind.TDS, _DEDUCTOR),
    (Kind.GOVERNMENT, re.compile(r"\d{2}[A-Z]{4}\d{5}[A-Z]\dZ\d")),
)
_PAN = re.compile(r"[A-Z]{5}\d{4}[A-Z]")
# GSTN's own pattern for ordinary taxpayers allows more than Z in place 14; C is the collectors' (TCS).
_USUAL_14TH = frozenset("Z123456789ABDEFGHIJ")

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_DOUBLED = {character: sum(divmod(2 * value, 36)) for character, value in _VALUE.items()}


def normalised(text: str | None) -> str:
    """`text` without blanks and in capitals. Only ASCII is folded: `ſ` never becomes an S."""
    compact = "".join((text or "").split())
    return compact.upper() if compact.isascii() else compact


def check_digit(first14: str) -> str:
    """The 15th character for the first 14 (digits and capitals).

    Weights 1, 2, 1, 2 ... over base-36 values; quotient and remainder by 36 of each product are added up, and the digit
    fills the sum up to a multiple of 36. It catches every single wrong character, since doubling so permutes the 36.
    """
    total = 0
    for place, character in enumerate(first14):
        total += _DOUBLED[character] if place % 2 else _VALUE[character]
    return ALPHABET[-total % 36]


def read(text: str | None) -> GSTIN:
    """`text` taken in any case and with blanks, judged and cut into its parts; never raises."""
    number = normalised(text)
    reason = _unreadable(number)
    if reason:
        return GSTIN(number, reason)
    state_code, kind = number[:2], _kind(number)
    reason = None if states.can_register(state_code) else Reason.STATE_CODE
    reason = reason or (_wrong_part(number) if kind is None else None)
    if reason is None and number[14] != check_digit(number[:14]):
        reason = Reason.CHECK_DIGIT
    has_pan = kind in (Kind.REGULAR, Kind.TCS, Kind.TDS) and _PAN.fullmatch(number[2:12])
    return GSTIN(number, reason, state_code, number[2:12] if has_pan else None, kind)


def _unreadable(number: str) -> Reason | None:
    if not number:
        return Reason.MISSING
    if len(number) != LENGTH:
        return Reason.LENGTH
    if not (number.isascii() and number.isalnum()):
        return Reason.CHARACTERS
    return None


def _kind(number: str) -> Kind | None:
    """The kind whose shape `number` has, or None when it has none of them."""
    if _PAN.fullmatch(number, 2, 12) and number[12] != "0" and number[:2].isdigit():
        if number[13] in _USUAL_14TH:
            return Kind.TDS if number[13] == "D" else Kind.REGULAR
        if number[13] == "C":
            return Kind.TCS
    return next((kind for kind, shape in _UNUSUAL if shape.fullmatch(number)), None)


def _wrong_part(number: str) -> Reason:
    """Which part breaks the shape of an ordinary number."""
    if not _PAN.fullmatch(number, 2, 12):
        return Reason.PAN
    return Reason.ENTITY_CODE if number[12] == "0" else Reason.FORMAT
