"""A signature fits one manifest and one key; everything else is refused with a reason."""

import base64
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from ml_models import signing
from ml_models.contracts import RefusedModel
from ml_models.signing import Signer
from tests.ml_models import made

SECRET = "only-for-tests-0123456789-0123456789"
ED25519 = "ed25519:" + base64.b64encode(bytes(range(32))).decode()
KEYS = [SECRET, ED25519]
MANIFEST = made.bundled().manifest


class TestSigner:
    @pytest.mark.parametrize("key", KEYS)
    def test_checks_what_it_signed(self, key: str) -> None:
        Signer(key).check(MANIFEST, Signer(key).sign(MANIFEST))

    @pytest.mark.parametrize("key", KEYS)
    @pytest.mark.parametrize("change", [{"version": 2}, {"name": "other"}, {"sha256": "0" * 64}, {"author": "eve"}])
    def test_changed_manifest_is_refused(self, key: str, change: dict[str, Any]) -> None:
        signature = Signer(key).sign(MANIFEST)
        with pytest.raises(RefusedModel, match="changed after it was signed"):
            Signer(key).check(replace(MANIFEST, **change), signature)

    @pytest.mark.parametrize("key", KEYS)
    @pytest.mark.parametrize(
        ("signature", "code"),
        [
            ("", "not_signed"),
            ("nonsense", "bad_signature"),
            ("hmac-sha256:abc:***", "bad_signature"),
            ("none:abc:", "unknown_key"),
            ("hmac-sha256:0000:AAAA", "unknown_key"),
        ],
    )
    def test_odd_signature_is_refused(self, key: str, signature: str, code: str) -> None:
        with pytest.raises(RefusedModel) as refused:
            Signer(key).check(MANIFEST, signature)
        assert refused.value.code == code

    def test_public_key_cannot_pass_for_a_secret(self) -> None:
        """The old trick of checking an asymmetric signature with the public key as HMAC secret."""
        public = Signer(ED25519).public_key.removeprefix("ed25519:")
        with pytest.raises(RefusedModel, match="does not know"):
            Signer(ED25519).check(MANIFEST, Signer(public).sign(MANIFEST))

    def test_key_may_be_pem(self) -> None:
        private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        assert Signer(pem).sign(MANIFEST) == Signer(ED25519).sign(MANIFEST)

    def test_odd_key_is_no_key_and_is_not_repeated(self) -> None:
        rsa = (
            generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        )
        for key in ("short", "ed25519:AAAA", "ed25519:***", "-----BEGIN PRIVATE KEY-----\nxyz", rsa):
            with pytest.raises(signing.BadKey) as wrong:
                Signer(key)
            assert key not in str(wrong.value)


class TestCheckAny:
    def test_one_of_the_trusted_keys_is_enough(self) -> None:
        other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        signing.check_any([other.decode(), Signer(ED25519).public_key], MANIFEST, Signer(ED25519).sign(MANIFEST))

    @pytest.mark.parametrize("key", KEYS)
    def test_key_that_is_not_trusted_is_refused(self, key: str) -> None:
        with pytest.raises(RefusedModel, match="MODEL_TRUSTED_KEYS"):
            signing.check_any([], MANIFEST, Signer(key).sign(MANIFEST))

    def test_trusted_key_that_is_none_is_said(self) -> None:
        with pytest.raises(signing.BadKey):
            signing.check_any(["nonsense"], MANIFEST, Signer(ED25519).sign(MANIFEST))
