"""Each gate by itself: when it is passed, and the sentence that an admin reads."""

from dataclasses import replace

import pytest

from ml_models import gates
from ml_models.evaluation.records import Behaviour, Calibration, Cost, Drift, Evaluation, Metric, Slice
from ml_models.gates import GateResult

NAME = "duplicate_pairs"


def _metric(
    value: float, *, name: str = "average_precision", width: float = 0.01, is_better_high: bool = True
) -> Metric:
    return Metric(name, value, value - width, value + width, 500, is_better_high)


GOOD = Evaluation(
    primary="average_precision",
    metrics=(_metric(0.962), _metric(0.05, name="brier", is_better_high=False)),
    cases=500,
    data_fingerprint="the same",
    calibration=Calibration(0.02, ()),
    slices=(Slice("small", 60, (_metric(0.94),)),),
    behaviours=(Behaviour("swap", "Swapping the documents changes nothing.", 40, 40),),
    cost=Cost(50.0, 0.4, 0.9, 3.0),
    threshold=0.7,
)
PRODUCTION = replace(GOOD, metrics=(Metric("average_precision", 0.958, 0.942, 0.970, 500),))


class TestVerdict:
    def test_a_good_version_passes_every_gate(self) -> None:
        results = gates.verdict(NAME, GOOD, PRODUCTION)
        assert gates.has_passed(results)
        assert [result.name for result in results] == [
            *(
                "numbers",
                "not_worse",
                "calibration",
                "behaviour",
                "slices",
                "load_time",
                "answer_time",
                "memory",
                "floor",
            )
        ]

    def test_one_gate_not_passed_is_enough(self) -> None:
        assert not gates.has_passed(gates.verdict(NAME, replace(GOOD, cases=0), PRODUCTION))

    def test_a_model_without_gates_of_its_own_has_those_of_all(self) -> None:
        assert gates.gates_of("unheard_of") == gates.DEFAULT

    @pytest.mark.parametrize("name", ["duplicate_pairs", "late_payment", "invoice_ner"])
    def test_each_model_has_a_floor(self, name: str) -> None:
        assert gates.Rule.AT_LEAST in {gate.rule for gate in gates.OF_MODEL[name]}


class TestNotWorse:
    def test_within_the_interval_of_production_is_not_worse(self) -> None:
        found = _judged("not_worse", replace(GOOD, metrics=(Metric("average_precision", 0.962, 0.948, 0.973, 500),)))
        assert found.passed
        assert found.sentence == (
            "Average precision is 0.962 (0.948-0.973); production has 0.958 (0.942-0.970): not worse."
        )

    def test_below_the_interval_is_worse(self) -> None:
        found = _judged("not_worse", replace(GOOD, metrics=(_metric(0.941),)))
        assert not found.passed
        assert found.sentence.endswith(": worse.")

    @pytest.mark.parametrize(("value", "passed"), [(0.059, True), (0.061, False)])
    def test_where_low_is_better_it_is_the_other_way_round(self, value: float, passed: bool) -> None:
        mine = replace(GOOD, primary="brier", metrics=(_metric(value, name="brier", is_better_high=False),))
        theirs = replace(GOOD, metrics=(_metric(0.05, name="brier", is_better_high=False),))
        assert _judged("not_worse", mine, theirs).passed is passed

    def test_other_cases_cannot_be_compared(self) -> None:
        found = _judged("not_worse", replace(GOOD, data_fingerprint="others"))
        assert not found.passed
        assert "other cases" in found.sentence

    def test_the_first_version_has_nothing_to_compare_with(self) -> None:
        [found] = [one for one in gates.verdict(NAME, GOOD, None) if one.name == "not_worse"]
        assert found == GateResult("not_worse", True, "Nothing is in production yet to compare with.")

    def test_a_metric_that_is_not_defined_fails_in_words(self) -> None:
        note = "Average precision is not defined here: no case of them holds."
        found = _judged("not_worse", replace(GOOD, metrics=(), notes=(note,)))
        assert (found.passed, found.sentence) == (False, note)


