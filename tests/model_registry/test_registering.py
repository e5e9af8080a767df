"""The one door: a number, a signed manifest, a row and an event at once, and one version for one file."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.model_registry.records import Actor, EventKind, ModelRefused, ModelVersion, Origin, State
from app.model_registry.service import versions
from app.model_registry.service.files import registering, vouching
from app.model_registry.service.lifecycle import promotion
from app.runtime.runtime import Runtime
from ml_models import bundle
from ml_models.contracts import Bundle, RefusedModel, Smoke
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

ASHA = Actor("asha")


class TestRegister:
    def test_version_is_numbered_signed_and_written_down(self, rt: Runtime, name: str) -> None:
        made = tiny.bundled(name)
        version = _registered(rt, made)
        manifest = bundle.manifest_of(version.manifest)
        assert (version.version, version.label, version.state) == (1, f"{name}-1", State.CANDIDATE)
        assert (version.sha256, version.size_bytes) == (made.manifest.sha256, made.manifest.size_bytes)
        assert (manifest.version, manifest.sha256) == (1, made.manifest.sha256)
        vouching.check(rt, manifest, version.signature)
        assert rt.models.get(made.manifest.sha256) == made.content
        [event] = versions.events(rt, name)
        assert (event.kind, event.from_state, event.to_state, event.actor) == (
            *(EventKind.REGISTERED, None, State.CANDIDATE, "asha"),
        )

    def test_same_file_is_the_same_version_even_at_the_same_time(self, rt: Runtime, name: str) -> None:
        made = tiny.bundled(name)
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda _: _registered(rt, made), range(6)))
        assert {version.id for version in found} == {found[0].id}
        assert len(versions.listed(rt, name)) == len(versions.events(rt, name)) == 1

    def test_versions_are_numbered_without_gap_at_the_same_time(self, rt: Runtime, name: str) -> None:
        made = [tiny.bundled(name, seed=seed) for seed in range(1, 7)]
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda one: _registered(rt, one).version, made))
        assert sorted(found) == [1, 2, 3, 4, 5, 6]

    def test_parent_is_what_served_when_it_came(self, rt: Runtime, name: str) -> None:
        first = tiny.registered(rt, name, seed=1)
        promotion.promote(rt, name, 1, actor=ASHA, reason="first", now=NOW)
        second = _registered(rt, tiny.bundled(name, seed=2))
        assert second.parent_id == first.id
        assert second.manifest["parent"] == f"{name}-1"

    def test_same_bytes_under_another_manifest_are_refused_until_their_version_is_rejected(
        self, rt: Runtime, name: str
    ) -> None:
        made = tiny.bundled(name)
        _registered(rt, made)
        smoke = replace(made.manifest.smoke, outputs=[0.5] * len(made.manifest.smoke.inputs))
        other = replace(made, manifest=replace(made.manifest, smoke=smoke))
        with pytest.raises(ModelRefused, match="says other things"):
            _registered(rt, other)
        promotion.reject(rt, name, 1, actor=ASHA, reason="its manifest was wrong", now=NOW)
        assert _registered(rt, made).version == 1
        assert (_registered(rt, other).version, _registered(rt, other).version) == (2, 2)

    @pytest.mark.parametrize("wrong", ["another name", "another content"])
    def test_what_does_not_fit_its_manifest_is_refused(self, rt: Runtime, name: str, wrong: str) -> None:
        made = tiny.bundled("somebody_else" if wrong == "another name" else name)
        brought = Bundle(made.manifest, made.content + (b"x" if wrong == "another content" else b""))
        with pytest.raises(ModelRefused):
            registering.register(rt, name, brought, origin=Origin.UPLOAD, actor=ASHA, now=NOW)


class TestComplete:
    def test_manifest_is_signed_anew(self, rt: Runtime, name: str) -> None:
        version = _registered(rt, tiny.bundled(name))
        manifest = replace(bundle.manifest_of(version.manifest), smoke=Smoke([[0.0, 0.0]], [0.5]))
        found = registering.complete(rt, version, manifest, now=NOW)
        vouching.check(rt, bundle.manifest_of(found.manifest), found.signature)
        assert found.manifest["smoke"]["outputs"] == [0.5]

    def test_another_file_cannot_slip_in(self, rt: Runtime, name: str) -> None:
        version = _registered(rt, tiny.bundled(name))
        with pytest.raises(ValueError, match="same file"):
            registering.complete(rt, version, replace(bundle.manifest_of(version.manifest), sha256="0" * 64), now=NOW)


class TestVouching:
    def test_key_is_made_once_for_all_processes_and_for_its_owner_alone(self, rt: Runtime, tmp_path: Path) -> None:
        fresh = replace(rt, settings=replace(rt.settings, data_dir=tmp_path / "new"))
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda _: vouching.signer(fresh).key_id, range(8)))
        assert len(keys) == 1
        [kept] = (tmp_path / "new").iterdir()
        assert kept.stat().st_mode & 0o777 == 0o600

    def test_key_of_the_settings_stands_above_the_kept_one(self, rt: Runtime, name: str) -> None:
        other = replace(rt, settings=replace(rt.settings, model_signing_key="k" * 40))
        version = _registered(rt, tiny.bundled(name))
        with pytest.raises(RefusedModel, match="does not know"):
            vouching.check(other, bundle.manifest_of(version.manifest), version.signature)

    def test_changed_manifest_is_noticed(self, rt: Runtime, name: str) -> None:
        version = _registered(rt, tiny.bundled(name))
        changed = replace(bundle.manifest_of(version.manifest), seed=99)
        with pytest.raises(RefusedModel, match="changed after it was signed"):
            vouching.check(rt, changed, version.signature)


def _registered(rt: Runtime, made: Bundle) -> ModelVersion:
    return registering.register(rt, made.manifest.name, made, origin=Origin.UPLOAD, actor=ASHA, now=NOW)
