"""One process and the versions it serves: it loads beside the old one, swaps, keeps the old one when it cannot."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from sqlalchemy import Engine, text

from app.model_registry import service
from app.model_registry.records import EventKind, ModelFailed, ModelVersion, Observation, Served
from app.model_registry.service import serving
from app.model_registry.service.serving.process_models import ProcessModels
from app.model_registry.service.serving.routes import Routes
from app.runtime.health.probes import Unwell
from app.runtime.identity import Caller
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime, assemble
from tests import shops
from tests.model_registry import tiny

RULES = "rules-1"
LATER = 1000.0


class TestServed:
    def test_nothing_in_production_is_nothing_served(self, process: Runtime, name: str) -> None:
        tiny.registered(process, name)
        assert serving.served(process, name) is None
        assert (serving.label(process, name), serving.version(process, RULES, name)) == ("", RULES)

    def test_version_in_production_answers_as_it_was_fitted(self, process: Runtime, name: str) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=3))
        model = found(process, name)
        assert model.label == f"{name}-1"
        expected = tiny.fitted(3).predict_proba(tiny.ROWS)[:, 1]
        assert serving.predicted(model, tiny.ROWS) == pytest.approx(list(expected))

    def test_first_look_of_many_threads_at_once_shows_it_to_every_one(self, process: Runtime, name: str) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=3))
        for _ in range(20):
            routes, start = Routes(process.db), threading.Barrier(8)

            def look(routes: Routes = routes, start: threading.Barrier = start) -> bool:
                start.wait()
                return name in routes.known()

            with ThreadPoolExecutor(8) as threads:
                assert all(look.result() for look in [threads.submit(look) for _ in range(8)])

    def test_next_version_takes_over_and_an_answer_keeps_what_it_began_with(self, process: Runtime, name: str) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        tiny.promoted(process, first)
        begun = found(process, name)
        before = serving.predicted(begun, tiny.ROWS)
        tiny.promoted(process, second)
        assert found(process, name).label == f"{name}-2"
        assert (begun.label, serving.predicted(begun, tiny.ROWS)) == (f"{name}-1", before)
        tiny.promoted(process, first, kind=EventKind.ROLLED_BACK)
        assert found(process, name).label == f"{name}-1"

    def test_pointers_are_read_once_in_a_while_and_not_for_every_answer(
        self, process: Runtime, name: str, clock: list[float]
    ) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        tiny.promoted(process, first)
        found(process, name)
        tiny.promoted(process, second)
        assert serving.label(process, name) == f"{name}-1"
        clock[0] += 2.0
        assert serving.label(process, name) == f"{name}-2"

    def test_version_of_other_inputs_does_not_serve(self, process: Runtime, name: str) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        serving.refresh(process)
        assert serving.served(process, name, features=("likeness", "hours_apart")) is None
        assert serving.served(process, name, features=tiny.FEATURES) is None, "not tried again at once"

    def test_last_routes_hold_while_the_database_is_away(
        self, process: Runtime, name: str, clock: list[float], engine: Engine
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        found(process, name)
        away = replace(process, db=assemble(replace(process.settings, database_url="")).db)
        process.loaded["models"].routes._db = away.db
        clock[0] += 10
        serving.refresh(process)
        assert serving.served(process, name)

    def test_process_that_never_reached_the_database_goes_by_the_rules(self, process: Runtime, name: str) -> None:
        away = assemble(replace(process.settings, database_url=""))
        serving.refresh(away)
        assert serving.served(away, name) is None
        assert serving.version(away, RULES, name) == RULES


class TestCanary:
    def test_answers_for_its_share_of_businesses_and_always_the_same(self, process: Runtime, name: str) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        tiny.promoted(process, first)
        tiny.canaried(process, second, 0.5)
        serving.refresh(process)
        businesses = [uuid4() for _ in range(60)]
        met = {one: found(process, name, one) for one in businesses}
        assert {model.label for model in met.values()} == {f"{name}-1", f"{name}-2"}
        assert all(model.is_canary == (model.label == f"{name}-2") for model in met.values())
        assert all(found(process, name, one).label == model.label for one, model in met.items())
        assert all(serving.label(process, name, business_id=one) == model.label for one, model in met.items())

    def test_that_does_not_load_leaves_everybody_with_production(
        self, process: Runtime, name: str, storage: Path
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        tiny.canaried(process, damaged(process, name, storage), 1.0)
        serving.refresh(process)
        business_id = uuid4()
        assert found(process, name, business_id).label == f"{name}-1"
        assert serving.is_current(process, f"{RULES}+{name}-1", RULES, name, business_id=business_id)


class TestBrokenVersion:
    def test_leaves_the_old_one_serving_and_everybody_is_told(
        self, process: Runtime, name: str, storage: Path, clock: list[float]
    ) -> None:
        failures = metrics.model_load_failures.labels(name)
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        found(process, name)
        tiny.promoted(process, damaged(process, name, storage))
        assert found(process, name).label == f"{name}-1"
        assert failures._value.get() == 1
        with pytest.raises(Unwell, match=f"{name}-2 does not load in 1 process, {name}-1 answers instead: .*damaged"):
            service.probe(process)
        found(process, name)
        assert failures._value.get() == 1, "not tried again at once"
        clock[0] += LATER
        found(process, name)
        assert failures._value.get() == 2

    def test_answers_of_its_substitute_are_current_and_no_others(
        self, process: Runtime, name: str, storage: Path
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        found(process, name)
        tiny.promoted(process, damaged(process, name, storage))
        found(process, name)
        accepted = [
            made for made in (RULES, f"{RULES}+{name}-1", f"{RULES}+{name}-2", f"rules-2+{name}-1")
            if serving.is_current(process, made, RULES, name)
        ]  # fmt: skip
        assert accepted == [f"{RULES}+{name}-1", f"{RULES}+{name}-2"]
        assert serving.version(process, RULES, name) == f"{RULES}+{name}-2", "keys never name the substitute"

    def test_serves_when_it_is_mended_and_health_says_so(
        self, process: Runtime, name: str, storage: Path, clock: list[float]
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        found(process, name)
        tiny.promoted(process, damaged(process, name, storage))
        found(process, name)
        process.models.put(tiny.bundled(name, seed=2).content)
        clock[0] += LATER
        assert found(process, name).label == f"{name}-2"
        assert f"{name}-2" in service.probe(process)

    def test_new_process_falls_back_to_what_served_before(self, process: Runtime, name: str, storage: Path) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        tiny.promoted(process, damaged(process, name, storage))
        assert found(process, name).label == f"{name}-1"

    def test_without_an_earlier_one_the_rules_answer(self, process: Runtime, name: str, storage: Path) -> None:
        tiny.promoted(process, damaged(process, name, storage))
        serving.refresh(process)
        assert serving.served(process, name) is None
        assert serving.is_current(process, RULES, RULES, name)
        with pytest.raises(Unwell, match="the rules answer instead"):
            service.probe(process)

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ("update ml_models set signature = '' where id = :id", "not_signed"),
            ("update ml_models set signature = 'hmac-sha256:0000000000000000:AAAA' where id = :id", "unknown_key"),
            ("update ml_models set manifest = jsonb_set(manifest, '{seed}', '99') where id = :id", "bad_signature"),
            ("update ml_models set sha256 = repeat('0', 64) where id = :id", "other_manifest"),
            ("update ml_models set manifest = '{}' where id = :id", "bad_manifest"),
        ],
    )
    def test_is_refused_before_its_bytes_are_read(
        self, process: Runtime, name: str, engine: Engine, change: str, code: str
    ) -> None:
        version = tiny.promoted(process, tiny.registered(process, name))
        shops.execute(engine, change, {"id": version.id})
        serving.refresh(process)
        assert serving.served(process, name) is None
        assert [report.code for report in service.load_reports(process) if report.name == name] == [code]

    def test_that_answers_otherwise_than_when_it_was_made_is_refused(self, process: Runtime, name: str) -> None:
        made = tiny.bundled(name)
        smoke = replace(made.manifest.smoke, outputs=[0.5] * len(tiny.ROWS))
        tiny.promoted(
            process, tiny.registered(process, name, made=replace(made, manifest=replace(made.manifest, smoke=smoke)))
        )
        serving.refresh(process)
        assert serving.served(process, name) is None


class TestStoreAway:
    def test_process_starts_with_this_machines_copy(self, process: Runtime, name: str, storage: Path) -> None:
        version = tiny.promoted(process, tiny.registered(process, name))
        (storage / "models" / str(version.sha256)).unlink()
        assert found(process, name).label == f"{name}-1"


class TestPredicted:
    @pytest.mark.parametrize(
        "answers",
        [
            lambda rows: np.full((len(rows), 2), np.nan),
            lambda rows: np.zeros((len(rows), 3)),
            lambda rows: np.zeros((len(rows) - 1, 2)),
            lambda rows: np.full((len(rows), 2), 7.0),
            lambda rows: [][1],
            lambda rows: 1 / 0,
            lambda rows: overtime(),
        ],
    )
    def test_whatever_is_no_answer_is_one_error_and_counted(
        self, process: Runtime, name: str, answers: Callable[..., object]
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        model = found(process, name)
        model.answering.model.predict_proba = answers
        failures = metrics.model_failures.labels(name)
        before = failures._value.get()
        with pytest.raises(ModelFailed):
            serving.predicted(model, tiny.ROWS)
        assert failures._value.get() == before + 1

    def test_answer_that_it_failed_in_is_current(self, process: Runtime, name: str) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        made = serving.made_by(RULES, serving.failed(found(process, name)))
        assert made == f"{RULES}+{name}-1:failed"
        assert serving.is_current(process, made, RULES, name)


class TestIsCurrent:
    def test_process_that_does_not_know_the_new_version_reads_again(self, process: Runtime, name: str) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        tiny.promoted(process, first)
        assert serving.version(process, RULES, name) == f"{RULES}+{name}-1"
        tiny.promoted(process, second)
        assert serving.is_current(process, f"{RULES}+{name}-2", RULES, name)
        assert not serving.is_current(process, f"{RULES}+{name}-1", RULES, name)

    def test_unknown_models_take_no_part(self, process: Runtime) -> None:
        assert serving.is_current(process, RULES, RULES, "nobody")
        assert not serving.is_current(process, f"{RULES}+nobody-1", RULES, "nobody")


class TestShelf:
    def test_longest_unused_is_put_away_and_comes_back(self, process: Runtime, engine: Engine) -> None:
        names = [tiny.name() for _ in range(3)]
        made = [tiny.promoted(process, tiny.registered(process, name)) for name in names]
        serving.refresh(process)
        try:
            models = [found(process, name) for name in names]
            assert kept(process) == [f"{name}-1" for name in names[1:]]
            assert serving.predicted(models[0], tiny.ROWS), "an answer keeps its model"
            assert found(process, names[0]).label == f"{names[0]}-1"
        finally:
            for version in made:
                tiny.retired(engine, version.id)


class TestKeepUp:
    def test_what_was_asked_for_is_swapped_unasked(self, process: Runtime, name: str, clock: list[float]) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        tiny.promoted(process, first)
        found(process, name)
        tiny.promoted(process, second)
        clock[0] += 2.0
        process.loaded["models"].keep_up()
        assert kept(process) == [f"{name}-1", f"{name}-2"]

    def test_canary_that_does_not_load_is_told_before_anybody_meets_it(
        self, process: Runtime, name: str, storage: Path
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name, seed=1))
        found(process, name)
        tiny.canaried(process, damaged(process, name, storage), 0.5)
        serving.refresh(process)
        process.loaded["models"].keep_up()
        told = [(report.label, report.serving) for report in service.load_reports(process) if report.has_failed]
        assert (f"{name}-2", f"{name}-1") in told

    def test_what_nobody_asked_for_is_not_loaded(self, process: Runtime, name: str) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        serving.refresh(process)
        process.loaded["models"].keep_up()
        assert kept(process) == []

    def test_reports_of_versions_that_are_gone_are_dropped(
        self, process: Runtime, name: str, clock: list[float], engine: Engine
    ) -> None:
        first, second = (tiny.registered(process, name, seed=seed) for seed in (1, 2))
        for version in (first, second):
            tiny.promoted(process, version)
            found(process, name)
        clock[0] += LATER
        process.loaded["models"].keep_up()
        query = "select count(*) from ml_model_loads where name = :name"
        assert shops.count(engine, query, {"name": name}) == 1


class TestObserve:
    def test_each_subject_is_kept_once_a_version_with_its_inputs(
        self, process: Runtime, name: str, business_id: UUID, engine: Engine
    ) -> None:
        tiny.promoted(process, tiny.registered(process, name))
        model, subject = found(process, name), uuid4()
        for chance in (0.25, 0.75):
            with process.db.transaction(Caller.service()) as tx:
                seen = [Observation(subject, chance, [0.5, 1.0], tiny.NOW), Observation(uuid4(), 0.5, [1, 2], tiny.NOW)]
                serving.observe(tx, model, business_id=business_id, observations=seen)
        with engine.connect() as connection:
            query = text("select probability, inputs, role from ml_model_observations where subject = :subject")
            assert connection.execute(query, {"subject": subject}).all() == [(0.25, [0.5, 1.0], "production")]
        assert shops.count(engine, "select count(*) from ml_model_observations where model_id = :id",
                           {"id": model.answering.id}) == 3  # fmt: skip

    def test_nobody_served_is_nothing_kept(self, process: Runtime, business_id: UUID) -> None:
        with process.db.transaction(Caller.service()) as tx:
            serving.observe(tx, None, business_id=business_id, observations=[Observation(uuid4(), 0.5, [], tiny.NOW)])


def overtime() -> object:
    """What a call meets that has run for MODEL_TIMEOUT_SECONDS."""
    raise SoftTimeLimitExceeded


def kept(process: Runtime) -> list[str]:
    """The models in the memory of the process, the longest unused first."""
    return [loaded.label for loaded in process.loaded["models"].shelf._kept.values()]


def found(rt: Runtime, name: str, business_id: UUID | None = None) -> Served:
    """Who answers, by what stands in the database at this moment."""
    serving.refresh(rt)
    model = serving.served(rt, name, business_id=business_id, features=tiny.FEATURES)
    assert model
    return model


def damaged(rt: Runtime, name: str, storage: Path) -> ModelVersion:
    """A version whose file in the store was changed by hand, and that this machine has no copy of."""
    version = tiny.registered(rt, name, seed=2)
    (storage / "models" / str(version.sha256)).write_bytes(b"something else")
    (rt.settings.model_copies / str(version.sha256)).unlink()
    return version


@pytest.fixture
def clock() -> list[float]:
    """The monotonic clock of the process."""
    return [1000.0]


@pytest.fixture
def process(rt: Runtime, tmp_path: Path, clock: list[float]) -> Iterator[Runtime]:
    """A process that has loaded nothing, with a store of its own and room for two models."""
    settings = replace(rt.settings, data_dir=tmp_path, model_cache_size=2, model_signing_key="k" * 40)
    runtime = assemble(settings)
    runtime.loaded["models"] = ProcessModels(runtime, lambda: clock[0])
    yield runtime
    runtime.close()


@pytest.fixture
def storage(process: Runtime) -> Path:
    """The folder of the store."""
    return process.settings.data_dir / "storage"
