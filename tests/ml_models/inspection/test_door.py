"""What comes through the door, and with which sentence everything else is refused."""

import bz2
import contextlib
import gzip
import io
import lzma
import os
import pickle
import random
import subprocess
import sys
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
import skops.io
from hypothesis import given, settings
from hypothesis import strategies as some

from ml_models import archive, bundle, formats, inspection, predicting, signing
from ml_models.contracts import Bundle, Kind, RefusedModel, Task
from tests.ml_models import made

SECRET = "only-for-tests-0123456789-0123456789"
WITHOUT_NUMPY = """
import sys
from ml_models import inspection
content = open(sys.argv[1], "rb").read()
print(inspection.inspected(content, filename="m").kind)
print([name for name in ("numpy", "scipy", "sklearn", "skops", "spacy", "thinc", "joblib") if name in sys.modules])
"""


class Touching:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, (f"touch {self.path}",))


class TestTaken:
    def test_bundle_with_what_it_says(self) -> None:
        written = replace(made.bundled(), signature="hmac-sha256:a:AAAA")
        found = inspection.inspected(bundle.written(written), filename="m.fineasy-model", name="late_payment")
        assert found.manifest == bundle.manifest_of(bundle.as_mapping(written.manifest))
        assert (found.content, found.signature, found.kind) == (written.content, written.signature, Kind.SKOPS)
        assert found.sha256 == written.manifest.sha256
        assert found.frameworks["scikit-learn"] == formats.frameworks(Kind.SKOPS)["scikit-learn"]
        assert "sklearn.linear_model._logistic.LogisticRegression" in found.inside

    def test_bare_skops_file_whatever_its_name(self) -> None:
        found = inspection.inspected(skops.io.dumps(made.boosted()), filename="holiday.jpg")
        assert (found.kind, found.manifest) == (Kind.SKOPS, None)

    def test_needs_no_library_that_only_the_worker_has(self, tmp_path: Path, repository: Path) -> None:
        file = tmp_path / "model"
        file.write_bytes(bundle.written(made.bundled()))
        said = subprocess.check_output([sys.executable, "-c", WITHOUT_NUMPY, str(file)], cwd=repository, text=True)
        assert said.splitlines() == ["skops", "[]"]


class TestOrder:
    def test_hash_before_the_one_who_vouches_before_what_lies_inside(self) -> None:
        seen: list[Bundle] = []
        unreadable = bundle.bundled(b"no model at all", **_said(made.bundled()))
        with pytest.raises(RefusedModel) as refused:
            inspection.inspected(bundle.written(unreadable), filename="m", vouched=seen.append)
        assert (len(seen), refused.value.code) == (1, "damaged")
        members = archive.unpacked(bundle.written(unreadable)) | {"model.bin": b"other"}
        with pytest.raises(RefusedModel) as refused:
            inspection.inspected(archive.packed(members), filename="m", vouched=seen.append)
        assert (len(seen), refused.value.code) == (1, "hash_mismatch")

    def test_bad_signature_is_refused_before_the_model_is_looked_into(self) -> None:
        unreadable = bundle.bundled(b"no model at all", **_said(made.bundled()))
        signer = signing.Signer(SECRET)
        forged = replace(unreadable, signature=signer.sign(made.bundled().manifest))
        with pytest.raises(RefusedModel) as refused:
            inspection.inspected(
                bundle.written(forged),
                filename="m",
                vouched=lambda opened: signer.check(opened.manifest, opened.signature),
            )
        assert refused.value.code == "bad_signature"


