"""What others would find of bills and invoices entered twice, beside what we find, in the same books with known truth.

    python -m scripts.bench.fraud_rivals

Exact keys are what accounting software checks today (SAP: party, number, date and amount; Zoho Books: party and
number). The distance rules weigh amount 40, date 30, number 15 and name 15 of 100, as small open tools do, on
RapidFuzz. Whatever has a threshold gets the one that suits it best in these very books, which no real user could
choose; ours keeps the one of the app, and judges by its rules' own weights, without a learned model. The books come
from our own generator: read the gap as relative. Splink's seconds hold its start.
"""

import json
import sqlite3
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from app.books.records import Books
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import weights
from app.fraud.rules.judging import SHOWN_FROM, Measure
from app.fraud.training import generated
from app.fraud.training.generated import Generated
from scripts.whole_system import ROOT

SEEDS, OF_EACH = (7101, 7102, 7103), 1
LARGEST_BLOCK = 100
AMOUNT, DAYS, NUMBER, NAME = 40, 30, 15, 15
NEAR_DAYS = 3
SPLINK = ("--no-project", "--isolated", "--quiet", "--with", "splink~=5.0", "--with", "pandas", "python")
PATIENCE_SECONDS = 300

Row = Mapping[str, str]
Group = tuple[float, frozenset[str]]
KEYS = {
    "exact party, number, date, amount": "kind, party, number, day, total",
    "exact party, number": "kind, party, number",
    "exact party, date, amount": "kind, party, day, total",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Books, their documents as rows, and which of them are one document entered twice."""

    books: Books
    rows: Sequence[Row]
    truth: Sequence[frozenset[str]]


def main() -> None:
    """Prints a line for each way to look."""
    told = [_told(generated.business(place, seed, of_each=OF_EACH)) for place, seed in enumerate(SEEDS)]
    documents, troubles = sum(len(one.rows) for one in told), sum(len(one.truth) for one in told)
    print(f"{documents:,} documents of {len(told)} businesses, {troubles} of them entered twice")
    for name, key in KEYS.items():
        _compare(name, told, partial(_same, key=key))
    _compare("distance rules (RapidFuzz)", told, _near, is_tuned=True)
    try:
        _compare("Splink, no labels", told, _linked, is_tuned=True)
    except (OSError, subprocess.SubprocessError):
        print("    Splink could not be fetched or run here, so it is not beside the others")
    _compare("ours, without a learned model", told, _ours)


def _told(business: Generated) -> Told:
    planted, kinds = business.planted, set(duplicates.TYPES.values())
    twice = [generated.documents(one) for one in business.world["labels"] if one["type"] in kinds]
    twice += [documents for _, documents in planted.twice]
    return Told(planted.books, _rows(planted.books), [frozenset(map(str, documents)) for documents in twice])


def _rows(books: Books) -> list[Row]:
    """The documents that stand in the books, as a table would hold them."""
    return [
        {
            "unique_id": str(one.id),
            "kind": one.kind.value,
            "party": str(one.party_id),
            "name": books.party_name(one.party_id),
            "number": one.number.strip().upper(),
            "day": one.issued_on.isoformat(),
            "total": str(one.total),
        }
        for one in books.documents
        if one.counts and one.kind in duplicates.TYPES
    ]


def _same(told: Told, *, key: str) -> list[Group]:
    """Documents with the same `key`, by SQL."""
    with sqlite3.connect(":memory:") as database:
        database.execute("create table documents (unique_id, kind, party, name, number, day, total)")
        values = "(:unique_id, :kind, :party, :name, :number, :day, :total)"
        database.executemany(f"insert into documents values {values}", told.rows)
        found = database.execute(
            f"select group_concat(unique_id) from documents where number <> '' group by {key} having count(*) > 1"
        )
        return [(1.0, frozenset(ids.split(","))) for (ids,) in found]


def _near(told: Told) -> list[Group]:
    """Pairs of one amount, or of one party and number or date, by their distances."""
    blocks: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in told.rows:
        for key in (("total",), ("party", "number"), ("party", "day")):
            blocks[(*key, row["kind"], *(row[name] for name in key))].append(row)
    pairs = {
        frozenset((one["unique_id"], other["unique_id"])): (one, other)
        for block in blocks.values()
        if len(block) <= LARGEST_BLOCK
        for one, other in combinations(block, 2)
    }
    return _best_partners((_likeness(*pair), ids) for ids, pair in pairs.items())


def _likeness(one: Row, other: Row) -> float:
    apart = abs((date.fromisoformat(one["day"]) - date.fromisoformat(other["day"])).days)
    points: float = AMOUNT * (one["total"] == other["total"]) + DAYS * (apart <= NEAR_DAYS)
    points += NUMBER * fuzz.ratio(one["number"], other["number"]) / 100
    return (points + NAME * fuzz.token_sort_ratio(one["name"], other["name"]) / 100) / 100


def _linked(told: Told) -> list[Group]:
    """Pairs by Splink. Raises `SubprocessError` where it cannot be had."""
    script = Path(__file__).with_name("splink_pairs.py")
    command = [str(ROOT / ".venv/bin/uv"), "run", *SPLINK, str(script)]
    done = subprocess.run(
        command, input=json.dumps(told.rows), capture_output=True, check=True, text=True, timeout=PATIENCE_SECONDS
    )
    return _best_partners((chance, frozenset((one, other))) for one, other, chance in json.loads(done.stdout))


def _ours(told: Told) -> list[Group]:
    judged = duplicates.judged(duplicates.pairs(told.books), weights.chances)
    found = duplicates.summed(told.books, duplicates.findings(judged))
    return [(one.probability, frozenset(map(str, one.documents))) for one in found if one.probability >= SHOWN_FROM]


def _best_partners(pairs: Iterable[Group]) -> list[Group]:
    """Each document once, in its likeliest pair: nobody would be shown the same bill ten times."""
    taken: set[str] = set()
    kept = []
    for chance, ids in sorted(pairs, key=lambda pair: (-pair[0], sorted(pair[1]))):
        if taken.isdisjoint(ids):
            taken |= ids
            kept.append((chance, ids))
    return kept


def _compare(name: str, told: Sequence[Told], look: Callable[[Told], list[Group]], *, is_tuned: bool = False) -> None:
    """Prints what `look` finds, at the threshold that suits it best where it is tuned."""
    began = time.perf_counter()
    found = [look(one) for one in told]
    seconds = time.perf_counter() - began
    steps = sorted({round(score, 2) for groups in found for score, _ in groups}) if is_tuned else [0.0]
    limit, best = max(((step, _measured(told, found, step)) for step in steps), key=lambda pair: pair[1].f1)
    a_thousand = 1000 * best.false_alarms / sum(len(one.rows) for one in told)
    print(
        f"    {name:<34} precision {best.precision:.2f}  recall {best.recall:.2f}  F1 {best.f1:.2f}"
        f"  false alarms in 1,000 {a_thousand:5.1f}  {seconds:5.1f} s{f'  from {limit:.2f} on' if is_tuned else ''}"
    )


def _measured(told: Sequence[Told], found: Sequence[Sequence[Group]], limit: float) -> Measure:
    """Hits name two documents of a trouble that are half of all named; a second hit on it counts as neither."""
    total = Measure(0, 0, 0)
    for one, groups in zip(told, found, strict=True):
        hit: set[frozenset[str]] = set()
        false = 0
        for ids in (ids for score, ids in groups if score >= limit):
            about = {case for case in one.truth if len(case & ids) >= 2 and 2 * len(case & ids) >= len(ids)}
            hit |= about
            false += not about
        total += Measure(len(hit), len(set(one.truth)), false)
    return total


if __name__ == "__main__":
    main()
