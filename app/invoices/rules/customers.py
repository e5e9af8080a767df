"""Which customer of the books a spoken name stands for: the exact name wins, then the clearly nearest one.

Two that fit equally well are never decided here: the owner is asked.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from app.invoices.records import Customer, Resolution
from app.invoices.rules import lexicon, normalise

NEAR = 0.82
"""Similarity from which a name is taken for another spelling ("Geeta Store", "Gita Stores")."""

CLEARLY = 0.08
"""How much nearer the best must be than the second."""

MOST_ASKED = 4

_HONORIFICS = frozenset(word for word, kind in lexicon.KINDS.items() if kind in ("h", "J"))
_SAME = {"pvt": "private", "ltd": "limited", "&": "and", "co": "company", "bros": "brothers", "stores": "store"}
_WORDS = re.compile(r"m/s|&|[\w\u0900-\u0963]+")


def key(name: str) -> str:
    """What two spellings of one name have in common: honorifics, case, punctuation and Pvt Ltd do not count."""
    words = (normalise.key(word) for word in _WORDS.findall(normalise.plain(name).casefold()))
    return " ".join(_SAME.get(word, word) for word in words if word not in _HONORIFICS)


def resolve(name: str | None, customers: Sequence[Customer], *, phone: str | None = None) -> Resolution:
    """The customer that `name` (or, first, `phone`) stands for, or those between which the owner must choose."""
    by_phone = [customer for customer in customers if phone and _digits(customer.phone) == phone]
    if len(by_phone) == 1:
        return Resolution(by_phone[0])
    if not name or not (wanted := key(name)):
        return Resolution()
    exact = [customer for customer in customers if key(customer.name) == wanted]
    if exact:
        return _decided(exact)
    partial = [customer for customer in customers if _is_part(wanted, key(customer.name))]
    return _decided(partial) if partial else _nearest(wanted, customers)


def _decided(found: Sequence[Customer]) -> Resolution:
    if len(found) == 1:
        return Resolution(found[0])
    return Resolution(candidates=tuple(sorted(found, key=lambda customer: customer.name)[:MOST_ASKED]))


def _is_part(wanted: str, known: str) -> bool:
    """Whether every word of `wanted` is a word of the known name ("Sharma" of "Sharma Traders")."""
    return set(wanted.split()) <= set(known.split())


def _nearest(wanted: str, customers: Sequence[Customer]) -> Resolution:
    scored = sorted(
        ((_similarity(wanted, key(customer.name)), customer) for customer in customers),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    near = [(score, customer) for score, customer in scored if score >= NEAR]
    if not near:
        return Resolution()
    best = near[0][0]
    return _decided([customer for score, customer in near if best - score < CLEARLY])


def _similarity(wanted: str, known: str) -> float:
    if not known or abs(len(wanted) - len(known)) > 0.3 * max(len(wanted), len(known)):
        return 0.0
    matcher = SequenceMatcher(None, wanted, known, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdigit, phone or ""))[-10:]