class TestRefused:
    @pytest.mark.parametrize("protocol", range(6))
    def test_pickle_of_any_protocol_and_name(self, protocol: int, canary: Path) -> None:
        for filename in ("model.pkl", "model.skops", "model.fineasy-model"):
            assert _code(pickle.dumps(Touching(canary), protocol), filename) == "pickle"
            assert _code(pickle.dumps(made.linear(), protocol), filename) == "pickle"
        assert not canary.exists()

    @pytest.mark.parametrize("compress", [0, ("zlib", 3), ("gzip", 3), ("bz2", 3), ("lzma", 3), ("xz", 3)])
    def test_joblib_however_packed(self, compress: Any, canary: Path) -> None:
        out = io.BytesIO()
        joblib.dump([Touching(canary), made.ROWS], out, compress=compress)
        assert _code(out.getvalue(), "model.skops") in ("pickle", "compressed")
        assert not canary.exists()

    def test_refusal_of_a_pickle_says_how_to_convert(self) -> None:
        with pytest.raises(RefusedModel, match=r"scripts/validate_model\.py FILE --convert"):
            inspection.inspected(pickle.dumps(made.linear()), filename="model.joblib")

    @pytest.mark.parametrize("name", ["data.pkl", "schema.json", "notes.txt", "0.npy", "config.cfg", "model.json"])
    @pytest.mark.parametrize("protocol", [0, 2, 4])
    def test_pickle_hidden_in_an_archive(self, name: str, protocol: int, canary: Path) -> None:
        hidden = pickle.dumps(Touching(canary), protocol)
        assert _code(made.zipped((name, hidden)), "model.skops") == "pickle"
        inside = archive.packed(archive.unpacked(made.bundled().content) | {name: hidden})
        assert _code(bundle.written(bundle.bundled(inside, **_said(made.bundled()))), "m") == "pickle"
        assert not canary.exists()

    def test_pickle_as_the_model_of_a_bundle(self, canary: Path) -> None:
        hidden = bundle.bundled(pickle.dumps(Touching(canary)), **_said(made.bundled()))
        assert _code(bundle.written(hidden), "m.fineasy-model") == "pickle"
        assert not canary.exists()

    def test_array_of_objects(self, canary: Path) -> None:
        out = io.BytesIO()
        np.savez(out, a=np.array([Touching(canary)], dtype=object))
        assert _code(out.getvalue(), "arrays.npz") == "pickle"
        assert not canary.exists()

    @pytest.mark.parametrize("pack", [zlib.compress, gzip.compress, bz2.compress, lzma.compress])
    def test_anything_packed(self, pack: Any) -> None:
        assert _code(pack(b"hello" * 100), "model.bin") == "compressed"

    def test_other_kind_than_the_manifest_says(self) -> None:
        said = _said(made.bundled()) | {"kind": Kind.SPACY}
        assert _code(bundle.written(bundle.bundled(made.bundled().content, **said)), "m") == "other_kind"

    def test_other_name(self) -> None:
        with pytest.raises(RefusedModel, match="'late_payment', uploaded as 'duplicate_pairs'"):
            inspection.inspected(bundle.written(made.bundled()), filename="m", name="duplicate_pairs")

    @pytest.mark.parametrize(
        ("library", "version"), [("scikit-learn", "1.5.2"), ("skops", "0.9.0"), ("spacy", "2.3.0"), ("skops", "1.0")]
    )
    def test_other_library_version_is_named(self, library: str, version: str) -> None:
        other = made.bundled(frameworks={library: version})
        with pytest.raises(RefusedModel, match=f"{library} {version}; this service reads files of {library}"):
            inspection.inspected(bundle.written(other), filename="m")

    def test_other_library_version_inside_the_file_is_named(self) -> None:
        def change(schema: dict[str, Any]) -> None:
            for node in made.nodes(schema, "DictNode"):
                if "_sklearn_version" in node["content"]:
                    node["content"]["_sklearn_version"]["content"] = '"1.5.2"'

        with pytest.raises(RefusedModel, match="written with scikit-learn 1"):
            inspection.inspected(made.changed(made.bundled().content, change), filename="m.skops")

    @pytest.mark.parametrize(
        "content", [b"", b"hello", b"\x89PNG\r\n", b"%PDF-1.7", b"<html>", b"{}", b"PK", bytes(500)]
    )
    def test_anything_else(self, content: bytes) -> None:
        assert _code(content, "model.fineasy-model") in ("empty", "unknown_file")


