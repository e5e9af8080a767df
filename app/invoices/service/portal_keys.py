"""The e-invoice portal's public keys that an admin has installed: PEM files of one folder, keys or certificates.

NIC and the other registration portals publish theirs; a key is never fetched, and none is shipped.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jwt

from app.invoices.rules.documents.signed import signed_codes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_log = logging.getLogger(__name__)
_UNCHECKED = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False, "verify_iss": False}
"""Claims of time and audience that invoices do not have: an old invoice stays signed."""


@dataclass(frozen=True, slots=True)
class InstalledKeys:
    """Some RSA keys, each of which may have signed."""

    keys: Sequence["RSAPublicKey"]

    def have_signed(self, token: str) -> bool:
        """Whether one of them made the signature of a token, with the portal's algorithm and no other."""
        return any(self._has_signed(key, token) for key in self.keys)

    def _has_signed(self, key: "RSAPublicKey", token: str) -> bool:
        try:
            jwt.decode(token, key, algorithms=[signed_codes.ALGORITHM], options=_UNCHECKED)  # type: ignore[arg-type]
        except jwt.PyJWTError:
            return False
        return True


def installed(folder: Path | None) -> InstalledKeys | None:
    """The keys of a folder's .pem files; None where there is none. A file that holds no RSA key is logged and left."""
    keys = list(_keys(folder)) if folder is not None and folder.is_dir() else []
    return InstalledKeys(keys) if keys else None


def _keys(folder: Path) -> Iterator["RSAPublicKey"]:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    for path in sorted(folder.glob("*.pem")):
        try:
            key = _key(path.read_bytes())
        except (OSError, ValueError) as wrong:
            _log.warning("No key of the e-invoice portal in %s: %s", path, wrong)
            continue
        if isinstance(key, RSAPublicKey):
            yield key
        else:
            _log.warning("No RSA key in %s", path)


def _key(content: bytes) -> object:
    """The public key of a PEM file, by itself or in a certificate. Raises `ValueError` for anything else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    if b"BEGIN CERTIFICATE" in content:
        return x509.load_pem_x509_certificate(content).public_key()
    return serialization.load_pem_public_key(content)
