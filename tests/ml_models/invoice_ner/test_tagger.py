"""The tagger: how it cuts a sentence, that the same seed learns the same, and that it keeps nobody's words."""

import pytest

from ml_models import formats
from ml_models.contracts import Kind
from ml_models.invoice_ner import estimator, features, train
from ml_models.invoice_ner.records import Examples, Labelled

SMALL = {"width": 16, "depth": 1, "rows": 100, "hidden": 16, "epochs": 40, "dropout": 0.0, "rate": 0.02}
TAUGHT = (
    Labelled(
        "Bill to Zubeida, 5 pens at 10",
        ((8, 15, "CUSTOMER"), (17, 18, "QUANTITY"), (19, 23, "ITEM"), (27, 29, "PRICE")),
    ),
    Labelled(
        "sold 3 caps to Ravi at 90", ((5, 6, "QUANTITY"), (7, 11, "ITEM"), (15, 19, "CUSTOMER"), (23, 25, "PRICE"))
    ),
)
EXAMPLES = Examples(TAUGHT, norms={"at": "price", "@": "price"})


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10kg @360/bag", ["10", "kg", "@", "360", "/", "bag"]),
            ("Rs.1,250/- 2k 18%", ["Rs", ".", "1,250", "/", "-", "2", "k", "18", "%"]),
            ("Ravi,5 pens:10.50 (new)", ["Ravi", ",", "5", "pens", ":", "10.50", "(", "new", ")"]),
            ("१० किलो चीनी, साढ़े", ["१०", "किलो", "चीनी", ",", "साढ़े"]),
            ("x" * 300, ["x" * 300]),
        ],
    )
    def test_numbers_words_and_signs_stand_apart(self, text: str, expected: list[str]) -> None:
        nlp = estimator.blank({}, **estimator.PARAMETERS)
        assert [token.text for token in nlp.make_doc(text)] == expected

    def test_span_that_ends_within_a_token_is_not_taught(self) -> None:
        nlp = estimator.blank({}, **estimator.PARAMETERS)
        _, told = features.aligned(nlp, "soap box", ((0, 2, "ITEM"), (5, 8, "UNIT")))
        assert told == {"entities": [(5, 8, "UNIT")]}


class TestTraining:
    def test_learns_its_sentences(self) -> None:
        nlp = train.fit(EXAMPLES, SMALL, 1)
        assert estimator.tagged(nlp, [one.text for one in TAUGHT]) == [list(one.spans) for one in TAUGHT]

    def test_same_seed_makes_the_same_file_and_another_seed_another(self) -> None:
        first, same, other = (formats.dump(Kind.SPACY, train.fit(EXAMPLES, SMALL, seed)) for seed in (1, 1, 2))
        assert first == same != other

    def test_order_of_the_norms_does_not_change_the_file(self) -> None:
        turned = Examples(TAUGHT, norms=dict(list(EXAMPLES.norms.items())[::-1]))
        first, second = (formats.dump(Kind.SPACY, train.fit(one, SMALL, 1)) for one in (EXAMPLES, turned))
        assert first == second

    def test_file_answers_as_the_model_did(self) -> None:
        nlp = train.fit(EXAMPLES, SMALL, 1)
        loaded = formats.load(Kind.SPACY, formats.dump(Kind.SPACY, nlp))
        texts = [*(one.text for one in TAUGHT), "sold 3 caps @ 90", ""]
        assert estimator.tagged(loaded, texts) == estimator.tagged(nlp, texts)

    def test_no_word_that_it_saw_is_in_the_file(self) -> None:
        nlp = train.fit(EXAMPLES, SMALL, 1)
        assert b"ubeida" not in nlp.to_bytes()

    def test_words_used_alike_count_as_one(self) -> None:
        nlp = estimator.blank(EXAMPLES.norms, **estimator.PARAMETERS)
        assert [token.norm_ for token in nlp.make_doc("at AT @ Ravi")] == ["price", "price", "price", "ravi"]

    def test_fold_is_judged_by_what_it_did_not_learn(self) -> None:
        quick = SMALL | {"epochs": 1}
        assert 0.0 <= train.fold_score(EXAMPLES, quick, 0, 1, folds=2) <= 1.0


class TestExamples:
    def test_fingerprint_tells_other_rows_and_not_their_order(self) -> None:
        assert Examples(TAUGHT).fingerprint == Examples(TAUGHT[::-1]).fingerprint
        assert Examples(TAUGHT).fingerprint != Examples(TAUGHT[:1]).fingerprint
        assert Examples(TAUGHT).fingerprint != EXAMPLES.fingerprint, "other norms make another model"

    def test_sentence_of_people_counts_as_several(self) -> None:
        assert len(Examples(TAUGHT[:1], TAUGHT[1:], repeats=3).rows) == 4
