"""Which customer of the books a spoken name stands for: the exact name wins, then the clearly nearest one.

Two that fit equally well are never decided here: the owner is asked.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from app.invoices.records import Customer, Resolution
from app.invoices.rules.sentences import lexicon, normalise

NEAR = 0.82
"""Similarity from which a name is taken for another spelling ("Geeta Store", "Gita Stores")."""

CLEARLY = 0.08
"""How much nearer the best must be than the second."""

MOST_ASKED = 4

Index = Sequence[tuple[str, Customer]]
"""Customers, each with the key of its name."""

_HONORIFICS = frozenset(word for word, kind in lexicon.KINDS.items() if kind in ("h", "J"))
_SAME = {"pvt": "private", "ltd": "limited", "&": "and", "co": "company", "bros": "brothers", "stores": "store"}
_WORDS = re.compile(r"m/s|&|[\w\u0900-\u0963]+")


def key(name: str) -> str:
    """What two spellings of one name have in common: honorifics, case, punctuation and Pvt Ltd do not count."""
    words = (normalise.key(word) for word in _WORDS.findall(normalise.plain(name).casefold()))
    return " ".join(_SAME.get(word, word) for word in words if word not in _HONORIFICS)


def indexed(customers: Iterable[Customer]) -> Index:
    """The customers by their keys, made once for all questions about one sentence."""
    return tuple((key(customer.name), customer) for customer in customers)


def resolve(name: str | None, index: Index, *, phone: str | None = None) -> Resolution:
    """The customer that `name` (or, first, `phone`) stands for, or those between which the owner must choose."""
    by_phone = [customer for _, customer in index if phone and _digits(customer.phone) == phone]
    if len(by_phone) == 1:
        return Resolution(by_phone[0])
    if not name or not (wanted := key(name)):
        return Resolution()
    exact = [customer for known, customer in index if known == wanted]
    if exact:
        return _decided(exact)
    words = set(wanted.split())
    partial = [customer for known, customer in index if words <= set(known.split())]
    return _decided(partial) if partial else _nearest(wanted, index)


def _decided(found: Sequence[Customer]) -> Resolution:
    if len(found) == 1:
        return Resolution(found[0])
    return Resolution(candidates=tuple(sorted(found, key=lambda customer: customer.name)[:MOST_ASKED]))


def _nearest(wanted: str, index: Index) -> Resolution:
    near = [(score, customer) for known, customer in index if (score := _similarity(wanted, known)) >= NEAR]
    best = max((score for score, _ in near), default=0.0)
    return _decided([customer for score, customer in near if best - score < CLEARLY]) if near else Resolution()


def _similarity(wanted: str, known: str) -> float:
    matcher = SequenceMatcher(None, wanted, known, autojunk=False)
    may_be_near = matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR
    return matcher.ratio() if may_be_near else 0.0


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdigit, phone or ""))[-10:]
