"""Scans books whose troubles are known; prints how right the alerts are, which were missed and which were false.

    python -m scripts.eval_fraud [BOOKS.json | PAYMENTS.csv.gz ...]

Of a table of payments whose odd rows are known it prints how many of them the rarity of rows finds.

Exit code 1 when a bar is missed, 2 if a file is not there.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.books.importer import preview
from app.fraud.records import Alert, AlertType
from app.fraud.rules import judging
from app.fraud.rules.judging import Named
from app.fraud.service import offline
from scripts.eval_fraud import about, anomalies, measures
from scripts.eval_fraud.measures import Judged

DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "fraud" / "dev_books.json"
PAYMENTS = DEFAULT.with_name("city_payments_dev.csv.gz")
TABLE = ".csv"
LEAST_F1: Mapping[AlertType, float] = {
    AlertType.DUPLICATE_INVOICE: 0.95,
    AlertType.DUPLICATE_SUPPLIER_BILL: 0.95,
    AlertType.PAYMENT_MISMATCH: 0.90,
    AlertType.SUSPICIOUS_PATTERN: 0.90,
}
MOST_FALSE_DUPLICATES, MOST_FALSE = 0.6, 3.0
"""False alarms in a thousand documents: of each type of duplicate, and of all types."""
NOW = datetime(2026, 11, 21, tzinfo=UTC)
"""When the alerts are said to be found; nothing else depends on it."""
LEAST_BEST, MOST_CALIBRATION_ERROR = 0.98, 0.06


@dataclass(frozen=True)
class Outcome:
    """What was found in the books of one file, and what was not."""

    alerts: Sequence[Judged]
    troubles: Counter[str]
    documents: int
    missed: Counter[str]
    wrong: Counter[str]


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    paths = [Path(one) for one in arguments if one] or [DEFAULT, *(one for one in [PAYMENTS] if one.is_file())]
    for path in paths:
        if not path.is_file():
            print(f"There are no books at {path}. Say where they are: make eval-fraud FILE=books.json", file=sys.stderr)
            return 2
    outcomes = [anomalies.shown(path) if TABLE in path.suffixes else shown(path) for path in paths]
    return 0 if all(outcomes) else 1


def shown(path: Path) -> bool:
    """Prints the figures of one file; whether all bars are reached."""
    outcome = judged(json.loads(path.read_text(encoding="utf-8")))
    print(f"{path.name}: {outcome.documents:,} documents, {sum(outcome.troubles.values())} known troubles")
    lines = [_of_type(outcome, kind) for kind in AlertType]
    every = measures.rates(outcome.alerts, sum(outcome.troubles.values()))
    a_thousand = every.false_alarms * 1000 / max(outcome.documents, 1)
    best, error = measures.precision_of_best(outcome.alerts), measures.calibration_error(outcome.alerts)
    lines += [
        _line("false alarms in 1,000 documents", a_thousand, MOST_FALSE, is_most=True),
        _line("precision of the ten best alerts of a business", best, LEAST_BEST),
        _line("expected calibration error", error, MOST_CALIBRATION_ERROR, is_most=True),
    ]
    print(f"    Brier score {measures.brier(outcome.alerts):.3f}")
    for title, counted in (("not found", outcome.missed), ("false alarms", outcome.wrong)):
        for name, times in counted.most_common():
            print(f"    {title}: {times} x {name}")
    return all(lines)


def judged(content: Mapping[str, Any]) -> Outcome:
    """The alerts on all businesses of a books JSON with labels, each held against the labels."""
    labels = judging.labels_in(content)
    lookalikes = [(one["subtype"], _ids(one)) for one in content.get("hard_negatives", ())]
    hit: set[int] = set()
    alerts: list[Judged] = []
    wrong: Counter[str] = Counter()
    held = preview.books_in(content)
    for books in held:
        for alert in sorted(offline.scan(books, now=NOW).alerts, key=lambda one: -one.confidence):
            named = about.named_in(books, alert)
            found = {place for place, label in enumerate(labels) if judging.hits(named, label)}
            alerts.append(_judged(alert, is_right=bool(found), is_second=bool(found) and not found - hit))
            if alert.confidence >= judging.SHOWN_FROM:
                hit |= found
                if not found:
                    wrong[f"{alert.type} by {alert.evidence['rule']}, {_lookalike(named, lookalikes)}"] += 1
    subtypes = [f"{one['type']}: {one['subtype']}" for one in content["labels"]]
    return Outcome(
        alerts=alerts,
        troubles=Counter(one["type"] for one in content["labels"]),
        documents=sum(len(one.documents) for one in held),
        missed=Counter(name for place, name in enumerate(subtypes) if place not in hit),
        wrong=wrong,
    )


def _judged(alert: Alert, *, is_right: bool, is_second: bool) -> Judged:
    rank = alert.expected_loss if alert.confidence >= judging.SHOWN_FROM else 0.0
    return Judged(alert.business_id, alert.type.value, alert.confidence, rank, is_right, is_second)


def _ids(case: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one for key in ("documents", "payments") for one in case.get(key, ()))


def _lookalike(named: Named, lookalikes: Sequence[tuple[str, frozenset[str]]]) -> str:
    ids = {str(one) for one in (*named.documents, *named.payments)}
    return next((f"looks like {subtype}" for subtype, known in lookalikes if ids & known), "on nothing planted")


def _of_type(outcome: Outcome, kind: AlertType) -> bool:
    found = measures.rates([one for one in outcome.alerts if one.type == kind], outcome.troubles[kind.value])
    a_thousand = found.false_alarms * 1000 / max(outcome.documents, 1)
    name = f"{kind}: precision {found.precision:.3f}, recall {found.recall:.3f}, F1"
    is_reached = _line(name, found.f1, LEAST_F1[kind])
    if not kind.startswith("duplicate"):
        return is_reached
    return _line(f"{kind}: false alarms in 1,000", a_thousand, MOST_FALSE_DUPLICATES, is_most=True) and is_reached


def _line(name: str, value: float, bar: float, *, is_most: bool = False) -> bool:
    is_reached = value <= bar if is_most else value >= bar
    sign, word = ("<=" if is_most else ">="), ("" if is_reached else "   MISSED")
    print(f"    {name} {value:.3f} (bar {sign} {bar:g}){word}")
    return is_reached


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
