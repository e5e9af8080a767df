"""Numbers that name a document: invoice, order, acknowledgement and e-way bill numbers, and the invoice reference.

An invoice's number has at most 16 letters, digits, dashes and strokes (CGST Rules 2017, rule 46(b)); others are read
too, and are worth less. An e-way bill has 12 digits, an acknowledgement of the e-invoice portal 15, an IRN 64
hexadecimal digits, which a narrow page wraps over several lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.gst import invoice_number
from app.invoices.records.pages import Source, Token
from app.invoices.rules.documents.values import identity

_LONGEST = 30
_OUTER = " .,;:()[]{}|*#'\"_=+"
_JOINTS = "/-"
_IS_DATE = re.compile(r"\d{1,2}([./-])(?:\d{1,2}|[A-Za-z]{3,9})\1(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d")
_IS_AMOUNT = re.compile(r"(?:₹|Rs\.?|INR)?[\d,]*\d\.\d\d|(?:\d{1,3},)+\d{3}(?:\.\d+)?|₹.*|.*%")
_PREFIX = re.compile(r"[A-Z]{1,4}")
"""A series written apart from the number: "F 1234", "GST 101"."""
_AMONG_CAPITALS = re.compile(r"(?<=[A-Z])[l|](?![a-z])|(?<![A-Za-z0-9])[l|](?=[A-Z])")
"""What recognisers read for a capital I among capitals."""
_DATE_WORD = re.compile(r"(?<=\d)(?:dt|dtd|dated)$")
"""What a recogniser glues to a number: "EXP/020dt. 6 NOV"."""
IRN_LENGTH = 64
_LEAST_LETTERS = 8
"""A hash has 24 letters on average, and fewer than 8 once in a million; a column of codes has none."""
_HEX = re.compile(r"[0-9a-fA-F]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A number, the words that print it, and how much it looks like one."""

    value: str
    tokens: tuple[Token, ...]
    score: float


def document_number(words: Sequence[Token]) -> Reference | None:
    """The number that words begin with; None where they hold none."""
    begin = next((at for at, word in enumerate(words) if _is_numbered(words, at)), None)
    if begin is None or begin > 3:
        return None
    end = _end(words, begin)
    begin = _begin(words, begin)
    tokens = tuple(words[begin:end])
    between = " " if _PREFIX.fullmatch(tokens[0].text) else ""
    value = _DATE_WORD.sub("", between.join(token.text for token in tokens).strip(_OUTER))
    if any(token.source is Source.OCR for token in tokens):
        value = _AMONG_CAPITALS.sub("I", value)
    return Reference(value, tokens, _likelihood(value) * (0.85 if begin else 1.0)) if value else None


def _is_numbered(words: Sequence[Token], at: int) -> bool:
    """Whether a number may begin or go on with this word."""
    text = words[at].text.strip(_OUTER)
    return any(character.isdigit() for character in text) and len(text) <= _LONGEST


def _begin(words: Sequence[Token], at: int) -> int:
    """Back over letters that belong to the number: "INV / 12", "SGT - 2024-25 / 101"."""
    while at > 0 and (words[at].text[0] in _JOINTS or words[at - 1].text[-1] in _JOINTS):
        at -= 1
    is_series = at == 1 and _PREFIX.fullmatch(words[0].text) and words[1].text[0].isdigit()
    return 0 if is_series else at


def _end(words: Sequence[Token], begin: int) -> int:
    """On over what is joined by a stroke or a dash."""
    end = begin + 1
    while end < len(words) and (words[end].text[0] in _JOINTS or words[end - 1].text[-1] in _JOINTS):
        if _IS_DATE.fullmatch(words[end].text.strip(_OUTER + _JOINTS)):
            break
        end += 1
    return end


def _likelihood(value: str) -> float:
    """1 for what rule 46(b) allows; little for what looks like a date, an amount or a GSTIN."""
    if _IS_DATE.fullmatch(value) or _IS_AMOUNT.fullmatch(value):
        return 0.15
    if identity.gstins(value, is_recognised=True) or re.fullmatch(r"[A-Z]{5}\d{4}[A-Z]", value):
        return 0.1
    return 1.0 if invoice_number.fault(value) is None else 0.85


def digits(words: Sequence[Token], count: int) -> Reference | None:
    """The number of so many digits that words begin with, printed with or without blanks between its groups."""
    found, used = "", 0
    for word in words:
        cleaned = word.text.strip(_OUTER).replace("-", "")
        if not cleaned.isdigit() or len(found) >= count:
            break
        found, used = found + cleaned, used + 1
    return Reference(found, tuple(words[:used]), 1.0 if len(found) == count else 0.3) if found else None


def irn(words: Sequence[Token]) -> Reference | None:
    """64 hexadecimal digits at the beginning of words, which may be cut anywhere."""
    found, used = "", 0
    for word in words:
        text = word.text.strip(_OUTER + "-")
        if not _HEX.fullmatch(text) or len(found) + len(text) > IRN_LENGTH:
            break
        found, used = found + text, used + 1
    letters = sum(map(str.isalpha, found))
    is_hash = len(found) == IRN_LENGTH and letters >= _LEAST_LETTERS
    return Reference(found.lower(), tuple(words[:used]), 1.0) if is_hash else None
