"""Prints for each kind of question how many were answered right, and each miss with what differs.

    python -m scripts.eval_gst [FILE]

FILE is a JSON list of cases with `id`, `kind`, `input` and `expected`. Exit code 1 when a bar is missed, 2 if no FILE.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import marshmallow as ma

from app.compliance.api.batches import Call
from app.compliance.api.gst import CALLS
from app.compliance.records.questions import QuestionRefused
from app.runtime import settings
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.values.language import Language
from scripts.eval_gst import judging, wordings
from scripts.eval_gst.judging import Case

DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "gst" / "example_cases.json"
BARS: Mapping[str, float] = {"rate": 0.97, "invoice_check": 0.97, "hsn_suggest": 0.85}
ALL_RIGHT = 1.0
NOW = datetime(2026, 11, 21, tzinfo=UTC)
"""The day of asking, fixed so that the same file always has the same answers."""


@dataclass(frozen=True)
class Outcome:
    """One case, its answer (None where it was refused) and what is wrong with it."""

    case: Case
    answer: Mapping[str, Any] | None
    faults: Sequence[str]


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    path = Path(arguments[0]) if arguments and arguments[0] else DEFAULT
    if not path.is_file():
        print(f"There are no cases at {path}. Say where they are: make eval-gst FILE=cases.json", file=sys.stderr)
        return 2
    rt = assemble(settings.read(os.environ))  # connects to nothing: no call but hsn/suggest looks anything up
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for case in json.loads(path.read_text(encoding="utf-8")):
        by_kind[case["kind"]].append(asked(case, rt))
    is_good = [is_reached(kind, outcomes) for kind, outcomes in sorted(by_kind.items())]
    is_good.append(wordings.is_reached(BARS["hsn_suggest"]))
    return 0 if all(is_good) else 1


def asked(case: Case, rt: Runtime) -> Outcome:
    """The case put to the call of its kind, through the same schemas and the same service as over HTTP."""
    call = call_for(case["kind"])
    if call is None:
        return Outcome(case, None, ["no call answers this kind"])
    try:
        question = call.question().load(case["input"])
        (record,) = call.answers(rt, [question], caller=Caller.service(), now=NOW, language=Language.ENGLISH)
    except (ma.ValidationError, QuestionRefused) as refused:
        return Outcome(case, None, [f"refused: {refused}"])
    answer: Mapping[str, Any] = json.loads(json.dumps(call.answer().dump(record)))
    return Outcome(case, answer, judging.faults(case, answer))


def call_for(kind: str) -> Call | None:
    """The call that answers a kind of question, or None."""
    return next((call for call in CALLS if call.name.replace("-", "_").replace("/", "_") == kind), None)


def is_reached(kind: str, outcomes: Sequence[Outcome]) -> bool:
    """Whether the bar of a kind was reached; prints how many were right, and each miss."""
    right = sum(not outcome.faults for outcome in outcomes)
    bar = BARS.get(kind, ALL_RIGHT)
    print(f"{kind}: {right}/{len(outcomes)} right (bar: {bar:.0%})")
    for outcome in outcomes:
        if outcome.faults:
            print(f"    {outcome.case['id']}: {'; '.join(outcome.faults)}")
    if kind == "invoice_check":
        return _show_invoices(outcomes, bar)
    return right >= bar * len(outcomes)


def _show_invoices(outcomes: Sequence[Outcome], bar: float) -> bool:
    """False alarms, planted defects and wrong kinds apart, since they weigh differently."""
    answered = [(one.case["expected"], one.answer) for one in outcomes if one.answer is not None]
    lawful = [(expected, answer) for expected, answer in answered if expected["compliant"]]
    planted = sum(len(one.case["expected"].get("must_include_one_of_each", ())) for one in outcomes)
    found = planted - sum(len(judging.missed(expected, answer)) for expected, answer in answered)
    found -= sum(len(one.case["expected"].get("must_include_one_of_each", ())) for one in outcomes if not one.answer)
    alarms = sum(len(answer["issues"]) for expected, answer in lawful if judging.wrong_types(expected, answer))
    wrong = sum(len(judging.wrong_types(expected, answer)) for expected, answer in answered)
    print(f"    issues on compliant invoices: {alarms} (bar: 0)")
    print(f"    planted defects found: {found}/{planted} (bar: {bar:.0%})")
    print(f"    wrong types: {wrong} (bar: 0)")
    return not alarms and not wrong and found >= bar * planted and len(answered) == len(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
