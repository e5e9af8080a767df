"""A retraining from labels to a candidate: what it learns from, what it leaves, that it can be repeated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.model_registry.records import Learner, ModelVersion, Observed, Origin, Policy, State
from app.model_registry.records.training import NotEnoughLabels, Part, Training, TrainingFailed
from app.model_registry.repo import versions
from app.model_registry.service.files import keeping
from app.model_registry.service.learning import making, retraining
from app.model_registry.service.lifecycle import by_policy
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.storage import FolderStore
from ml_models import bundle, formats
from ml_models.contracts import Kind
from ml_models.store import Condition, ModelStore
from tests import shops
from tests.model_registry import learners, tiny

NOW = tiny.NOW
LONG_AGO = NOW - timedelta(days=60)


class TestRetrain:
    def test_labels_become_a_candidate_whose_validation_is_asked_for(self, rt: Runtime, engine: Engine) -> None:
        learner, serving = trained_once(rt, engine)
        subjects = learners.labels(engine, serving, learners.business(engine), 30, known_at=LONG_AGO)
        seen: list[Observed] = []

        def watched(observed: Sequence[Observed], seed: int) -> learners.Rows:
            seen[:] = observed
            return learners.examples(observed, seed)

        said: list[tuple[float, str]] = []
        version = retrain(rt, replace(learner, examples=watched), said=said)
        assert (version.state, version.origin, version.parent_id) == (State.CANDIDATE, Origin.RETRAINED, serving.id)
        assert sorted(one.subject for one in seen) == sorted(subjects)
        assert rt.models.get(str(version.sha256))
        assert jobs_asked(engine, "models.validate", version) == 1
        assert [share for share, _ in said] == sorted(share for share, _ in said)
        assert "30 labels may be learned from, 30 of them new" in said[0][1]
        assert said[-1] == (1.0, f"{version.label} is a candidate, its validation has been asked for")

    def test_file_says_of_itself_how_it_was_made(self, rt: Runtime, engine: Engine) -> None:
        learner = learners.described(rt, tiny.name(), NOW, candidates=({"C": 1.0},))
        version = retrain(rt, learner, seed=7, anyway=True)
        manifest = bundle.manifest_of(version.manifest)
        assert (manifest.seed, manifest.parameters, manifest.features) == (7, {"C": 1.0}, learners.FEATURES)
        assert manifest.data_fingerprint == learner.examples([], 7).fingerprint
        assert manifest.created_at == NOW
        assert set(manifest.inputs) == set(learners.FEATURES)
        assert manifest.metrics["average_precision"]["low"] <= manifest.metrics["average_precision"]["value"]
        assert len(manifest.smoke.outputs) == len(tiny.ROWS)
        assert manifest.code_version

    def test_same_seed_gives_the_same_file_and_another_one_another(self, rt: Runtime) -> None:
        found = [retrain(rt, learners.described(rt, tiny.name(), NOW), seed=seed, anyway=True) for seed in (1, 1, 2)]
        assert found[0].sha256 == found[1].sha256 != found[2].sha256
        models = [formats.load(Kind.SKOPS, rt.models.get(str(version.sha256))) for version in found[:2]]
        scores = [model.predict_proba(tiny.ROWS).tolist() for model in models]
        assert scores[0] == scores[1]

    def test_training_that_learns_nothing_new_makes_no_new_version(self, rt: Runtime) -> None:
        learner, said = learners.described(rt, tiny.name(), NOW), list[tuple[float, str]]()
        first = retrain(rt, learner, anyway=True)
        again = retrain(rt, learner, anyway=True, said=said, now=NOW + timedelta(days=1))
        assert again == first
        assert said[-1][1] == f"the training made the file of {first.label} again: nothing new was learned"

    def test_best_of_the_candidates_is_chosen(self, rt: Runtime) -> None:
        learner = learners.described(
            rt, tiny.name(), NOW, fold_score=lambda rows, parameters, fold, seed: {0.01: 0.2, 1.0: 0.1}[parameters["C"]]
        )
        assert bundle.manifest_of(retrain(rt, learner, anyway=True).manifest).parameters == {"C": 0.01}

    def test_score_that_is_no_number_ends_it_in_a_sentence(self, rt: Runtime) -> None:
        learner = learners.described(rt, tiny.name(), NOW, fold_score=lambda *_: float("nan"))
        with pytest.raises(TrainingFailed, match=r"With C 0\.01 the training came to no score"):
            retrain(rt, learner, anyway=True)

    def test_model_that_cannot_serve_ends_it_in_a_sentence_and_is_seen_nowhere(self, rt: Runtime) -> None:
        learner = learners.described(rt, tiny.name(), NOW, features=("other",))
        with pytest.raises(TrainingFailed, match="2 inputs"):
            retrain(rt, learner, anyway=True)
        assert versions_of(rt, learner.name) == []


class TestEnoughLabels:
    def test_too_few_are_told_in_a_sentence(self, rt: Runtime, engine: Engine) -> None:
        learner, serving = trained_once(rt, engine)
        learners.labels(engine, serving, learners.business(engine), 19, known_at=LONG_AGO)
        with pytest.raises(NotEnoughLabels) as refused:
            retrain(rt, learner)
        assert refused.value.message.startswith(f"19 new labels for {learner.name} may be learned from")
        assert "20 are needed" in refused.value.message
        assert not retraining.has_enough(rt, learner, NOW)

    @pytest.mark.parametrize(
        ("is_held_back", "known_at"), [(True, LONG_AGO), (False, NOW - timedelta(days=27)), (True, NOW)]
    )
    def test_those_that_only_judge_do_not_count(
        self, rt: Runtime, engine: Engine, is_held_back: bool, known_at: datetime
    ) -> None:
        learner, serving = trained_once(rt, engine)
        business_id = learners.business(engine, is_held_back=is_held_back)
        learners.labels(engine, serving, business_id, 30, known_at=known_at)
        assert retraining.labels(rt, learner, until=NOW - timedelta(days=28)).new == 0

    def test_those_of_a_version_with_other_inputs_do_not_count(self, rt: Runtime, engine: Engine) -> None:
        learner, serving = trained_once(rt, engine)
        learners.labels(engine, serving, learners.business(engine), 30, known_at=LONG_AGO)
        assert retraining.has_enough(rt, learner, NOW)
        assert not retraining.has_enough(rt, replace(learner, features=("likeness", "weeks_apart")), NOW)

    def test_those_of_the_last_training_are_no_longer_new(self, rt: Runtime, engine: Engine) -> None:
        learner, serving = trained_once(rt, engine)
        learners.labels(engine, serving, learners.business(engine), 30, known_at=LONG_AGO)
        retrain(rt, learner)
        assert not retraining.has_enough(rt, learner, NOW + timedelta(days=7))
        later = NOW - timedelta(days=20)
        learners.labels(engine, serving, learners.business(engine), 30, known_at=later)
        assert not retraining.has_enough(rt, learner, NOW + timedelta(days=7))
        assert retraining.has_enough(rt, learner, NOW + timedelta(days=9))

    def test_subject_that_two_versions_saw_is_one_label(self, rt: Runtime, engine: Engine) -> None:
        learner, serving = trained_once(rt, engine)
        business_id = learners.business(engine)
        learners.labels(engine, serving, business_id, 5, known_at=LONG_AGO)
        other = retrain(rt, learner, seed=5, anyway=True)
        copy = (
            "insert into ml_model_observations (model_id, subject, business_id, role, probability, inputs,"
            " predicted_at, outcome, outcome_at) select :other, subject, business_id, 'shadow', 0.1, '[9, 9]',"
            " predicted_at + interval '1 hour', outcome, outcome_at from ml_model_observations where model_id = :first"
        )
        shops.execute(engine, copy, {"other": other.id, "first": serving.id})
        taught = retraining.labels(rt, learner, until=NOW - timedelta(days=28)).taught
        assert len(taught) == 5
        assert [9, 9] not in [one.inputs for one in taught]

    def test_what_people_told_counts_and_is_learned_from(self, rt: Runtime, engine: Engine) -> None:
        business_id = learners.business(engine)
        told = [Observed(business_id, uuid4(), [0.9, 1.0], True, LONG_AGO, LONG_AGO) for _ in range(25)]
        learner = learners.described(rt, tiny.name(), NOW, labelled=lambda tx, since: told)
        assert retraining.has_enough(rt, learner, NOW)
        assert retrain(rt, learner).manifest["data_fingerprint"] == learner.examples(told, making.SEED).fingerprint


class TestFoldScore:
    def test_another_process_comes_to_the_same_score(self, rt: Runtime) -> None:
        learner = learners.learner(tiny.name())
        examples = learner.examples([], 3)
        training = Training(learner.name, 3, NOW, examples.fingerprint)
        expected = learner.fold_score(examples, learner.candidates[1], 2, 3)
        assert retraining.fold_score(rt, learner, training, Part(1, 2)) == expected

    def test_labels_that_changed_meanwhile_end_it_in_a_sentence(self, rt: Runtime) -> None:
        learner = learners.learner(tiny.name())
        training = Training(learner.name, 3, NOW, "0" * 64)
        with pytest.raises(TrainingFailed, match="changed while it was being trained"):
            retraining.fold_score(rt, learner, training, Part(0, 0))


class TestByPolicy:
    @pytest.mark.parametrize(("promotes_itself", "expected"), [(True, State.PRODUCTION), (False, State.VALIDATED)])
    def test_version_that_passed_goes_live_where_the_policy_says_so(
        self, rt: Runtime, promotes_itself: bool, expected: State
    ) -> None:
        policy = Policy(promotes_itself=promotes_itself)
        version = retrain(rt, learners.described(rt, tiny.name(), NOW, policy=policy), anyway=True)
        assert by_policy.promoted(rt, version, now=NOW).state is State.CANDIDATE
        assert by_policy.promoted(rt, passed(rt, version), now=NOW).state is expected

    def test_upload_always_waits_for_an_admin(self, rt: Runtime) -> None:
        learner = learners.described(rt, tiny.name(), NOW, policy=Policy(promotes_itself=True))
        version = tiny.registered(rt, learner.name)
        assert by_policy.promoted(rt, version, now=NOW) == version


class TestKeeping:
    def test_file_without_a_version_goes_after_a_day_and_those_with_one_stay(self, rt: Runtime, tmp_path: Path) -> None:
        apart = replace(rt, models=ModelStore(FolderStore(tmp_path / "store"), tmp_path / "copies"))
        version = retrain(apart, learners.described(rt, tiny.name(), NOW), anyway=True)
        orphan = apart.models.put(b"what a killed training left")
        assert keeping.gc(apart, rt.clock.now()) == []
        assert [found.sha256 for found in keeping.gc(apart, rt.clock.now() + timedelta(days=2))] == [orphan]
        conditions = {found.sha256: found.condition for found in keeping.verify(apart)}
        assert conditions[str(version.sha256)] is Condition.SOUND
        assert orphan not in conditions


def trained_once(rt: Runtime, engine: Engine) -> tuple[Learner, ModelVersion]:
    """A learner, and a version of it that came with the release and serves."""
    learner = learners.described(rt, tiny.name(), NOW)
    return learner, tiny.promoted(rt, tiny.registered(rt, learner.name))


def retrain(
    rt: Runtime,
    learner: Learner,
    *,
    said: list[tuple[float, str]] | None = None,
    now: datetime = NOW,
    seed: int = making.SEED,
    anyway: bool = False,
) -> ModelVersion:
    """A retraining in this process."""
    notes = [] if said is None else said
    return retraining.retrain(
        rt,
        learner,
        now=now,
        progress=lambda share, note: notes.append((share, note)),
        spread=making.here(learner, learner.examples([], seed)),
        seed=seed,
        anyway=anyway,
    )


def passed(rt: Runtime, version: ModelVersion) -> ModelVersion:
    """The version after a validation that it passed."""
    with rt.db.transaction(Caller.service()) as tx:
        return versions.move(tx, version.id, State.VALIDATED, NOW)


def versions_of(rt: Runtime, name: str) -> list[ModelVersion]:
    """All versions of a model."""
    with rt.db.transaction(Caller.service()) as tx:
        return versions.fetch_all(tx, name)


def jobs_asked(engine: Engine, job: str, version: ModelVersion) -> int:
    """How many jobs of this name were asked for about the version."""
    query = (
        "select count(*) from jobs where name = :job and payload @> jsonb_build_object('name', cast(:name as text),"
        " 'version', cast(:version as int))"
    )
    return shops.count(engine, query, {"job": job, "name": version.name, "version": version.version})
