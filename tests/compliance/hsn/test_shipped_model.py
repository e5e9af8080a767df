"""The shipped model of wordings: a floor on wordings of another author, plain cases in three languages, nonsense."""

from collections.abc import Callable

import pytest

from app.compliance.training import behaviours, judged
from app.gst import hsn
from app.model_registry.records import Learner
from ml_models import bundle, formats
from ml_models.evaluation import ranking
from ml_models.hsn_words import unseen
from ml_models.hsn_words.estimator import NearestPhrases
from scripts import train
from tasks import learners

TOP_5, TOP_1, MOST_OFF = 0.93, 0.85, 0.06
"""Floors that the shipped model clears with room; calibration as its gate asks."""

PLAIN = (
    ("plumber pipe 1 inch", ("3917",)),
    ("mobile repairing charges", ("9987",)),
    ("taxi for airport", ("9964", "9966")),
    ("men's cotton kurta size L", ("61", "62")),
    ("Fe500 tmt bar 12mm", ("7213", "7214")),
    ("doodh", ("0401",)),
    ("gehu ka atta 10 kilo", ("1101",)),
    ("pyaaz", ("0703",)),
    ("aaloo", ("0701",)),
    ("ghee", ("0405",)),
    ("chai patti", ("0902",)),
    ("sabun", ("3401",)),
    ("kapda dhone ka powder", ("3402",)),
    ("bijli ka taar", ("8544",)),
    ("साबुन", ("3401",)),
    ("आलू", ("0701",)),
    ("दूध", ("0401",)),
    ("सोने की अंगूठी", ("7113",)),
    ("स्कूल बैग", ("4202",)),
    ("motorcycle tyre", ("4011",)),
    ("office chair", ("9401",)),
    ("ceiling fan", ("8414",)),
    ("refrigerator 200 ltr", ("8418",)),
    ("packing carton box", ("4819",)),
    ("shop rent", ("9972",)),
    ("transport charges", ("9965", "9967")),
    ("catering for wedding", ("9963",)),
    ("digital marketing services", ("9983",)),
)


class TestFloors:
    def test_on_wordings_of_another_author(self, model: NearestPhrases) -> None:
        found = ranking.evaluated(model.rank, judged.cases(), seed=1)
        assert found.metric("top_5").value >= TOP_5
        assert found.metric("top_1").value >= TOP_1
        assert found.calibration is not None
        assert found.calibration.ece <= MOST_OFF

    def test_of_every_language(self, model: NearestPhrases) -> None:
        for part in ranking.evaluated(model.rank, judged.cases(), seed=1).slices:
            top = part.metric("top_5")
            assert top is not None and top.value >= 0.9, part.name


class TestPlainCases:
    @pytest.mark.parametrize(("text", "expected"), [*behaviours.PLAIN, *PLAIN])
    def test_right_code_is_the_first(self, model: NearestPhrases, text: str, expected: tuple[str, ...]) -> None:
        assert model.rank([text])[0][0][0].startswith(expected)

    @pytest.mark.parametrize(
        "change", [str.upper, str.title, "{} 500 ml".format, "{} (pack of 12)".format, "12 {}".format]
    )
    def test_case_size_and_pack_change_nothing(self, model: NearestPhrases, change: Callable[[str], str]) -> None:
        texts = behaviours.TEXTS
        assert model.rank([change(text) for text in texts]) == model.rank(texts)

    @pytest.mark.parametrize("text", [*behaviours.NONSENSE, "", "qqqqq wwwww", "jjj kkk", "@@@"])
    def test_nonsense_gets_none(self, model: NearestPhrases, text: str) -> None:
        assert model.rank([text]) == [[]]

    def test_every_code_that_it_may_say_is_listed(self, model: NearestPhrases) -> None:
        assert [code for code in model.codes_ if not hsn.is_listed(str(code))] == []


class TestUnseen:
    def test_wordings_are_many_and_of_three_languages(self) -> None:
        found = unseen.every()
        assert len(found) >= 500
        assert {one.language for one in found} == {"english", "hinglish", "hindi"}

    def test_headings_exist(self) -> None:
        assert [one for one in unseen.every() if not one.headings or not all(map(hsn.is_heading, one.headings))] == []

    def test_none_is_among_the_phrases_that_teach(self, learner: Learner) -> None:
        taught = {phrase.text.lower() for phrase in learner.examples((), 1).phrases}
        shared = [one.text for one in unseen.every() if one.text.lower() in taught]
        assert len(shared) <= len(unseen.every()) // 50, "two authors may hit upon the same short wording now and then"


@pytest.fixture(scope="module")
def learner() -> Learner:
    return learners.one("hsn_words")


@pytest.fixture(scope="module")
def model(learner: Learner) -> NearestPhrases:
    brought = bundle.read((train.ROOT / train.SHIPPED / f"{learner.name}{bundle.SUFFIX}").read_bytes())
    loaded = formats.load(brought.manifest.kind, brought.content)
    assert isinstance(loaded, NearestPhrases)
    return loaded
