"""Who is who: which records of a party mean the same firm, although they were entered twice.

Two records are one firm when they share a GSTIN, a phone number or a name apart from its legal form, unless their
GSTINs carry different PANs (characters 3 to 12 of a GSTIN: two legal persons, whatever they are called).
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from uuid import UUID

from app.books.records import Party

LEGAL_FORMS = frozenset(
    ("pvt", "private", "ltd", "limited", "llp", "co", "company", "inc", "ms", "messrs", "the", "and", "prop", "p", "l")
)
SIMILAR_NAME = 0.86


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

    A supplier and a customer of one name are two records on purpose: only `across_kinds` brings them together.
    """
    groups = Groups()
    first_with: dict[tuple[str, str, str], Party] = {}
    for party in sorted(parties, key=lambda party: party.id):
        for trait in _traits(party):
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
    a, b = _pan(one), _pan(other)
    return bool(a and b and a != b)


def _pan(party: Party) -> str:
    gstin = (party.gstin or "").strip().upper()
    return gstin[2:12] if len(gstin) == 15 else ""


def _traits(party: Party) -> list[tuple[str, str]]:
    digits = re.sub(r"\D", "", party.phone or "")[-10:]
    found = [("gstin", (party.gstin or "").strip().upper()), ("name", plain_name(party.name))]
    found.append(("phone", digits if len(digits) == 10 else ""))
    return [(kind, value) for kind, value in found if value]
