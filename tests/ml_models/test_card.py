"""A card tells what was measured, and the same measurement makes the same card on any machine."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ml_models import card, gates
from ml_models.contracts import Kind, Manifest, Smoke, Task
from ml_models.evaluation.records import (
    Behaviour,
    Calibration,
    Cost,
    Evaluation,
    Metric,
    ReliabilityBin,
    Slice,
)

MANIFEST = Manifest(
    name="duplicate_pairs",
    kind=Kind.SKOPS,
    task=Task.BINARY,
    sha256="ab" * 32,
    size_bytes=1664,
    frameworks={"scikit-learn": "1.9.1"},
    features=("amount_equal",),
    data_fingerprint="cd" * 32,
    parameters={"trust": 3.0},
    seed=7,
    smoke=Smoke([[1.0]], [0.5]),
    licence="trained on generated data only",
    created_at=datetime(2026, 11, 21, tzinfo=UTC),
)
EVALUATION = Evaluation(
    primary="average_precision",
    metrics=(Metric("average_precision", 0.962, 0.948, 0.973, 500),),
    cases=500,
    data_fingerprint="ef" * 32,
    calibration=Calibration(0.021, (ReliabilityBin(0.1, 0.12, 250), ReliabilityBin(0.9, 0.88, 250))),
    slices=(Slice("rare", 8, (), "Only 8 cases: too few to judge."),),
    behaviours=(Behaviour("swap", "Swapping the documents changes nothing.", 40, 40),),
    confusion={"no": {"yes": 2, "no": 440}, "yes": {"yes": 50, "no": 8}},
    cost=Cost(50.0, 0.4, 0.9, 3.0),
    threshold=0.7,
    notes=("Something is not defined here.",),
)
FACTS = card.Facts(
    title="Entered twice", purpose="Finds one document entered twice.", data="Generated books.", limits=("No PDFs.",)
)


class TestWritten:
    @pytest.mark.parametrize(
        "lines",
        [
            "| measure | value | 95 % interval | better is | by the rules alone |\n| --- | --- | --- | --- | --- |\n"
            "| Average precision | 0.962 | 0.948-0.973 | high | 0.900 |\n",
            "equally many cases. By the rules alone 0.050.",
            "the first one serves.\n\n- trust 3.0: -0.140\n- trust 1.0: -0.150\n",
        ],
    )
    def test_tells_what_it_was_compared_with(self, lines: str) -> None:
        rules = replace(
            EVALUATION, metrics=(Metric("average_precision", 0.9, 0.8, 0.95, 500),), calibration=Calibration(0.05, ())
        )
        beside = card.Beside(rules, (({"trust": 1.0}, -0.15), ({"trust": 3.0}, -0.14)))
        assert lines in card.written(MANIFEST, EVALUATION, FACTS, beside=beside)

    @pytest.mark.parametrize(
        "line",
        [
            "# Entered twice (`duplicate_pairs`)",
            "Seed 7. Parameters: trust 3.0. Training rows: SHA-256 `cdcdcdcdcdcdcdcd`.",
            "File: skops, 1.6 KiB, written with scikit-learn 1.9.1.",
            "| Average precision | 0.962 | 0.948-0.973 | high |",
            "- Something is not defined here.",
            "| yes | 50 | 8 |",
            "| 0.900 | 0.880 | 250 |",
            "| rare | 8 |  |  | Only 8 cases: too few to judge. |",
            "- Swapping the documents changes nothing. 40 of 40 cases.",
            "- Time to load: at most 2000 ms: kept.",
            "- No PDFs.",
            "Trained on generated data only.",
        ],
    )
    def test_it_says(self, line: str) -> None:
        assert line in _card(EVALUATION).splitlines()

    def test_a_slower_machine_writes_the_same(self) -> None:
        assert _card(replace(EVALUATION, cost=Cost(80.0, 2.0, 9.0, 5.0))) == _card(EVALUATION)

    def test_a_tagger_has_no_calibration_to_tell(self) -> None:
        assert "## Calibration" not in _card(replace(EVALUATION, calibration=None, threshold=None))


def _card(evaluation: Evaluation) -> str:
    return card.written(MANIFEST, evaluation, FACTS, gates.verdict(MANIFEST.name, evaluation, None))
