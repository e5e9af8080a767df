"""What the lines of one party say: name, address, GSTIN, PAN, State, phone and mail, each with its words.

Lines without a label are the name first and the address after it, until something that is no part of a party. What
proves itself, a GSTIN or a mail address, needs no label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import beside, placing
from app.invoices.rules.documents.parties import names, party_numbers
from app.invoices.rules.documents.parties.gathering import OWN_KINDS, PARTY_KINDS, Place
from app.invoices.rules.documents.values import statements

_MOST_ADDRESS_LINES = 7
_SUFFIX = re.compile(
    r"(?:\W*\b(?:private|pvt|ltd|limited|llp|inc|co|company|corporation|and|sons|bros|brothers|india|p)\b\.?)+\W*",
    re.I,
)
_NO_PART = re.compile(
    r"^(?:attn|kind attn|c/o|https?:|www\.)|^(?:original|duplicate|triplicate)\b|^\W*thank|visit again"
    r"|^the (?:\w+ )?(?:manager|director|proprietor|principal|secretary|officer|head|partner|accountant)\b"
    r"|composition taxable|not eligible to collect|supply meant for|subject to .* jurisdiction",
    re.I,
)
_LEAST_LETTERS = 3
_PIN = re.compile(r"\W*[1-9]\d{2} ?\d{3}\W*")
"""Six digits of a postal index number (India Post) that have a line of their own."""
_DATE = re.compile(r"\d{1,2}\W{1,2}[^\W\d]{3,9}\W{1,2}\d{2,4}")
"""A value of something else that stands in line with an address."""
_TRIMMED = " ,;:|-"
_OUR_COUNTRY = re.compile(r"(?:india|in|bharat|भारत)\W*", re.I)
_OUR_COUNTRY_BEHIND = re.compile(r"[\s,;-]+(?:india|bharat|भारत)\W*$", re.I)
_SLOGAN = re.compile(
    r"\b(?:owners|contractors|dealers?|manufacturers?|mfrs|suppliers?|specialists?|wholesale\w*|deals? in|stockists?"
    r"|since|all kinds|a unit of|affiliated to|recogni[sz]ed by|cuisine|iso \d+"
    r"|distributors? of|exporters? of|importers?|quality|pure veg|family restaurant)\b",
    re.I,
)
"""What a letterhead says between the name and the address."""


@dataclass(slots=True)
class Party:
    """The words of each part of a party, as far as they were found; the address line by line."""

    words: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    address: list[tuple[Token, ...]] = field(default_factory=list)
    is_closed: bool = False
    """Whether the address is over: something that is no part of a party came after it."""

    def take(self, name: str, value: str, words: Sequence[Token], score: float = 1.0) -> None:
        """Notes a part unless it is known already; a GSTIN that proves itself takes the place of one that does not."""
        value = value.strip(_TRIMMED)
        if value and words and (name not in self.values or (name == "gstin" and score > self.scores[name])):
            self.words[name], self.values[name], self.scores[name] = tuple(words), value, score


@dataclass(slots=True)
class Side:
    """One party of the document as it was read, and what it is worth."""

    role: str
    party: Party
    page: int
    score: float
    places: frozenset[Place] = field(default_factory=frozenset)


def address(party: Party) -> str:
    """The lines of the address with commas between, without the country where it is ours."""
    lines = [placing.text(line).strip(_TRIMMED + "*") for line in party.address]
    kept = [line for line in lines if line and not _OUR_COUNTRY.fullmatch(line)]
    return _OUR_COUNTRY_BEHIND.sub("", ", ".join(kept))


def read(sheet: Labelled, lines: Sequence[Sequence[Place]], first: Sequence[Token] = ()) -> Party:
    """The parts of a party from the lines below its heading.

    first : words behind the heading in its own line
    """
    party = Party()
    _plain(party, first)
    for line in lines:
        for row, place in line:
            _segment(party, sheet, row, place, is_alone=len(line) == 1)
    return party


def _segment(party: Party, sheet: Labelled, row: int, place: int, *, is_alone: bool) -> None:
    """What one segment adds."""
    hits = sheet.hits[row][place]
    free = beside.until_label(sheet, row, place)
    label = _label_at_left(sheet, row, place)
    if label is not None:
        if label.kind in OWN_KINDS:
            labelled(party, label, sheet)
    elif free and not (hits and hits[0].is_first):
        _plain(party, free)
    for hit in hits:
        if hit.kind in OWN_KINDS:
            labelled(party, hit, sheet)
        elif hit.kind is not Kind.UNKNOWN:
            party.is_closed = party.is_closed or bool(party.address) or is_alone


def _is_slogan(text: str) -> bool:
    """Whether a line says what a firm does; one with a figure may be an address, unless brackets set it apart."""
    return _SLOGAN.search(text) is not None and (text.startswith("(") or not any(map(str.isdigit, text)))


def _label_at_left(sheet: Labelled, row: int, place: int) -> Hit | None:
    """The label at its left whose value a segment is, as it begins with the colon; None for a party's heading."""
    if not place or not sheet.rows[row].segments[place].text.startswith(":"):
        return None
    before = sheet.hits[row][place - 1]
    return before[-1] if before and before[-1].kind not in PARTY_KINDS else None


def labelled(party: Party, hit: Hit, sheet: Labelled) -> None:
    """What a label of a party's own parts announces."""
    words = next((place.tokens for place in beside.places(hit, sheet)), ())
    if hit.kind is Kind.NAME:
        party.take("name", placing.text(words), words)
    elif hit.kind is Kind.ADDRESS and words:
        if tuple(words) not in party.address:
            party.address.append(tuple(words))
    elif hit.kind is Kind.STATE and (code := statements.state_code(placing.text(words))):
        party.take("state_code", code, words)
    elif hit.kind is Kind.STATE_CODE and (code := statements.state_code(placing.text(words[:1]))):
        party.take("state_code", code, words[:1])
    else:
        _proven(party, words, hit.kind)


def _plain(party: Party, words: Sequence[Token]) -> None:
    """Words without a label: what proves itself, else the name, else a line of the address."""
    text = placing.text(words)
    if not text or _NO_PART.search(text) or _proven(party, words, None):
        return
    if "name" not in party.values and not party.address and not names.is_address(text):
        if names.is_name(text):
            party.take("name", text, words)
    elif not party.address and "name" in party.values and _SUFFIX.fullmatch(text):
        party.words["name"] += tuple(words)
        party.values["name"] += f" {text.strip(_TRIMMED)}"
    elif not party.address and _is_slogan(text):
        return
    elif (sum(map(str.isalpha, text)) < _LEAST_LETTERS and not _PIN.fullmatch(text)) or _DATE.fullmatch(text):
        party.is_closed = bool(party.address)
    elif not party.is_closed and len(party.address) < _MOST_ADDRESS_LINES:
        party.address.append(tuple(words))


def _proven(party: Party, words: Sequence[Token], kind: Kind | None) -> bool:
    """Takes a GSTIN, PAN, mail address or phone; whether the words are nothing else."""
    found = list(party_numbers.numbers(words, kind))
    for name, value, used, score in found:
        party.take(name, value, used, score)
    letters = sum(len(token.text) for _, _, used, _ in found for token in used)
    return bool(found) and letters >= 0.6 * sum(len(word.text) for word in words)