class TestSize:
    def test_two_gigabytes_are_refused_without_being_read(self, tmp_path: Path) -> None:
        huge = tmp_path / "huge.skops"
        with huge.open("wb") as file:
            file.truncate(2 << 30)
        tracemalloc.start()
        with huge.open("rb") as file, pytest.raises(RefusedModel, match="more than 64 MB"):
            inspection.read_capped(file)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 80 << 20

    def test_file_of_just_the_size_is_read(self) -> None:
        assert inspection.read_capped(io.BytesIO(b"x" * 10), 10) == b"x" * 10

    def test_too_large_a_content_is_refused(self) -> None:
        assert _code(bundle.written(made.bundled()), "m", most_bytes=100) == "too_large"

    def test_too_much_unpacked_is_refused(self) -> None:
        assert _code(bundle.written(made.bundled()), "m", most_unpacked=1000) == "too_large_unpacked"


class TestDamage:
    def test_every_flipped_bit_is_refused_or_changes_nothing(self) -> None:
        whole = bundle.written(made.bundled())
        good = bundle.read(whole)
        draw = random.Random(20261121)
        for place in draw.sample(range(len(whole) * 8), 1500):
            flipped = bytearray(whole)
            flipped[place // 8] ^= 1 << place % 8
            try:
                found = inspection.inspected(bytes(flipped), filename="m.fineasy-model")
            except RefusedModel:
                continue
            assert found.content == good.content and found.manifest == good.manifest, place

    def test_every_cut_is_refused(self) -> None:
        whole = bundle.written(made.bundled())
        for end in random.Random(1).sample(range(len(whole)), 300):
            with pytest.raises(RefusedModel):
                inspection.inspected(whole[:end], filename="m.fineasy-model")

    @settings(deadline=None)
    @given(some.binary(max_size=300))
    def test_random_bytes_raise_nothing_else(self, content: bytes) -> None:
        for start in (b"", b"PK\x03\x04", b"\x80\x04", b"\x08\x09", b"c", b"\x93NUMPY\x01\x00"):
            with pytest.raises(RefusedModel):
                inspection.inspected(start + content, filename="m")

    @pytest.mark.parametrize("length", range(6, 13))
    def test_array_that_ends_in_its_header_is_refused(self, length: int) -> None:
        begun = b"\x93NUMPY\x01\x00\x76\x00{'descr'"[:length]
        assert _code(archive.packed({"0.npy": begun}), "m") == "damaged"

    @settings(deadline=None)
    @given(some.sampled_from(["schema.json", "config.cfg", "model.json", "0.npy"]), some.binary(max_size=200))
    def test_random_members_raise_nothing_else(self, name: str, content: bytes) -> None:
        with pytest.raises(RefusedModel):
            inspection.inspected(archive.packed({name: content}), filename="m")

    @settings(max_examples=150, deadline=None)
    @given(some.data())
    def test_schema_with_pieces_torn_out_raises_nothing_else(self, data: some.DataObject) -> None:
        def tear(schema: dict[str, Any]) -> None:
            node: Any = schema
            for _ in range(data.draw(some.integers(0, 12))):
                keys = sorted(node) if isinstance(node, dict) else range(len(node))
                key = data.draw(some.sampled_from(list(keys)))
                if not isinstance(node[key], dict | list) or not node[key] or data.draw(some.booleans()):
                    break
                node = node[key]
            key = data.draw(some.sampled_from(sorted(node) if isinstance(node, dict) else list(range(len(node)))))
            node[key] = data.draw(some.none() | some.integers() | some.text(max_size=3) | some.just([]) | some.just({}))

        torn = made.changed(made.bundled(made.boosted()).content, tear)
        with contextlib.suppress(RefusedModel):
            predicting.predicted(Task.BINARY, formats.load(Kind.SKOPS, torn), made.ROWS[:3].tolist())


def _said(other: Bundle) -> dict[str, Any]:
    manifest = other.manifest
    return {name: getattr(manifest, name) for name in ("name", "kind", "task", "frameworks", "smoke", "created_at")}


def _code(content: bytes, filename: str, **limits: Any) -> str:
    with pytest.raises(RefusedModel) as refused:
        inspection.inspected(content, filename=filename, **limits)
    assert refused.value.reason[0].isupper() or refused.value.reason[0] == "'"
    assert refused.value.reason.endswith((".", "file"))
    return refused.value.code


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that only running code would make."""
    return tmp_path / "canary"
