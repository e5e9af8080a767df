"""The evaluation of rankings: what counts as right, that order does not matter, and what is refused."""

from collections.abc import Sequence

import pytest

from ml_models.contracts import RefusedModel
from ml_models.evaluation import ranking
from ml_models.evaluation.ranking import Cases, Ranked

SAID: dict[str, list[tuple[str, float]]] = {
    "first": [("25232930", 0.9), ("6810", 0.1)],
    "third": [("8471", 0.5), ("8473", 0.3), ("2523", 0.2)],
    "sixth": [("8471", 0.3), ("8473", 0.2), ("84", 0.2), ("85", 0.1), ("86", 0.1), ("2523", 0.1)],
    "silent": [],
}


class TestRanking:
    def test_longer_code_is_right_and_sixth_is_too_late(self) -> None:
        found = ranking.evaluated(said, cases(*SAID), seed=1)
        shares = {metric.name: metric.value for metric in found.metrics}
        assert shares == {"top_5": 0.5, "top_1": 0.25, "answered": 0.75}
        assert found.primary == "top_5"

    def test_intervals_hold_their_value(self) -> None:
        for metric in ranking.evaluated(said, cases(*SAID), seed=1).metrics:
            assert 0 <= metric.low <= metric.value <= metric.high <= 1

    def test_calibration_is_of_what_is_said_first(self) -> None:
        found = ranking.evaluated(said, cases("first"), seed=1).calibration
        assert found is not None
        assert found.ece == pytest.approx(0.1)

    def test_order_of_cases_changes_nothing(self) -> None:
        one, other = (ranking.evaluated(said, cases(*texts), seed=1) for texts in (list(SAID), list(SAID)[::-1]))
        assert (one.metrics, one.data_fingerprint) == (other.metrics, other.data_fingerprint)

    def test_slice_is_measured_alone(self) -> None:
        judged = cases("first", "silent", slices={"hindi": [True, False]})
        (hindi,) = ranking.evaluated(said, judged, seed=1).slices
        top = hindi.metric("top_5")
        assert (hindi.name, hindi.cases) == ("hindi", 1)
        assert top is not None and top.value == 1.0

    def test_nothing_to_measure_on_is_told(self) -> None:
        found = ranking.evaluated(said, cases(), seed=1)
        assert (found.metrics, found.calibration, found.notes) == ((), None, ("There are no cases to measure on.",))

    def test_missing_answers_are_refused(self) -> None:
        with pytest.raises(RefusedModel, match="0 lists for 1 texts"):
            ranking.evaluated(lambda texts: [], cases("first"), seed=1)


def said(texts: Sequence[str]) -> list[Ranked]:
    """What the model of these tests says."""
    return [SAID[text] for text in texts]


def cases(*texts: str, slices: dict[str, list[bool]] | None = None) -> Cases:
    """Each text's right heading is that of cement."""
    return Cases(texts=texts, accepted=[("2523",)] * len(texts), slices=slices or {})
