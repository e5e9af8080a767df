"""What the confidence makes of rules' words: Platt below 200 answers of a type, a staircase from then on."""

from collections.abc import Sequence

import numpy as np
import pytest

from ml_models.alert_confidence import columns, estimator
from ml_models.alert_confidence.records import AlertExamples
from ml_models.tabular import as_rows

TYPES, RULES = ("bill", "payment"), ("twice", "short")
NAMES = columns.columns(TYPES, RULES)
CHANCES = (0.3, 0.55, 0.72, 0.81, 0.91, 0.96)
Case = tuple[str, str, float, bool]


class TestWithFewAnswers:
    def test_rules_that_boast_are_brought_down_and_modest_ones_up(self) -> None:
        cases = [*_told("bill", "twice", 0.9, right=60, wrong=40), *_told("payment", "short", 0.6, right=380, wrong=20)]
        model = fitted(cases)
        assert said(model, "bill", "twice", 0.9) == pytest.approx(0.6, abs=0.04)
        assert said(model, "payment", "short", 0.6) == pytest.approx(0.95, abs=0.04)

    def test_one_type_says_nothing_of_another(self) -> None:
        model = fitted(_told("bill", "twice", 0.9, right=20, wrong=80))
        assert said(model, "payment", "short", 0.9) == pytest.approx(0.9, abs=1e-6)

    def test_a_rule_that_is_worse_than_its_type_is_trusted_less_and_only_after_enough_answers(self) -> None:
        good = _told("bill", "twice", 0.9, right=95, wrong=5)
        few, many = _told("bill", "short", 0.9, right=0, wrong=2), _told("bill", "short", 0.9, right=5, wrong=45)
        assert said(fitted([*good, *few], answered=True), "bill", "short", 0.9) > 0.7
        assert said(fitted([*good, *many], answered=True), "bill", "short", 0.9) < 0.4

    def test_generated_books_say_nothing_of_one_rule_beside_another(self) -> None:
        cases = [*_told("bill", "twice", 0.9, right=95, wrong=5), *_told("bill", "short", 0.9, right=5, wrong=95)]
        model = fitted(cases)
        assert said(model, "bill", "twice", 0.9) == said(model, "bill", "short", 0.9)

    def test_chances_of_a_learned_scorer_are_held_more_firmly(self) -> None:
        cases = _told("bill", "twice", 0.9, right=60, wrong=40)
        rows = fitted(cases, learned=("bill",))
        assert 0.75 < said(rows, "bill", "twice", 0.9) < 0.9
        assert said(fitted(cases), "bill", "twice", 0.9) < 0.65

    def test_without_any_case_the_rule_s_word_stands(self) -> None:
        model = fitted([])
        for chance in CHANCES:
            assert said(model, "bill", "twice", chance) == pytest.approx(chance)


class TestWithManyAnswers:
    def test_staircase_follows_shares_that_no_sigmoid_has(self) -> None:
        shares = {0.55: 0.10, 0.72: 0.15, 0.81: 0.90, 0.91: 0.92, 0.96: 0.93}
        cases = [
            case
            for chance, share in shares.items()
            for case in _told("bill", "twice", chance, right=round(100 * share), wrong=100 - round(100 * share))
        ]
        stairs, sigmoid = fitted(cases, answered=True), fitted(cases, answered=False)
        for chance, share in shares.items():
            assert said(stairs, "bill", "twice", chance) == pytest.approx(share, abs=0.03)
        assert max(abs(said(sigmoid, "bill", "twice", chance) - share) for chance, share in shares.items()) > 0.1

    def test_never_falls_where_the_rule_says_more(self) -> None:
        cases = [
            case for chance in CHANCES for case in _told("bill", "twice", chance, right=40, wrong=int(60 * chance))
        ]
        model = fitted(cases, answered=True)
        found = [said(model, "bill", "twice", chance) for chance in CHANCES]
        assert found == sorted(found)


def fitted(cases: Sequence[Case], *, answered: bool = False, learned: Sequence[str] = ()) -> object:
    """The confidence learned from these cases."""
    rows = as_rows([columns.row(NAMES, kind, rule, chance) for kind, rule, chance, _ in cases], NAMES)
    count = len(cases)
    examples = AlertExamples(
        rows,
        np.array([holds for *_, holds in cases], dtype=np.bool_),
        np.ones(count),
        np.array([str(place % 7) for place in range(count)], dtype=np.str_),
        np.full(count, answered),
    )
    return estimator.fitted(examples, {"trust": 4.0}, 0, names=NAMES, types=TYPES, learned=learned)


def said(model: object, kind: str, rule: str, chance: float) -> float:
    """The confidence in an alert of which `rule` says `chance`."""
    row = columns.row(NAMES, kind, rule, chance)
    return float(model.predict_proba(np.array([row]))[0, 1])  # type: ignore[attr-defined]


def _told(kind: str, rule: str, chance: float, *, right: int, wrong: int) -> list[Case]:
    return [(kind, rule, chance, True)] * right + [(kind, rule, chance, False)] * wrong
