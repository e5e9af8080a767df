"""Which rates an item may bear on the day of its supply (CGST Act 2017, s.9(1), s.14; notified rates).

Named exceptions go before the rest of a heading, a longer code's rest before a shorter one's. Words and facts narrow
only where they say something: what they leave open stays in the answer, each rate with its condition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from app.gst import hsn, slabs, tables
from app.gst.tariff import entries, limits, wording
from app.gst.tariff.entries import Entry
from app.gst.tariff.limits import Facts

COMPLETE_FROM = date(2022, 7, 18)
"""Since when the tables name the rate of every heading. Before, they know some, and silence means nothing."""
RESIDUAL_PERCENT = Decimal(18)
UNKNOWN = Facts()
_SEVERAL = tuple(
    map(wording.folded, ("pack of", "packet of", "set of", "pair of", "box of", "combo", "dozen", "bundle"))
)
_RESIDUAL_OF_GOODS = (
    (date(2017, 7, 1), date(2025, 9, 21), "1/2017-CT(R) Sch III S.No. 453"),
    (date(2025, 9, 22), None, "9/2025-CT(R) Sch II, residual entry"),
)
_RESIDUAL_OF_SERVICES = ((date(2017, 7, 1), None, "11/2017-CT(R), residual entries"),)


class Basis(StrEnum):
    """On what an answer stands: rows of the tables, the law's "all other goods", or nothing that is known."""

    ENTRIES = "entries"
    RESIDUAL = "residual"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """An item: its code, the day whose rates hold (a note: its original's day), and what else is known of it."""

    code: str
    on: date
    description: str = ""
    facts: Facts = UNKNOWN


@dataclass(frozen=True, slots=True)
class Answer:
    """The rates in percent that the item may bear, lowest first, and the entries they come from.

    Where nothing is known `rates_percent` are all slabs of the day and `entries` is empty. `is_code_listed`: whether
    the code stands in the list of codes; one that does not is answered for its heading.
    """

    rates_percent: tuple[Decimal, ...]
    entries: tuple[Entry, ...]
    basis: Basis
    is_code_listed: bool

    @property
    def is_proof(self) -> bool:
        """Whether a rate that is not among these is wrong."""
        return self.basis is not Basis.UNKNOWN


@lru_cache(maxsize=4096)
def ask(question: Question) -> Answer:
    """The lawful rates of an item; never raises."""
    code = question.code
    found = tuple(entries.under(code, question.on))
    is_listed = hsn.is_listed(code)
    if found:
        chosen = _narrowed(found, question)
        # What the tables do not hold yet may have set an item apart: then what they hold proves nothing.
        basis = Basis.ENTRIES if question.on >= COMPLETE_FROM else Basis.UNKNOWN
        return Answer(_rates(chosen), _told_once(chosen), basis, is_listed)
    if hsn.is_heading(code[:4]) and len(code) >= 4 and question.on >= COMPLETE_FROM:
        residual = _residual(code, question.on)
        return Answer((RESIDUAL_PERCENT,), (residual,), Basis.RESIDUAL, is_listed)
    return Answer(slabs.open_to_all(question.on), (), Basis.UNKNOWN, is_listed)


def _narrowed(found: Sequence[Entry], question: Question) -> tuple[Entry, ...]:
    description = _meant(question.description, found)
    facts = _of_one_piece(_with_words_measured(question), description)
    possible = [entry for entry in found if not entry.is_ruled_out(description, facts)] or list(found)
    rest = _deepest([entry for entry in possible if entry.is_rest], question.code)
    named = [entry for entry in possible if not entry.is_rest]
    meant = [entry for entry in named if entry.is_meant(description, facts)]
    if not any(entry.is_settled(facts) for entry in meant):
        meant += [entry for entry in rest if entry.words and entry.is_meant(description, facts)]
    nearby = [] if meant else list(_neighbours(question, description, facts))
    return tuple(_measured(meant, facts) or meant or _measured(nearby, facts) or [*named, *rest, *nearby])


def _measured(meant: Sequence[Entry], facts: Facts) -> list[Entry]:
    """Of entries that are meant those within whose bounds most of what is known lies; none where nothing is known."""
    most = max((entry.measures(facts) for entry in meant), default=0)
    return [entry for entry in meant if most and entry.measures(facts) == most]


def _meant(description: str, found: Sequence[Entry]) -> str:
    """The words (folded) of what is sold, without those of what it is not, unless an entry itself says "other than"."""
    whole = wording.folded(description)
    told = wording.without_exclusion(whole)
    if told != whole and any(wording.says(whole, entry.exclusions) for entry in found):
        return whole
    return told


def _neighbours(question: Question, description: str, facts: Facts) -> Iterator[Entry]:
    """Entries of services that the words mean under another code of the heading.

    Codes of services were numbered anew, and many bills bear those of the first annexure to 11/2017-CT(R): where the
    words fit nothing under the code, they may fit its neighbour.
    """
    if hsn.is_service(question.code) and len(question.code) > hsn.HEADING_DIGITS:
        for entry in entries.under(question.code[: hsn.HEADING_DIGITS], question.on):
            if entry.words and not entry.is_ruled_out(description, facts) and entry.is_meant(description, facts):
                yield entry


def _with_words_measured(question: Question) -> Facts:
    """The facts, engine and length out of the words where nobody measured them."""
    facts, words = question.facts, question.description
    engine = limits.engine_named(words) if facts.engine_cc is None else facts.engine_cc
    length = limits.length_named(words) if facts.length_mm is None else facts.length_mm
    return replace(facts, engine_cc=engine, length_mm=length)


def _of_one_piece(facts: Facts, description: str) -> Facts:
    """The facts without a price that several pieces share: limits are by the piece, and how many there are is open."""
    return replace(facts, unit_price=None) if wording.says(description, _SEVERAL) else facts


def _deepest(rest: Sequence[Entry], code: str) -> list[Entry]:
    """Of those that cover the code only the ones that name most of its digits; what lies under the code stays."""
    depth = max((entry.depth(code) for entry in rest), default=0)
    return [entry for entry in rest if entry.depth(code) in (0, depth)]


def _rates(chosen: Sequence[Entry]) -> tuple[Decimal, ...]:
    return tuple(sorted({entry.rate_percent for entry in chosen}))


def _told_once(chosen: Sequence[Entry]) -> tuple[Entry, ...]:
    """Without the rows that say the same for other codes under the one asked about."""
    return tuple({(one.rate_percent, one.goods, one.condition, one.source): one for one in chosen}.values())


def _residual(code: str, on: date) -> Entry:
    """What the law charges on goods and services that no entry names."""
    rows = _RESIDUAL_OF_SERVICES if hsn.is_service(code) else _RESIDUAL_OF_GOODS
    began, ended, source = next(row for row in rows if tables.holds(row[0], row[1], on))
    return Entry(
        (code,), (), RESIDUAL_PERCENT, "all that no other entry names", (), (), True, (), None, began, ended, source
    )
