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
    if (match := identity.PHONE.search(text)) and (kind is Kind.PHONE or _is_phone(match, text)):
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
    mobile = _MOBILE.fullmatch(_digits(text))
    return mobile[1] if mobile else text.strip()


def _is_phone(match: re.Match[str], text: str) -> bool:
    """Whether a number without a label is a phone: an Indian mobile, and little else."""
    return _MOBILE.fullmatch(_digits(match[0])) is not None and len(match[0]) > 0.6 * len(text)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == "+")
