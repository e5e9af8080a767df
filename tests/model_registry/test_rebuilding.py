"""A shipped model rebuilt from its seed: the same file again, or a word on what differs; and its two files on disk."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model_registry.service.learning import making, rebuilding
from app.model_registry.wording import rebuilding as wording
from ml_models import bundle, gates
from ml_models.contracts import Bundle
from scripts import train
from tests.model_registry import learners, tiny

NAME = "tiny"


class TestRebuilt:
    def test_same_seed_gives_the_same_file(self) -> None:
        first = rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=None)
        again = rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=bundle.written(first.brought))
        assert again.difference.is_same
        assert bundle.written(again.brought) == bundle.written(first.brought)
        assert lines(again)[1].strip() == "the same file as before"

    def test_moment_and_sources_alone_make_no_other_file(self) -> None:
        first = rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=None).brought
        older = Bundle(
            replace(first.manifest, code_version="before", created_at=tiny.NOW.replace(year=2025)), first.content
        )
        again = rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=bundle.written(older))
        assert again.brought == bundle.read(bundle.written(older))

    def test_another_seed_says_what_differs(self) -> None:
        before = bundle.written(rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=None, seed=1).brought)
        weak = learners.learner(NAME, candidates=({"C": 0.0001},))
        found = rebuilding.rebuilt(weak, now=tiny.NOW, before=before, seed=2)
        assert not found.difference.is_same
        assert found.difference.answers == 120
        assert 0 < found.difference.different <= 1
        assert "other bytes than before" in lines(found)[1]
        assert "of 120 answers differ" in lines(found)[1]
        assert " -> " in lines(found)[1]

    def test_file_that_cannot_be_opened_is_named(self) -> None:
        found = rebuilding.rebuilt(learners.learner(NAME), now=tiny.NOW, before=b"no model")
        assert "the file that was there cannot be opened" in lines(found)[1]

    def test_gate_that_is_failed_is_told(self) -> None:
        found = rebuilding.rebuilt(learners.learner(NAME, candidates=({"C": 0.0001},)), now=tiny.NOW, before=None)
        assert not gates.has_passed(found.verdict)
        assert any("fails its gate calibration" in line for line in lines(found))

    def test_it_is_judged_on_the_cases_of_a_validation(self) -> None:
        seeds: list[int] = []

        def watched(model: Any, observed: Any, seed: int) -> Any:
            seeds.append(seed)
            return learners.evaluate(model, observed, seed)

        rebuilding.rebuilt(learners.learner(NAME, evaluate=watched), now=tiny.NOW, before=None, seed=5)
        assert seeds == [making.JUDGING_SEED]


class TestTrain:
    def test_writes_file_and_card_and_leaves_the_file_when_nothing_changed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "small").mkdir()
        learner = learners.learner(NAME, package="small", data="Generated rows.", limits=("It knows two inputs.",))
        train.train(learner, 1, tmp_path)
        path = tmp_path / "shipped" / f"{NAME}{bundle.SUFFIX}"
        written, card = path.read_bytes(), (tmp_path / "small" / "CARD.md").read_text()
        assert bundle.read(written).manifest.seed == 1
        assert "It knows two inputs." in card
        train.train(learner, 1, tmp_path)
        assert path.read_bytes() == written
        assert (tmp_path / "small" / "CARD.md").read_text() == card
        assert "the same file as before" in capsys.readouterr().out

    def test_training_that_comes_to_nothing_writes_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert not train.train(learners.learner(NAME, fold_score=lambda *_: float("nan")), 1, tmp_path)
        assert "came to no score" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


def lines(found: Any) -> list[str]:
    """What is said of it."""
    return list(wording.told(found))
