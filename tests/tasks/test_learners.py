"""Every learned model of the service is listed, shipped, small, and still what its learner says it is."""

from pathlib import Path

import pytest

from app.model_registry.records import Learner, UnknownModel
from ml_models import bundle, formats, gates, inspection, predicting
from ml_models.contracts import Manifest
from scripts import train
from tasks import crontabs, learners

NAMES = [learner.name for learner in learners.everyone()]


class TestLearners:
    def test_all_seven_are_listed_once(self) -> None:
        assert sorted(NAMES) == [
            *("alert_confidence", "duplicate_pairs", "field_confidence", "hsn_words", "invoice_ner", "late_payment"),
            "receipt_fields",
        ]

    def test_unknown_name_is_told(self) -> None:
        with pytest.raises(UnknownModel):
            learners.one("nobody")

    @pytest.mark.parametrize("name", NAMES)
    def test_schedule_of_each_can_be_read(self, name: str) -> None:
        assert crontabs.is_line(learners.one(name).policy.retrain_cron)

    @pytest.mark.parametrize("name", NAMES)
    def test_each_has_gates_of_its_own(self, name: str) -> None:
        assert gates.OF_MODEL[name]


class TestShipped:
    def test_nothing_else_is_shipped_and_all_together_are_small(self) -> None:
        files = list((train.ROOT / train.SHIPPED).iterdir())
        assert {path.name for path in files} == {f"{name}{bundle.SUFFIX}" for name in NAMES}
        assert sum(path.stat().st_size for path in files) < train.MOST_BYTES

    @pytest.mark.parametrize("name", NAMES)
    def test_file_is_what_its_learner_says_and_answers_as_it_did(self, name: str) -> None:
        learner, path = learners.one(name), shipped(name)
        found = inspection.inspected(path.read_bytes(), filename=path.name, name=name)
        manifest = found.manifest
        assert manifest
        assert said_by(manifest) == said_by(learner)
        assert manifest.parameters in [dict(one) for one in learner.candidates]
        model = formats.load(manifest.kind, found.content)
        predicting.checked(manifest.kind, manifest.task, manifest.features, model)
        predicting.smoke(model, manifest)

    @pytest.mark.parametrize("name", NAMES)
    def test_card_tells_of_the_file_that_is_there(self, name: str) -> None:
        learner = learners.one(name)
        card = (train.ROOT / (learner.package or name) / "CARD.md").read_text(encoding="utf-8")
        manifest = bundle.read(shipped(name).read_bytes()).manifest
        assert manifest.data_fingerprint[:16] in card
        assert all(part in card for part in (learner.title, learner.purpose, learner.data, *learner.limits))
        assert learner.data
        assert learner.limits


def said_by(one: Learner | Manifest) -> tuple[object, ...]:
    """What a learner and a file of it say alike."""
    return one.name, one.kind, one.task, one.features, one.licence


def shipped(name: str) -> Path:
    """The file of this model."""
    return train.ROOT / train.SHIPPED / f"{name}{bundle.SUFFIX}"
