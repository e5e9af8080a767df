"""What the lines of one party say: name, address, GSTIN, PAN, State, phone and mail, each with its words.

Lines without a label are the name first and the address after it, until something that is no part of a party. What
proves itself, a GSTIN or a mail address, needs no label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import beside, placing
from app.invoices.rules.documents.parties import names, party_numbers, slogans
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
_LARGE, _ALIKE = 1.15, 0.12
"""A name stands out in letters this much higher than usual; two lines of one name differ by less than a recogniser's
boxes do."""
_OUR_COUNTRY = re.compile(r"(?:india|in|bharat|भारत)\W*", re.I)
_OUR_COUNTRY_BEHIND = re.compile(r"[\s,;-]+(?:india|bharat|भारत)\W*$", re.I)


@dataclass(slots=True)
class Party:
    """The words of each part of a party, as far as they were found; the address line by line."""

    words: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    address: list[tuple[Token, ...]] = field(default_factory=list)
    usual: float = 1.0
    """The usual height of letters on its page."""
    has_address_label: bool = False
    """Whether a label announces its address, so that lines before it are none of it."""
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
    kinds = {hit.kind for line in lines for row, place in line for hit in sheet.hits[row][place]}
    usual = median(row.box.height for row in sheet.rows)
    party = Party(usual=usual, has_address_label=Kind.ADDRESS in kinds)
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
        elif hit.kind is Kind.UNKNOWN:
            _proven(party, hit.rest, None)
        else:
            party.is_closed = party.is_closed or bool(party.address) or is_alone


def _goes_on(party: Party, words: Sequence[Token]) -> bool:
    """Whether a line goes on with the name above it: that ends in a joining word, both stand out by the same large
    letters, or the address has a label of its own further down."""
    name, text = party.words["name"], placing.text(words)
    if _SUFFIX.fullmatch(text):
        return True
    if names.is_address(text) or not names.is_name(text) or any(map(str.isdigit, text)):
        return False
    height, own = (max(word.box.height for word in line) for line in (name[-1:], words))
    is_large = min(height, own) > _LARGE * party.usual and abs(height - own) < _ALIKE * height
    is_joined = name[-1].text.casefold().strip(".,") in names.JOINING
    return is_joined or party.has_address_label or (is_large and "," not in text)


def _label_at_left(sheet: Labelled, row: int, place: int) -> Hit | None:
    """The label at its left whose value a segment is, as a colon stands between them; None for a party's heading."""
    segments = sheet.rows[row].segments
    before = sheet.hits[row][place - 1] if place else ()
    if not before or before[-1].kind in PARTY_KINDS:
        return None
    is_behind = segments[place - 1].text.endswith(":") and before[-1].kind not in OWN_KINDS
    return before[-1] if is_behind or segments[place].text.startswith(":") else None


def labelled(party: Party, hit: Hit, sheet: Labelled) -> None:
    """What a label of a party's own parts announces."""
    words = next((place.tokens for place in beside.places(hit, sheet)), ())
    if hit.kind in (Kind.NAME, Kind.ADDRESS):
        words = (*words, *beside.continued(words, hit, sheet))
    if hit.kind is Kind.NAME and names.is_name(placing.text(words)):
        party.take("name", placing.text(words), words)
    elif hit.kind is Kind.ADDRESS and words:
        if not _proven(party, words, None) and tuple(words) not in party.address:
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
    elif not party.address and "name" in party.values and _goes_on(party, words):
        party.words["name"] += tuple(words)
        party.values["name"] += f" {text.strip(_TRIMMED)}"
    elif (not party.address and slogans.is_slogan(text)) or _is_beyond(party, text):
        return
    elif (sum(map(str.isalpha, text)) < _LEAST_LETTERS and not _PIN.fullmatch(text)) or _DATE.fullmatch(text):
        party.is_closed = bool(party.address)
    elif not party.is_closed and len(party.address) < _MOST_ADDRESS_LINES:
        party.address.append(tuple(words))


def _is_beyond(party: Party, text: str) -> bool:
    """Whether a line tells no place below the postal code, with which addresses end."""
    return names.has_pin(address(party)) and not names.is_placed(text)


def _proven(party: Party, words: Sequence[Token], kind: Kind | None) -> bool:
    """Takes a GSTIN, PAN, mail address or phone; whether the words are nothing else."""
    found = list(party_numbers.numbers(words, kind))
    for name, value, used, score in found:
        party.take(name, value, used, score)
    letters = sum(len(token.text) for _, _, used, _ in found for token in used)
    return bool(found) and letters >= 0.6 * sum(len(word.text) for word in words)
