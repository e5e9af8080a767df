"""How right the alerts are on books of another hand, with the models of the release: the bars of the README hold here.

The generator in `other_hands` knows nothing of the rules, and the rules nothing of it: other names, wordings, kinds of
trouble and of honest look-alikes than the books they were built on.
"""

import json

import pytest

from app.fraud.records import AlertType
from scripts.eval_fraud import __main__ as eval_fraud
from scripts.eval_fraud import measures
from scripts.eval_fraud.__main__ import Outcome
from tests.fraud import other_hands

SEED = 77


class TestOtherHands:
    @pytest.mark.parametrize("kind", list(AlertType), ids=[kind.value for kind in AlertType])
    def test_finds_the_troubles_of_each_type(self, outcome: Outcome, kind: AlertType) -> None:
        found = measures.rates([one for one in outcome.alerts if one.type == kind], outcome.troubles[kind.value])
        assert found.f1 >= eval_fraud.LEAST_F1[kind], outcome.missed
        if kind.startswith("duplicate"):
            assert found.false_alarms * 1000 <= eval_fraud.MOST_FALSE_DUPLICATES * outcome.documents, outcome.wrong

    def test_rarely_cries_wolf(self, outcome: Outcome) -> None:
        found = measures.rates(outcome.alerts, sum(outcome.troubles.values()))
        assert found.false_alarms * 1000 <= eval_fraud.MOST_FALSE * outcome.documents, outcome.wrong

    def test_what_comes_first_is_true(self, outcome: Outcome) -> None:
        assert measures.precision_of_best(outcome.alerts) >= eval_fraud.LEAST_BEST

    def test_confidences_come_true(self, outcome: Outcome) -> None:
        assert measures.calibration_error(outcome.alerts) <= eval_fraud.MOST_CALIBRATION_ERROR


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """What is found in three businesses of another hand."""
    return eval_fraud.judged(json.loads(json.dumps(other_hands.books(SEED), default=str)))
