"""A bundle reads back as it was written, and says what is wrong with it when it does not."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from psycopg.types.json import Jsonb

from ml_models import archive, bundle
from ml_models.contracts import Manifest, RefusedModel, Shares, Smoke
from tests.ml_models import made

NUMBERS = some.floats(allow_nan=False, allow_infinity=False) | some.integers(-(2**53), 2**53)
TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
VALUES = some.recursive(
    NUMBERS | TEXTS | some.none() | some.booleans(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


class TestWritten:
    def test_reads_back_as_it_was(self) -> None:
        written = replace(made.bundled(), signature="hmac-sha256:abc:def=")
        read = bundle.read(bundle.written(written))
        assert (read.content, read.signature) == (written.content, written.signature)
        assert bundle.canonical(read.manifest) == bundle.canonical(written.manifest)

    def test_same_model_gives_the_same_bytes(self) -> None:
        assert bundle.written(made.bundled()) == bundle.written(made.bundled())

    def test_other_bytes_than_the_manifest_says_are_refused(self) -> None:
        with pytest.raises(RefusedModel, match="changed after it was made"):
            bundle.written(replace(made.bundled(), content=b"other"))


class TestRead:
    @pytest.mark.parametrize("missing", [bundle.MANIFEST, bundle.MODEL])
    def test_missing_part_is_refused(self, missing: str) -> None:
        members = archive.unpacked(bundle.written(made.bundled()))
        del members[missing]
        assert _code(archive.packed(members)) == "not_a_bundle"

    def test_other_member_is_refused(self) -> None:
        members = archive.unpacked(bundle.written(made.bundled()))
        assert _code(archive.packed({**members, "setup.py": b""})) == "not_a_bundle"

    def test_changed_model_is_refused(self) -> None:
        members = archive.unpacked(bundle.written(made.bundled()))
        assert _code(archive.packed({**members, "model.bin": members["model.bin"] + b"x"})) == "hash_mismatch"

    @pytest.mark.parametrize("manifest", [b"", b"[]", b"{", b'{"name": "a", "name": "b"}', b"[" * 100_000, b"\xff"])
    def test_manifest_that_is_no_object_is_refused(self, manifest: bytes) -> None:
        members = archive.unpacked(bundle.written(made.bundled()))
        assert _code(archive.packed({**members, bundle.MANIFEST: manifest})) == "bad_manifest"


class TestManifestOf:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", "Late Payment"),
            ("name", "../etc"),
            ("version", -1),
            ("version", True),
            ("kind", "pickle"),
            ("task", "regression"),
            ("sha256", "ABC"),
            ("size_bytes", 1.5),
            ("frameworks", []),
            ("frameworks", {"skops": 1}),
            ("features", ["a", "a"]),
            ("features", "ab"),
            ("parameters", []),
            ("seed", "1"),
            ("metrics", {"f1": 0.5}),
            ("metrics", {"f1": {"value": "high"}}),
            ("inputs", {"a": {"edges": [1, 0], "shares": [0, 0, 1]}}),
            ("inputs", {"a": {"edges": [1], "shares": [1]}}),
            ("smoke", {"inputs": [], "outputs": []}),
            ("smoke", {"inputs": [[1]], "outputs": [1, 2]}),
            ("smoke", {"inputs": [[1]], "outputs": [1], "tolerance": 5}),
            ("parent", 5),
            ("author", None),
            ("created_at", "yesterday"),
            ("created_at", "2026-11-21T10:00:00"),
            ("run_this", "rm -rf"),
        ],
    )
    def test_odd_field_is_refused_by_name(self, field: str, value: Any) -> None:
        mapping = bundle.as_mapping(made.bundled().manifest) | {field: value}
        with pytest.raises(RefusedModel, match="manifest") as refused:
            bundle.manifest_of(mapping)
        assert field in refused.value.reason

    @pytest.mark.parametrize(
        "field", ["name", "kind", "task", "sha256", "size_bytes", "frameworks", "smoke", "created_at"]
    )
    def test_missing_field_is_refused_by_name(self, field: str) -> None:
        mapping = bundle.as_mapping(made.bundled().manifest)
        del mapping[field]
        with pytest.raises(RefusedModel, match=field):
            bundle.manifest_of(mapping)

    @settings(deadline=None)
    @given(VALUES)
    def test_refuses_anything_odd_with_a_sentence(self, value: Any) -> None:
        with pytest.raises(RefusedModel):
            bundle.manifest_of(value)


class TestCanonical:
    @pytest.mark.parametrize(
        "value", [float("nan"), float("inf"), "a\0b", "\ud800", 2**53 + 1, -(2**60) - 1, b"bytes", object(), {1: 2}]
    )
    def test_what_a_database_cannot_keep_is_refused(self, value: Any) -> None:
        with pytest.raises(RefusedModel):
            bundle.canonical(_manifest({"odd": value}))

    @pytest.mark.parametrize(
        ("one", "other"), [(5.0, 5), (-0.0, 0), (1e16, 10**16), (1e300, 10**300), ((1, 2), [1, 2])]
    )
    def test_equal_values_are_written_alike(self, one: Any, other: Any) -> None:
        assert bundle.canonical(_manifest({"a": one})) == bundle.canonical(_manifest({"a": other}))

    @settings(deadline=None)
    @given(some.dictionaries(TEXTS, VALUES, max_size=4))
    def test_survives_json(self, parameters: dict[str, Any]) -> None:
        canonical = bundle.canonical(_manifest(parameters))
        assert bundle.canonical(bundle.manifest_of(json.loads(canonical))) == canonical

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(some.dictionaries(TEXTS, VALUES, max_size=4), some.lists(NUMBERS, min_size=1, max_size=3))
    def test_survives_jsonb(self, connection: psycopg.Connection, parameters: dict[str, Any], row: list[float]) -> None:
        manifest = replace(_manifest(parameters), smoke=Smoke([row], [0.25]))
        (kept,) = connection.execute("select %s::jsonb", [Jsonb(bundle.as_mapping(manifest))]).fetchone() or ({},)
        assert bundle.canonical(bundle.manifest_of(kept)) == bundle.canonical(manifest)


def _manifest(parameters: dict[str, Any]) -> Manifest:
    return replace(
        made.bundled().manifest,
        parameters=parameters,
        inputs={"amount": Shares((0.1, 1e-9 + 1), (0.2, 0.3, 0.5))},
        metrics={"f1": {"value": 1.0, "low": 1e-7, "high": 1.0, "cases": 10.0}},
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _code(content: bytes) -> str:
    with pytest.raises(RefusedModel) as refused:
        bundle.read(content)
    return refused.value.code


@pytest.fixture(scope="module")
def connection(postgres_url: str) -> Any:
    """PostgreSQL, to see what its jsonb makes of numbers."""
    with psycopg.connect(postgres_url, autocommit=True) as opened:
        yield opened
