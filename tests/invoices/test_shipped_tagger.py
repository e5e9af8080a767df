"""The tagger that comes with a release: what it may change and what it must leave as it was."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.invoices import training
from app.invoices.records import TAGGER, Said, Status
from app.invoices.rules.sentences import filling, normalise, sentence
from app.invoices.training import behaviours
from ml_models import bundle, formats, predicting
from ml_models.contracts import Bundle
from tests.invoices.said import TODAY
from tests.invoices.test_examples import examples, is_right

__all__ = ["examples"]

Read = Callable[[str, date], Said]


class TestShipped:
    def test_answers_as_it_did_when_it_was_made(self, shipped: Bundle, tagger: Any) -> None:
        predicting.smoke(tagger, shipped.manifest)
        assert tuple(shipped.manifest.smoke.inputs) == tuple(training.learner().smoke)

    def test_small_enough_for_the_repository(self, shipped: Bundle) -> None:
        assert shipped.manifest.size_bytes < 4 * 1024 * 1024

    @pytest.mark.parametrize("check", behaviours.checks(), ids=lambda check: check.name)
    def test_does_with_plain_sentences_what_any_tagger_must(self, tagger: Any, check: Any) -> None:
        assert all(check.holds(lambda texts: predicting.predicted(training.learner().task, tagger, texts)))


class TestReading:
    def test_mends_more_drafts_than_chance_explains(self, shipped: Bundle) -> None:
        alone, helped = (
            shipped.manifest.metrics[f"drafts_right_{how}"] for how in ("by_the_grammar_alone", "with_the_tagger")
        )
        assert helped["low"] > alone["high"] + 0.1

    @pytest.mark.parametrize(
        "text",
        [
            *("good morning", "how many bills did Ravi get for 500", "Ramesh ne 5000 rupaye diye", "call me at 5"),
            *("Anil se 3000 lene hai", "5 bori cement", "10 bori cement Ravi ko", "1" * 500, "0", "\u200b 7"),
        ],
    )
    def test_what_is_no_whole_request_stays_none(self, read: Read, text: str) -> None:
        assert read(text, TODAY).status is not Status.DRAFT

    @pytest.mark.parametrize("text", ["5 items at 100 each", "1 saree 2500 including gst 5%", "2 पंखे 1500 रुपये वाले"])
    def test_customer_that_was_not_named_is_not_invented(self, read: Read, text: str) -> None:
        assert read(text, TODAY).customer_name is None

    def test_no_example_is_read_worse_than_by_the_grammar_alone(
        self,
        read: Read,
        examples: Mapping[str, Any],
    ) -> None:
        on = date.fromisoformat(examples["_meta"]["today"])
        cases: Sequence[Mapping[str, Any]] = examples["cases"]
        alone = {case["id"] for case in cases if is_right(case, sentence.read(case["text"], on=on), on)}
        helped = {case["id"] for case in cases if is_right(case, read(case["text"], on), on)}
        print(f"{len(alone)} right alone, {len(helped)} with the tagger, of {len(cases)}")
        assert alone - helped == set()


@pytest.fixture(scope="module")
def shipped(repository: Path) -> Bundle:
    path = repository / "ml_models" / "shipped" / f"{TAGGER}{bundle.SUFFIX}"
    return bundle.read(path.read_bytes())


@pytest.fixture(scope="module")
def tagger(shipped: Bundle) -> Any:
    return formats.load(shipped.manifest.kind, shipped.content)


@pytest.fixture(scope="module")
def read(tagger: Any) -> Read:
    """Reads as the service does: the tagger is asked where the grammar doubts, and taken where it is better."""

    def reading(text: str, on: date) -> Said:
        plain = sentence.read(text, on=on)
        if not filling.is_open(plain):
            return plain
        (spans,) = predicting.predicted(training.learner().task, tagger, [normalise.plain(text)])
        filled = sentence.read(text, on=on, spans=spans)
        return filled if filling.is_better(plain, filled) else plain

    return reading
