"""What is vouched for outside of the database: signed, chained file to file, and not believed once it was touched."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.audit.service import anchoring
from app.runtime.auditing import Audit, keys
from app.runtime.auditing.keys import PURPOSE
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from app.values.trail import canonical
from tests.audit.conftest import ROWS

ED25519 = "ed25519:" + base64.b64encode(bytes(range(32))).decode()
SECRET = "only-for-tests-0123456789-0123456789"


class TestAnchor:
    def test_names_the_head_of_every_chain(self, apart: Runtime, business_id: UUID) -> None:
        _, content = anchoring.anchor(apart, now=apart.clock.now())
        heads = {chain: seq for chain, seq, _ in json.loads(content)["heads"]}
        assert heads[str(business_id)] == ROWS
        assert heads[str(UUID(int=0))] > 0 or len(heads) == 1

    def test_names_the_file_before_it(self, apart: Runtime, business_id: UUID) -> None:
        _, first = anchoring.anchor(apart, now=apart.clock.now())
        _, second = anchoring.anchor(apart, now=apart.clock.now())
        assert json.loads(first)["previous"] is None
        assert json.loads(second)["previous"] == hashlib.sha256(first).hexdigest()

    @pytest.mark.parametrize(
        "harm",
        [
            lambda told: told["heads"][0].__setitem__(1, 1),
            lambda told: told.update(at="2026-01-01T00:00:00+00:00"),
            lambda told: told.update(signature="hmac-sha256:AAAA"),
            lambda told: told.update(signature="no signature"),
            lambda told: told.pop("previous"),
        ],
    )
    def test_is_not_believed_once_it_was_touched(
        self, apart: Runtime, business_id: UUID, harm: Callable[[dict[str, object]], object]
    ) -> None:
        name, content = anchoring.anchor(apart, now=apart.clock.now())
        assert anchoring.anchors_of(apart, business_id).hashes
        told = json.loads(content)
        harm(told)
        apart.storage.put(f"{anchoring.KIND}/{name}", json.dumps(told).encode())
        assert anchoring.anchors_of(apart, business_id).hashes == {}

    def test_of_an_ed25519_key_can_be_checked_by_anybody(
        self, apart: Runtime, settings: Settings, business_id: UUID
    ) -> None:
        signing = replace(settings, audit_anchor_key=ED25519)
        public = replace(apart, audit=Audit(apart.db, apart.clock, signing))
        told = json.loads(anchoring.anchor(public, now=apart.clock.now())[1])
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(told.pop("public_key").removeprefix("ed25519:")))
        signature = base64.b64decode(told.pop("signature").partition(":")[2])
        key.verify(signature, PURPOSE + canonical(told))
        assert anchoring.anchors_of(public, business_id).hashes
        assert anchoring.anchors_of(apart, business_id).hashes == {}


class TestKey:
    def test_is_derived_from_the_key_of_models_where_none_is_set(self, settings: Settings) -> None:
        first = keys.key_of(replace(settings, model_signing_key=SECRET))
        assert first == keys.key_of(replace(settings, model_signing_key=SECRET))
        assert first != SECRET
        assert keys.key_of(replace(settings, model_signing_key=SECRET, audit_anchor_key=ED25519)) == ED25519

    def test_is_kept_on_a_laptop(self, settings: Settings) -> None:
        assert keys.key_of(settings) == keys.key_of(settings) == (settings.data_dir / keys.KEY_FILE).read_text().strip()