class TestNumbers:
    @pytest.mark.parametrize(
        "broken",
        [
            replace(GOOD, metrics=(Metric("average_precision", float("nan"), 0, 1, 500),)),
            replace(GOOD, slices=(Slice("small", 60, (_metric(float("inf")),)),)),
            replace(GOOD, drift=(Drift("amount", float("nan")),)),
            replace(GOOD, calibration=Calibration(float("nan"), ())),
        ],
    )
    def test_what_is_no_number_fails(self, broken: Evaluation) -> None:
        assert not _judged("numbers", broken).passed

    def test_no_case_fails(self) -> None:
        assert _judged("numbers", replace(GOOD, cases=0)).sentence == "There was no case to measure the model on."


class TestLimits:
    @pytest.mark.parametrize(
        ("gate", "candidate", "sentence"),
        [
            (
                "floor",
                replace(GOOD, metrics=(_metric(0.85),)),
                "Average precision is 0.850; at least 0.900 is asked for: too low.",
            ),
            (
                "calibration",
                replace(GOOD, calibration=Calibration(0.2, ())),
                "Expected calibration error is 0.200; at most 0.060 is allowed: too much.",
            ),
            ("calibration", replace(GOOD, calibration=None), "Expected calibration error was not measured."),
            (
                "answer_time",
                replace(GOOD, cost=Cost(50.0, 90.0, 99.0, 3.0)),
                "Time for one answer is 90.0 ms; at most 50.0 ms is allowed: too much.",
            ),
            (
                "load_time",
                replace(GOOD, cost=Cost(9000.0, 1.0, 1.0, 3.0)),
                "Time to load is 9000.0 ms; at most 2000.0 ms is allowed: too much.",
            ),
            (
                "memory",
                replace(GOOD, cost=Cost(50.0, 1.0, 1.0, 900.0)),
                "Memory is 900.0 MB; at most 200.0 MB is allowed: too much.",
            ),
            ("memory", replace(GOOD, cost=None), "Memory was not measured."),
        ],
    )
    def test_what_lies_beyond_is_told_with_its_figures(self, gate: str, candidate: Evaluation, sentence: str) -> None:
        assert _judged(gate, candidate) == GateResult(gate, False, sentence)

    def test_next_to_nothing_is_told_as_such(self) -> None:
        told = _judged("memory", replace(GOOD, cost=Cost(0.0, 0.0, 0.0, 0.003))).sentence
        assert told == "Memory is under 0.1 MB; at most 200.0 MB is allowed: within."

    def test_a_tagger_says_no_chances_and_needs_no_calibration(self) -> None:
        assert _judged("calibration", replace(GOOD, calibration=None, threshold=None)).passed


class TestBehaviour:
    def test_each_that_did_not_hold_is_told(self) -> None:
        wrong = Behaviour("swap", "Swapping the documents changes nothing.", 38, 40)
        found = _judged("behaviour", replace(GOOD, behaviours=(*GOOD.behaviours, wrong)))
        assert not found.passed
        assert found.sentence == '"Swapping the documents changes nothing." held in 38 of 40 cases.'


class TestSlices:
    def test_one_that_collapses_is_told(self) -> None:
        found = _judged("slices", replace(GOOD, slices=(Slice("small", 60, (_metric(0.7),)),)))
        assert not found.passed
        assert found.sentence == "Fallen behind production: small fell from 0.940 to 0.700 (Average precision)."

    def test_look_alikes_alone_are_judged_by_the_share_that_is_right(self) -> None:
        def alike(value: float) -> Evaluation:
            return replace(GOOD, slices=(Slice("look-alikes", 60, (_metric(value, name="share_right"),)),))

        assert _judged("slices", alike(0.99), alike(0.99)).passed
        assert not _judged("slices", alike(0.8), alike(0.99)).passed

    def test_one_with_few_cases_is_not_judged(self) -> None:
        few = replace(GOOD, slices=(Slice("small", 8, (_metric(0.1),), "Only 8 cases: too few to judge."),))
        assert _judged("slices", few).passed


def _judged(name: str, candidate: Evaluation, production: Evaluation = PRODUCTION) -> GateResult:
    [found] = [result for result in gates.verdict(NAME, candidate, production) if result.name == name]
    return found
