"""Numbers of a party among its words: GSTIN, PAN, mail address and phone, each with the words that print it.

What proves itself, a GSTIN or a mail address, needs no label; a phone needs one unless it is an Indian mobile.
"""

import re
from collections.abc import Iterator, Sequence

from app.invoices.records.pages import Source, Token
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.values import identity

_MOBILE = re.compile(r"(?:\+?91|0)?([6-9]\d{9})")
"""An Indian mobile with the country's code or a trunk zero before it (TRAI numbering plan)."""
_LANDLINE = re.compile(
    r"(?=(?:\D*\d){11}\D*$)(?:\+91[\s-]?)?\(?(?:0\d{2,4}\)?[\s-]+\d{3,4}[\s-]?\d{3,4}|1800[\s-]\d{3}[\s-]?\d{3,4})"
)
"""A trunk zero, the code of a town and the number, eleven digits in all; or toll-free."""


def numbers(words: Sequence[Token], kind: Kind | None) -> Iterator[tuple[str, str, tuple[Token, ...], float]]:
    """Each number with the name of its part, its value and how sure it is.

    kind : what the label before the words announces, None without one
    """
    text = placing.text(words)
    is_recognised = any(word.source is Source.OCR for word in words)
    gstins = identity.gstins(text, is_recognised=is_recognised) or (spaced(words) if kind is Kind.GSTIN else [])
    for gstin in gstins:
        yield "gstin", gstin.value, placing.covered(words, gstin.start, gstin.end), gstin.score
    for pan in identity.pans(text):
        yield "pan", pan.value, placing.covered(words, pan.start, pan.end), pan.score
    if match := identity.EMAIL.search(text):
        yield "email", match[0].replace(" ", ""), placing.covered(words, match.start(), match.end()), 1.0
    if match := _phone_in(text, kind):
        yield "phone", _phone(match[0]), placing.covered(words, match.start(), match.end()), 1.0


def spaced(words: Sequence[Token]) -> list[identity.Reading]:
    """A GSTIN printed or read in groups."""
    text, is_recognised = placing.text(words), any(word.source is Source.OCR for word in words)
    for count in range(2, 6):
        joined = "".join(word.text for word in words[:count])
        for found in identity.gstins(joined, is_recognised=is_recognised):
            end = len(placing.text(words[:count]))
            return [identity.Reading(found.value, 0, min(end, len(text)), found.score * 0.95)]
    return []


def _phone(text: str) -> str:
    """A mobile as its ten digits; another number as it is printed."""
    mobile = None if _LANDLINE.fullmatch(text.strip()) else _MOBILE.fullmatch(_digits(text))
    return mobile[1] if mobile else text.strip()


def _phone_in(text: str, kind: Kind | None) -> re.Match[str] | None:
    """The first phone of a text; without a label only a number that can be nothing else."""
    if kind is Kind.PHONE:
        return identity.PHONE.search(text)
    return next((match for match in identity.PHONE.finditer(text) if _is_phone(match[0])), None)


def _is_phone(text: str) -> bool:
    """Whether a number is dialled: an Indian mobile, or one that is grouped behind the code of a town or 1800."""
    return _MOBILE.fullmatch(_digits(text)) is not None or _LANDLINE.fullmatch(text.strip()) is not None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == "+")
