"""What is said about a tagger: a span counts when start, end and label are right, a sentence when all its spans are."""

import pytest

from ml_models.contracts import RefusedModel
from ml_models.evaluation import behaviour, tagging
from ml_models.evaluation.records import Evaluation

SENTENCES = ("sold 2 kg rice to Asha", "2 kilo chawal Asha ko", "paid")
TRUTH: tuple[list[tuple[int, int, str]], ...] = (
    [(5, 6, "quantity"), (18, 22, "party")],
    [(0, 1, "quantity"), (14, 18, "party")],
    [],
)
LANGUAGES = {"en": [True, False, True], "hi": [False, True, False]}


class TestFigures:
    def test_all_right_is_one_everywhere(self) -> None:
        found = _evaluated(TRUTH)
        assert {metric.value for metric in found.metrics} == {1.0}
        assert found.confusion == {"party": {"party": 2}, "quantity": {"quantity": 2}}

    def test_spans_labels_and_whole_sentences(self) -> None:
        found = _evaluated(([(5, 6, "quantity"), (18, 22, "item")], [(0, 1, "quantity")], []))
        assert found.metric("span_precision").value == pytest.approx(2 / 3)
        assert found.metric("span_recall").value == pytest.approx(2 / 4)
        assert found.metric("span_f1").value == pytest.approx(4 / 7)
        assert found.metric("exact_sentences").value == pytest.approx(1 / 3)
        assert found.metric("f1_of:quantity").value == 1.0
        assert found.metric("f1_of:party").value == 0.0
        assert found.confusion["party"] == {"item": 1, "nothing": 1}

    def test_slices_by_language(self) -> None:
        found = {one.name: one for one in _evaluated((TRUTH[0], [], [])).slices}
        right, missed = found["en"].metric("span_f1"), found["hi"].metric("span_f1")
        assert right and right.value == 1.0
        assert missed and missed.value == 0.0
        assert found["hi"].note == "Only 1 case: too few to judge."

    def test_order_of_sentences_does_not_matter(self) -> None:
        answers = dict(zip(SENTENCES, (TRUTH[0], [], [(0, 4, "verb")]), strict=True))
        turned = tagging.Cases(
            sentences=SENTENCES[::-1],
            truth=TRUTH[::-1],
            slices={name: mask[::-1] for name, mask in LANGUAGES.items()},
        )
        assert tagging.evaluated(lambda texts: [answers[text] for text in texts], turned, seed=1) == _evaluated(
            tuple(answers.values())
        )


class TestEdges:
    def test_no_span_anywhere_leaves_f1_out_and_says_so(self) -> None:
        cases = tagging.Cases(sentences=["paid"], truth=[[]])
        found = tagging.evaluated(lambda texts: [[] for _ in texts], cases, seed=1)
        assert [metric.name for metric in found.metrics] == ["exact_sentences"]
        assert "F1 of spans is not defined here: there is no such span." in found.notes

    def test_no_sentences_are_said_to_be_none(self) -> None:
        found = tagging.evaluated(lambda texts: [], tagging.Cases(sentences=[], truth=[]), seed=1)
        assert (found.metrics, found.notes) == ((), ("There are no cases to measure on.",))

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            ([], "wrong_shape"),
            ([[(0, 99, "party")]], "not_spans"),
            ([[(3, 3, "party")]], "not_spans"),
            ([[1]], "not_spans"),
        ],
    )
    def test_answers_that_are_no_spans_are_refused(self, answer: list[list[tuple[int, int, str]]], code: str) -> None:
        with pytest.raises(RefusedModel) as refused:
            tagging.evaluated(lambda texts: answer, tagging.Cases(sentences=["paid"], truth=[[]]), seed=1)
        assert refused.value.code == code


class TestBehaviours:
    def test_they_are_asked_of_the_tagger_too(self) -> None:
        checks = [
            behaviour.order_of_rows(list(SENTENCES)),
            behaviour.exactly("plain", "A bare word holds nothing.", ["paid"], [[]]),
        ]
        found = tagging.evaluated(
            lambda texts: [[(0, 1, "party")] for _ in texts],
            tagging.Cases(sentences=SENTENCES, truth=TRUTH),
            seed=1,
            behaviours=checks,
        )
        assert [(one.name, one.passed, one.cases) for one in found.behaviours] == [
            ("order_of_rows", 3, 3),
            ("plain", 0, 1),
        ]


def _evaluated(answers: tuple[list[tuple[int, int, str]], ...]) -> Evaluation:
    cases = tagging.Cases(sentences=SENTENCES, truth=TRUTH, slices=LANGUAGES)
    return tagging.evaluated(lambda texts: answers, cases, seed=1)
