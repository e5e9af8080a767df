"""Keys that are not those of the database: nothing is sealed, nothing is opened, and the operator is told why."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from app.runtime.runtime import Runtime
from app.runtime.sealing import KeyRefused, Place, at_start, keyring, rotation
from app.runtime.sealing.seals import Seals
from app.runtime.settings import Settings
from tests.runtime.sealing.conftest import NEW, OLD, STRANGE, Own

HERE = Place("papers.text", "1")
KEYS = "select string_agg(key_id, ',' order by first_used_at) from sealing_keys where retired_at is null"


class TestProof:
    def test_the_first_use_leaves_a_probe_and_no_key(self, own: Own) -> None:
        own.process(OLD).seals.text("a", HERE)
        assert own.ask(KEYS) == keyring.key_id(OLD)
        assert OLD not in own.ask("select row_to_json(k)::text from sealing_keys k")

    def test_a_key_that_is_in_use_must_be_here(self, own: Own) -> None:
        told = own.process(OLD).seals.text("a", HERE)
        stranger = own.process(STRANGE).seals
        for use, value in ((stranger.text, "b"), (stranger.blind, "b"), (stranger.opened, told)):
            with pytest.raises(KeyRefused) as refused:
                use(value, HERE)
            assert keyring.key_id(OLD) in refused.value.why
            assert keyring.key_id(OLD) not in refused.value.message
        assert own.ask(KEYS) == keyring.key_id(OLD)

    @pytest.mark.parametrize("keys", [f"{OLD},{NEW}", f"{NEW},{OLD}"], ids=["behind", "in front"])
    def test_more_keys_are_fine_in_any_order(self, own: Own, keys: str) -> None:
        told = own.process(OLD).seals.text("a", HERE)
        assert own.process(keys).seals.opened(told, HERE) == "a"

    def test_a_key_only_behind_others_is_not_written_down(self, own: Own) -> None:
        own.process(f"{OLD},{NEW}").seals.prove()
        assert own.ask(KEYS) == keyring.key_id(OLD)

    def test_one_that_does_not_open_its_probe_is_refused(self, own: Own) -> None:
        own.process(OLD).seals.prove()
        own.ask("update sealing_keys set probe = %s", Fernet(NEW).encrypt(b"other").decode())
        with pytest.raises(KeyRefused):
            own.process(OLD).seals.text("a", HERE)

    def test_a_retired_one_that_seals_again_is_in_use_again(self, own: Own) -> None:
        own.process(OLD).seals.prove()
        own.ask("update sealing_keys set retired_at = now()")
        own.process(OLD).seals.prove()
        assert own.ask(KEYS) == keyring.key_id(OLD)

    def test_a_process_of_before_claims_the_key_that_was_retired_under_it(self, own: Own) -> None:
        before = own.process(OLD)
        seals = Seals(before.settings, before.db.value, claim_seconds=0)
        seals.text("a", HERE)
        rotation.rotate(own.process(f"{NEW},{OLD}"), now=before.clock.now())
        assert own.ask(KEYS) == keyring.key_id(NEW)
        seals.text("b", HERE)
        assert set(own.ask(KEYS).split(",")) == {keyring.key_id(OLD), keyring.key_id(NEW)}
        with pytest.raises(KeyRefused):
            own.process(NEW).seals.prove()


class TestStart:
    def test_the_right_keys_start(self, own: Own) -> None:
        own.process(OLD).seals.prove()
        assert at_start.refusal(own.process(OLD).settings) is None

    def test_strange_ones_are_told_in_a_sentence_without_a_key(self, own: Own) -> None:
        own.process(OLD).seals.prove()
        why = at_start.refusal(own.process(STRANGE).settings)
        assert why is not None
        assert why.startswith("ENCRYPTION_KEY lacks the key") and keyring.key_id(OLD) in why
        assert STRANGE not in why and OLD not in why

    @pytest.mark.parametrize("url", ["", "postgresql://127.0.0.1:1/none"])
    def test_a_database_that_is_away_keeps_nobody_from_starting(self, tmp_path: Path, url: str) -> None:
        assert at_start.refusal(Settings(data_dir=tmp_path, database_url=url)) is None

    def test_nor_one_whose_schema_is_to_come(self, tmp_path: Path, fresh_database: str) -> None:
        assert at_start.refusal(Settings(data_dir=tmp_path, database_url=fresh_database)) is None


class TestKeysOfALaptop:
    def test_one_is_made_for_its_owner_alone_and_kept(self, own: Own, tmp_path: Path) -> None:
        told = own.process("").seals.text("a", HERE)
        assert (tmp_path / keyring.KEY_FILE).stat().st_mode & 0o777 == 0o600
        assert own.process("").seals.opened(told, HERE) == "a"

    def test_it_still_opens_when_a_key_is_set(self, own: Own) -> None:
        told = own.process("").seals.text("a", HERE)
        later = own.process(NEW).seals
        assert later.opened(told, HERE) == "a"
        assert later.text("a", HERE).split(":")[2] == keyring.key_id(NEW)

    def test_nothing_is_made_before_it_is_needed(self, own: Own, tmp_path: Path) -> None:
        runtime: Runtime = own.process("")
        runtime.db.ping()
        assert not (tmp_path / keyring.KEY_FILE).exists()
