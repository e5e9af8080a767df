"""Which two party records may be one firm, for documents: on what they share, and on how their names sound.

Records are one firm where they share a GSTIN, or a name apart from its legal form, or a like name and a phone, an
e-mail, an account or a UPI id, customers and suppliers alike, unless their PANs differ. GSTINs of one PAN in two states
are two branches (CGST Act 2017, section 25(4): distinct persons). Names of one sound ("Laxmi"/"Lakshmi", Devanagari and
Latin), with a city more, or with initials for words, may be one. Brother and sister share a phone: that is less.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from app.books.records import Party, PartyKind
from app.fraud.rules import identity
from ml_models.hsn_words.devanagari import latin

_SOUNDS = (
    ("ksh", "x"), ("chh", "c"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"),
    ("kh", "k"), ("gh", "g"), ("jh", "j"), ("z", "j"), ("w", "v"), ("q", "k"), ("ck", "k"),
)  # fmt: skip
Trait = tuple[str, str]
LEAST_SOUND = 5
"""Consonants that two names must share to sound alike."""
LEAST_WORD = 3
LEAST_ACCOUNT = 6

_NOBODY = re.compile(
    r"\b(?:cash|walk[\s-]*in|counter|retail(?: sale)?s?|sundry|unknown|b2c|nakad|n/?a"
    r"|(?:online|web|e-?com(?:merce)?)[\s-]*(?:shop|store|sales?|orders?|customers?)"
    r"|website|prepaid|local (?:sale|purchase))\b|नकद",
    re.IGNORECASE,
)
"""Records that stand for whoever came in."""


class PartyRelation(StrEnum):
    """Whether two documents are from or to one firm."""

    SAME = "same"
    OTHER_RECORD = "other_record"
    SIMILAR_NAME = "similar_name"
    SHARES_CONTACT = "shares_contact"
    BRANCH = "branch"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Kin:
    """Who is who among the parties of one business.

    `circle` says for every party which id stands for all who may be one firm with it: what is blocked and counted.
    `shared` are the traits by which one record may be known as another; what too many names share is no such trait.
    """

    circle: Mapping[UUID, UUID]
    shared: frozenset[Trait]

    @classmethod
    def of(cls, parties: Sequence[Party]) -> "Kin":
        """The kin of these parties; linear in their number."""
        names: dict[Trait, set[str]] = defaultdict(set)
        for party in parties:
            for trait in _traits(party):
                names[trait].add(identity.plain_name(party.name))
        shared = frozenset(trait for trait, known in names.items() if len(known) <= identity.MOST_NAMES)
        return cls(_circles(parties, shared), shared)

    def number_of(self, party_id: UUID | None) -> int | None:
        """The circle of a party as a number, which is quicker to look up by than a UUID."""
        stands_for = self.circle.get(party_id) if party_id else None
        return stands_for.int if stands_for else None

    def relation(self, one: Party | None, other: Party | None) -> PartyRelation:
        """Whether two records are one firm; the order does not matter."""
        if one is None or other is None:
            return PartyRelation.UNKNOWN
        if one.id == other.id:
            return PartyRelation.SAME
        if is_nobody(one) != is_nobody(other) or _is_claim(one, other):
            return PartyRelation.UNKNOWN
        return self._of_records(one, other) if one.id < other.id else self._of_records(other, one)

    def _of_records(self, one: Party, other: Party) -> PartyRelation:
        if identity.are_two_persons(one, other):
            return PartyRelation.DIFFERENT
        a, b = identity.gstin(one), identity.gstin(other)
        if a and b:
            return PartyRelation.OTHER_RECORD if a == b else PartyRelation.BRANCH
        is_one_name = identity.plain_name(one.name) == identity.plain_name(other.name) != ""
        shares = bool(set(_traits(one)) & set(_traits(other)) & self.shared)
        if is_one_name or (shares and _may_be_one_name(one.name, other.name)):
            return PartyRelation.OTHER_RECORD
        if are_similar(one.name, other.name):
            return PartyRelation.SIMILAR_NAME
        return PartyRelation.SHARES_CONTACT if shares else PartyRelation.DIFFERENT


def _is_claim(one: Party, other: Party) -> bool:
    """Whether one is of the staff: who claims the money back for a bill did not write it."""
    return one.kind is not other.kind and PartyKind.EMPLOYEE in (one.kind, other.kind)


def _circles(parties: Sequence[Party], shared: frozenset[Trait]) -> Mapping[UUID, UUID]:
    groups = identity.Groups()
    first_with: dict[Trait, Party] = {}
    for party in sorted(parties, key=lambda one: one.id):
        told = [trait for trait in _traits(party) if trait in shared]
        for trait in (*told, ("name", identity.plain_name(party.name)), ("sound", sound(party.name))):
            known = first_with.setdefault(trait, party) if trait[1] else party
            if known is not party and not identity.are_two_persons(known, party):
                groups.join(known.id, party.id)
    return {party.id: groups.of(party.id) for party in parties}


def is_nobody(party: Party) -> bool:
    """Whether the record stands for buyers without a name."""
    return not party.gstin and (not party.name.strip() or bool(_NOBODY.search(party.name)))


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """The consonants of a name as they sound, without its legal form; empty where they are too few to tell."""
    spelt = identity.plain_name(latin(name)).replace(" ", "")
    for written, heard in _SOUNDS:
        spelt = spelt.replace(written, heard)
    consonants = re.sub(r"(.)\1+", r"\1", re.sub(r"[^b-df-hj-np-tv-x0-9]", "", spelt))
    return consonants if len(consonants) >= LEAST_SOUND else ""


@lru_cache(maxsize=16384)
def are_similar(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: by letters, by sound, by words left out, by initials."""
    if sound(one) and sound(one) == sound(other):
        return True
    if identity.is_similar_name(one, other):
        return True
    a, b = (identity.plain_name(latin(name)).split() for name in (one, other))
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if len(short) < 2:
        return False
    is_cut_short = len(short) == len(long) and _begin_alike(short, long)
    return set(short) <= set(long) or is_cut_short or _are_initials(short, long)


def _may_be_one_name(one: str, other: str) -> bool:
    """What is enough where a contact is shared: also the first words cut short, or a script that cannot be compared."""
    if are_similar(one, other):
        return True
    a, b = (identity.plain_name(latin(name)) for name in (one, other))
    if a.isascii() != b.isascii():
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) > 1 and _begin_alike(short, long)


def _begin_alike(short: list[str], long: list[str]) -> bool:
    """Word for word the beginning of the other: Mehta Ent. and Mehta Enterprises."""
    return all(
        x == y or (min(len(x), len(y)) >= LEAST_WORD and (x.startswith(y) or y.startswith(x)))
        for x, y in zip(short, long, strict=False)
    )


def _are_initials(short: list[str], long: list[str]) -> bool:
    """R K Traders or RK Traders for Ram Kumar Traders."""
    if short[-1] != long[-1] or len(long) < 3:
        return False
    initials, written = "".join(word[0] for word in long[:-1]), "".join(short[:-1])
    return len(initials) >= 2 and written == initials


def _traits(party: Party) -> list[Trait]:
    account = re.sub(r"\W", "", party.bank_account or "")
    found = [
        ("gstin", identity.gstin(party)),
        ("pan", identity.pan(party)),
        ("phone", identity.phone_number(party)),
        ("email", (party.email or "").strip().casefold()),
        ("upi", (party.upi_id or "").strip().casefold()),
        ("account", account if len(account) >= LEAST_ACCOUNT else ""),
    ]
    return [(kind, value) for kind, value in found if value]
