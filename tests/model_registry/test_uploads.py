"""Uploads: what is let in, and what is not: with its reason, in quarantine, in the audit trail."""

import hashlib
import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from app.model_registry.records import Actor, ModelRefused, ModelTooLarge, ModelVersion, Origin, State, UnknownModel
from app.model_registry.service import jobs, models, versions
from app.model_registry.service.files import uploads
from app.model_registry.service.lifecycle import promotion
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound
from ml_models import bundle, signing
from ml_models.contracts import Bundle
from tests import shops
from tests.model_registry import tiny
from tests.model_registry.bad_files import BAD
from tests.model_registry.tiny import NOW

ASHA = Actor("asha")


class TestLetIn:
    def test_bundle_becomes_a_candidate_whose_validation_is_asked_for(self, rt: Runtime, name: str) -> None:
        version = _upload(rt, name, bundle.written(tiny.bundled(name, seed=7)))
        assert (version.state, version.origin, version.author) == (State.CANDIDATE, Origin.UPLOAD, "asha")
        job_id = jobs.latest_validation(rt, version)
        assert job_id
        job = rt.jobs.fetch(job_id, caller=Caller.service())
        asked = {"name": name, "version": version.version, "began": "candidate"}
        assert (job.name, job.payload) == ("models.validate", asked)

    def test_same_file_again_is_the_same_version_and_the_same_job(self, rt: Runtime, name: str) -> None:
        content = bundle.written(tiny.bundled(name, seed=7))
        first, second = (_upload(rt, name, content) for _ in range(2))
        assert first.id == second.id
        assert jobs.latest_validation(rt, first) == jobs.latest_validation(rt, second)

    def test_what_was_downloaded_can_be_uploaded_again(self, rt: Runtime, name: str) -> None:
        version = _upload(rt, name, bundle.written(tiny.bundled(name, seed=7)))
        assert _upload(rt, name, versions.download(rt, name, version.version)).id == version.id

    def test_bare_skops_file_takes_its_inputs_from_what_serves(self, rt: Runtime, name: str) -> None:
        bare = _upload(rt, name, tiny.bundled(name, seed=9).content, filename="model.skops")
        manifest = bundle.manifest_of(bare.manifest)
        assert manifest.features == tiny.FEATURES
        assert [list(row) for row in manifest.smoke.inputs] == tiny.ROWS
        assert list(manifest.smoke.outputs) == []

    def test_bare_file_of_a_model_without_a_version_is_refused(self, rt: Runtime, empty_name: str) -> None:
        with pytest.raises(ModelRefused, match="Send it as a bundle"):
            _upload(rt, empty_name, tiny.bundled(empty_name).content, filename="model.skops")

    def test_unknown_model_is_named_with_those_that_there_are(self, rt: Runtime, name: str) -> None:
        with pytest.raises(UnknownModel, match=name):
            _upload(rt, "nobody", b"x")


class TestRefused:
    @pytest.mark.parametrize("filename", BAD)
    def test_reason_quarantine_audit_and_production_untouched(
        self, rt: Runtime, name: str, filename: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        make, word = BAD[filename]
        content, before = make(tiny.bundled(name), tmp_path / "canary"), models.one(rt, name)
        with caplog.at_level(logging.INFO, "ai_backend.audit"), pytest.raises(ModelRefused) as refused:
            _upload(rt, name, content, filename=filename)
        assert word in refused.value.message
        assert len(refused.value.message.split()) > 3, "not a sentence"
        assert not (tmp_path / "canary").exists()
        assert models.one(rt, name) == before
        sha256 = hashlib.sha256(content).hexdigest() if content else ""
        [kept] = versions.refusals_of(rt, name)
        assert (kept.filename, kept.sha256, kept.reason, kept.actor) == (
            *(filename, sha256, refused.value.message, "asha"),
        )
        assert not content or rt.storage.get(f"quarantine/{sha256}") == content
        assert "model file refused" in [record.message for record in caplog.records]

    def test_file_beyond_the_cap_is_not_read_to_its_end(self, rt: Runtime, name: str) -> None:
        endless = Endless()
        small = replace(rt, settings=replace(rt.settings, model_max_file_size=3 << 20))
        with pytest.raises(ModelTooLarge, match="MODEL_MAX_FILE_SIZE"):
            uploads.upload(small, name, endless, filename="huge.skops", actor=ASHA, now=NOW)
        assert endless.given <= (3 << 20) + 1
        [kept] = versions.refusals_of(rt, name)
        assert kept.code == "too_large"

    def test_name_of_the_file_is_kept_without_its_path(self, rt: Runtime, name: str) -> None:
        with pytest.raises(ModelRefused):
            _upload(rt, name, b"no model", filename="C:\\tmp/../../etc\\evil\x1b[31m.skops")
        assert versions.refusals_of(rt, name)[0].filename == "evil[31m.skops"

    def test_refused_file_never_reaches_the_store(self, rt: Runtime, name: str) -> None:
        with pytest.raises(ModelRefused):
            _upload(rt, name, b"no model")
        with pytest.raises(ObjectNotFound):
            rt.storage.get(f"models/{hashlib.sha256(b'no model').hexdigest()}")


class TestTrustedKeys:
    def test_only_files_signed_by_a_trusted_key_are_let_in(self, rt: Runtime, name: str) -> None:
        makers, strangers = _key(), _key()
        strict = replace(rt, settings=replace(rt.settings, model_trusted_keys=(makers.public_key,)))
        made = tiny.bundled(name, seed=5)
        for signature in ("", strangers.sign(made.manifest)):
            with pytest.raises(ModelRefused):
                _upload(strict, name, bundle.written(Bundle(made.manifest, made.content, signature)))
        with pytest.raises(ModelRefused, match="must be signed"):
            _upload(strict, name, tiny.bundled(name, seed=6).content, filename="bare.skops")
        signed = Bundle(made.manifest, made.content, makers.sign(made.manifest))
        assert _upload(strict, name, bundle.written(signed)).state is State.CANDIDATE


class Endless(BytesIO):
    """A file without an end, which counts what was taken of it."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def read(self, size: int | None = -1) -> bytes:
        """So many more bytes."""
        assert size is not None and size >= 0, "the whole file was asked for"
        self.given += size
        return b"\0" * size


def _key() -> signing.Signer:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = Ed25519PrivateKey.generate()
    return signing.Signer(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def _upload(rt: Runtime, name: str, content: bytes, *, filename: str = "model.fineasy-model") -> ModelVersion:
    file: BinaryIO = BytesIO(content)
    return uploads.upload(rt, name, file, filename=filename, actor=ASHA, now=NOW)


@pytest.fixture
def name(rt: Runtime, name: str) -> str:
    """A model whose first version serves."""
    tiny.registered(rt, name)
    promotion.promote(rt, name, 1, actor=ASHA, reason="first", now=NOW)
    return name


@pytest.fixture
def empty_name(engine: Engine) -> str:
    """A model without a version."""
    found = tiny.name()
    shops.execute(engine, "insert into ml_model_pointers (name) values (:name)", {"name": found})
    return found
