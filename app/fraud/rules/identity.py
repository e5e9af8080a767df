"""Who is who: which records of a party mean the same firm, although they were entered twice.

Two records are one firm when they share a GSTIN, a phone number or a name apart from its legal form, unless their
GSTINs carry different PANs (characters 3 to 12 of a GSTIN: two legal persons, whatever they are called). What stands
in a field only because it had to be filled proves nothing: "URP" for a GSTIN, ten equal digits, a shop's own number
given for everyone who left none.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from uuid import UUID

from app.books.records import Party

LEGAL_FORMS = frozenset(
    ("pvt", "private", "ltd", "limited", "llp", "co", "company", "inc", "ms", "messrs", "the", "and", "prop", "p", "l")
)
SIMILAR_NAME = 0.86
MOST_NAMES = 3
"""A phone number under which more names than this stand belongs to none of them."""
NO_PHONES = frozenset(("1234567890", "0123456789"))
LEAST_DIGITS = 3
"""So many different digits a phone number has at least: 9999999999 fills a field."""

_GSTIN = re.compile(r"\d{2}[A-Z0-9]{13}")


class Groups:
    """Sets that grow together (union-find); the smallest id stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[UUID, UUID] = {}

    def of(self, member: UUID) -> UUID:
        """The id that stands for the set of `member`."""
        root = member
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(member, root)) != root:
            self._parent[member], member = root, above
        return root

    def join(self, one: UUID, other: UUID) -> None:
        """Make one set of the sets of both."""
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first


def firms(parties: Sequence[Party], *, across_kinds: bool = False) -> Mapping[UUID, UUID]:
    """For every party the id that stands for its firm; linear in the number of parties.

    A supplier and a customer of one name are two records on purpose: only `across_kinds` brings them together. Asked
    again about the same parties, as one test after the other does, the answer is at hand.
    """
    return _firms(tuple(parties), across_kinds)


@lru_cache(maxsize=4)
def _firms(parties: tuple[Party, ...], across_kinds: bool) -> Mapping[UUID, UUID]:
    groups = Groups()
    crowded = _crowded_phones(parties)
    first_with: dict[tuple[str, str, str], Party] = {}
    for party in sorted(parties, key=lambda party: party.id):
        for trait in (one for one in _traits(party) if one not in crowded):
            known = first_with.setdefault(("" if across_kinds else party.kind, *trait), party)
            if known is not party and not are_two_persons(known, party):
                groups.join(known.id, party.id)
    return {party.id: groups.of(party.id) for party in parties}


def circles(parties: Sequence[Party]) -> Mapping[UUID, UUID]:
    """For every party the id that stands for all with whom it shares a trait, at once or through others.

    Coarser than `firms`, whatever it is asked: which records `firms` joins is decided within one circle alone.
    """
    groups = Groups()
    first_with: dict[tuple[str, str], UUID] = {}
    for party in parties:
        for trait in _traits(party):
            known = first_with.setdefault(trait, party.id)
            if known != party.id:
                groups.join(known, party.id)
    return {party.id: groups.of(party.id) for party in parties}


def plain_name(name: str) -> str:
    """A name without case, punctuation and legal form, for comparison."""
    words = re.sub(r"[^\w\s]|_", " ", name.casefold().replace("m/s", " ")).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS)


def is_similar_name(one: str, other: str) -> bool:
    """Whether two names may be spellings of one; which comes first does not matter, as it would to the matcher."""
    a, b = sorted((plain_name(one), plain_name(other)))
    return bool(a and b) and (a == b or SequenceMatcher(None, a, b).ratio() >= SIMILAR_NAME)


def are_two_persons(one: Party, other: Party) -> bool:
    """Whether their GSTINs prove them to be two legal persons."""
    a, b = pan(one), pan(other)
    return bool(a and b and a != b)


def pan(party: Party) -> str:
    """The PAN within the party's GSTIN; empty where there is none."""
    return gstin(party)[2:12]


def gstin(party: Party) -> str:
    """The party's GSTIN in capitals; empty where the field holds nothing of that shape."""
    written = (party.gstin or "").strip().upper()
    return written if _GSTIN.fullmatch(written) and len(set(written)) > LEAST_DIGITS else ""


def phone_number(party: Party) -> str:
    """The last ten digits of the party's phone; empty where there is none, or a filler."""
    digits = re.sub(r"\D", "", party.phone or "")[-10:]
    is_number = len(digits) == 10 and len(set(digits)) >= LEAST_DIGITS and digits not in NO_PHONES
    return digits if is_number else ""


def _traits(party: Party) -> list[tuple[str, str]]:
    found = [("gstin", gstin(party)), ("name", plain_name(party.name)), ("phone", phone_number(party))]
    return [(kind, value) for kind, value in found if value]


def _crowded_phones(parties: Sequence[Party]) -> frozenset[tuple[str, str]]:
    """The phone numbers, as traits, under which too many names stand."""
    names: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        names[phone_number(party)].add(plain_name(party.name))
    return frozenset(("phone", number) for number, known in names.items() if len(known) > MOST_NAMES)
