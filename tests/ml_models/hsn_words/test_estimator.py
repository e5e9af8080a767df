"""The model of wordings on a handful of phrases: what it answers, that its file says the same, and what is refused."""

from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from ml_models import formats, predicting
from ml_models.contracts import Kind, RefusedModel, Task
from ml_models.hsn_words import train
from ml_models.hsn_words.estimator import MOST, NearestPhrases
from ml_models.hsn_words.postings import Floats
from ml_models.hsn_words.records import Examples, Phrase, examples

SHOPS = {
    "2523": "cement|opc cement|white cement|portland cement|cement sack",
    "1006": "rice|basmati rice|chawal|broken rice|चावल",
    "3917": "pvc pipe|plastic pipe|cpvc pipe|garden hose|pipe fitting",
    "8517": "mobile phone|smartphone|telephone|keypad mobile|phone handset",
    "85171300": "5g smartphone|android phone|touch mobile",
    "1701": "sugar|cheeni|चीनी|white sugar|sugar cube",
    "3401": "soap|bathing soap|soap cake|washing soap|sabun",
}
LOGISTIC = {"ranker": "logistic"}


class TestAnswers:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Portland Cement 50 kg", "2523"),
            ("चीनी", "1701"),
            ("chini", "1701"),
            ("pipe pvc 4 inch", "3917"),
            ("android phone 128 GB", "85171300"),
        ],
    )
    def test_nearest_phrase_gives_the_code(self, model: NearestPhrases, text: str, code: str) -> None:
        assert model.rank([text])[0][0][0] == code

    def test_are_few_headings_once_each_likeliest_first(self, model: NearestPhrases) -> None:
        for said in model.rank(["mobile phone", "white soap", "sugar pipe"]):
            chances = [chance for _, chance in said]
            assert len({code[:4] for code, _ in said}) == len(said) <= MOST
            assert chances == sorted(chances, reverse=True)
            assert all(0 <= chance <= 1 for chance in chances)

    @pytest.mark.parametrize("text", ["", "???", "500 ml", "zzzz"])
    def test_are_none_where_nothing_is_said(self, model: NearestPhrases, text: str) -> None:
        assert model.rank([text]) == [[]]

    def test_hang_on_each_text_alone(self, model: NearestPhrases) -> None:
        texts = ["cement", "zzzz", "soap cake", "rice"] * 40
        assert model.rank(texts) == [model.rank([text])[0] for text in texts]

    def test_are_weighed_by_one_thread(self) -> None:
        weighing = Weighing()
        NearestPhrases().fit(["soap"], ["3401"]).with_ranker(weighing).rank(["soap"])
        assert weighing.threads == {1}, "threads that spin take seconds where other processes need the processor"

    def test_of_no_texts_are_none(self, model: NearestPhrases) -> None:
        assert model.rank([]) == []


class TestFile:
    def test_answers_as_the_model_did(self, model: NearestPhrases) -> None:
        content = formats.dump(Kind.SKOPS, model)
        again = formats.load(Kind.SKOPS, content)
        assert again.rank(["cement bag", "sabun"]) == model.rank(["cement bag", "sabun"])
        assert formats.dump(Kind.SKOPS, again) == content, "what was made from the rest is not written"

    def test_holds_no_phrase(self, model: NearestPhrases) -> None:
        assert b"basmati" not in formats.dump(Kind.SKOPS, model)

    @pytest.mark.parametrize("name", ["letters_", "letters_in_", "words_in_", "code_of_"])
    def test_of_parts_that_do_not_fit_is_refused(self, model: NearestPhrases, name: str) -> None:
        broken = NearestPhrases()
        broken.__dict__ |= model.__getstate__() | {name: getattr(model, name)[:-1]}
        with pytest.raises(RefusedModel):
            predicting.predicted(Task.RANKING, broken, ["cement"])

    def test_of_codes_that_are_not_there_is_refused(self, model: NearestPhrases) -> None:
        broken = NearestPhrases()
        broken.__dict__ |= model.__getstate__() | {"code_of_": model.code_of_ + np.int32(1000)}
        with pytest.raises((ValueError, IndexError)):
            broken.rank(["cement"])


class TestTraining:
    def test_same_seed_makes_the_same_file(self) -> None:
        one, same = (formats.dump(Kind.SKOPS, train.fit(few(), LOGISTIC, 3)) for _ in range(2))
        assert one == same

    def test_phrases_without_words_teach_nothing(self) -> None:
        assert examples([Phrase("500 ml", "2202"), Phrase("soap", "3401")]).phrases == [Phrase("soap", "3401")]

    def test_order_of_phrases_changes_nothing(self) -> None:
        turned = examples(list(phrases())[::-1])
        assert turned.fingerprint == few().fingerprint
        assert turned.phrases == few().phrases

    def test_nothing_to_learn_from_is_refused(self) -> None:
        with pytest.raises(ValueError, match="takes phrases"):
            NearestPhrases().fit([], [])

    def test_fold_is_judged_by_what_it_did_not_learn(self) -> None:
        assert 0.0 <= train.fold_score(few(), LOGISTIC, 0, 1) <= 1.0


class Weighing:
    """A ranker that notes how many threads it may use."""

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def predict_proba(self, evidence: Floats) -> Floats:
        """The same of every candidate."""
        self.threads |= {pool["num_threads"] for pool in threadpool_info()}
        return np.full((len(evidence), 2), 0.5, dtype=np.float32)


def phrases() -> Iterator[Phrase]:
    """The phrases of these shops."""
    for code, texts in SHOPS.items():
        yield from (Phrase(text, code) for text in texts.split("|"))


def few() -> Examples:
    """What these tests learn from."""
    return examples(list(phrases()))


@pytest.fixture(scope="module")
def model() -> NearestPhrases:
    """A model of these phrases."""
    return train.fit(few(), LOGISTIC, 1)
