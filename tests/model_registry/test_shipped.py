"""Models that come with a release: taken once, serving unless an admin chose otherwise."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model_registry.records import Actor, ModelVersion, Origin, State
from app.model_registry.service import versions
from app.model_registry.service.files import shipped
from app.model_registry.service.lifecycle import promotion
from app.runtime.runtime import Runtime
from ml_models import bundle
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

ASHA = Actor("asha")
BECAUSE: dict[str, Any] = {"actor": ASHA, "reason": "a test", "now": NOW}


class TestImport:
    def test_first_one_serves_at_once_even_where_two_persons_decide(self, rt: Runtime, folder: Path, name: str) -> None:
        _ship(folder, name, 1)
        strict = replace(rt, settings=replace(rt.settings, model_two_person_approval=True))
        [version] = shipped.import_shipped(strict, now=NOW, folder=folder)
        assert (version.state, version.origin, version.version) == (State.PRODUCTION, Origin.SHIPPED, 1)
        assert {event.actor for event in versions.events(rt, name)} == {"release"}

    def test_twice_is_once(self, rt: Runtime, folder: Path, name: str) -> None:
        _ship(folder, name, 1)
        first, second = (shipped.import_shipped(rt, now=NOW, folder=folder) for _ in range(2))
        assert first == second
        assert len(versions.listed(rt, name)) == 1

    def test_newer_release_takes_over_from_an_older_one(self, rt: Runtime, folder: Path, name: str) -> None:
        assert [_imported(rt, folder, name, seed).state for seed in (1, 2)] == [State.PRODUCTION, State.PRODUCTION]
        assert versions.one(rt, name, 1).state is State.ARCHIVED

    def test_what_an_admin_promoted_stays(self, rt: Runtime, folder: Path, name: str) -> None:
        tiny.registered(rt, name, seed=9)
        promotion.promote(rt, name, 1, **BECAUSE)
        assert _imported(rt, folder, name, 2).state is State.VALIDATED
        assert versions.one(rt, name, 1).state is State.PRODUCTION

    def test_what_an_admin_took_back_does_not_return(self, rt: Runtime, folder: Path, name: str) -> None:
        _imported(rt, folder, name, 1)
        _imported(rt, folder, name, 2)
        promotion.rollback(rt, name, **BECAUSE)
        assert _imported(rt, folder, name, 2).state is State.ARCHIVED
        assert versions.one(rt, name, 1).state is State.PRODUCTION

    def test_damaged_one_is_left_out_and_written_down(self, rt: Runtime, folder: Path, name: str) -> None:
        other = tiny.name()
        _ship(folder, name, 1)
        (folder / f"{other}{bundle.SUFFIX}").write_bytes(b"half a file")
        assert [version.name for version in shipped.import_shipped(rt, now=NOW, folder=folder)] == [name]
        [refusal] = versions.refusals_of(rt, other)
        assert refusal.actor == "release"

    def test_process_looks_again_only_when_a_file_has_changed(self, rt: Runtime, folder: Path, name: str) -> None:
        process = replace(rt, loaded={})
        _ship(folder, name, 1)
        shipped.import_new(process, now=NOW, folder=folder)
        assert versions.one(rt, name, 1).state is State.PRODUCTION
        _ship(folder, name, 2)
        shipped.import_new(process, now=NOW, folder=folder)
        assert versions.one(rt, name, 2).state is State.PRODUCTION


def _ship(folder: Path, name: str, seed: int) -> None:
    (folder / f"{name}{bundle.SUFFIX}").write_bytes(bundle.written(tiny.bundled(name, seed=seed)))


def _imported(rt: Runtime, folder: Path, name: str, seed: int) -> ModelVersion:
    _ship(folder, name, seed)
    [version] = shipped.import_shipped(rt, now=NOW, folder=folder)
    return version


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
