"""`flask keys`, as an operator uses it."""

import re

import pytest
from flask.testing import FlaskCliRunner

from app.factory import create_app
from app.runtime.backups import keys
from app.runtime.sealing import keyring
from app.runtime.settings import key_parsers
from tests.runtime.sealing.conftest import NEW, OLD, STRANGE, Own


class TestGenerate:
    def test_what_it_prints_is_taken(self, own: Own) -> None:
        made = dict(line.split("=", 1) for line in said(own, OLD, "generate").splitlines())
        assert set(made) == {"ENCRYPTION_KEY", "BLIND_INDEX_KEY", "AUDIT_ANCHOR_KEY", "BACKUP_KEY"}
        assert key_parsers.fernet_keys(made["ENCRYPTION_KEY"]) and key_parsers.secrets(made["BACKUP_KEY"])
        assert len(set(made.values())) == 4

    def test_one_alone_can_go_into_its_file(self, own: Own) -> None:
        assert key_parsers.fernet_keys(said(own, OLD, "generate", "--only", "ENCRYPTION_KEY").strip())


class TestStatus:
    def test_tells_the_keys_and_what_is_readable_and_no_key(self, own: Own) -> None:
        told = said(own, OLD, "status")
        assert f"{keyring.key_id(OLD)} seals, since" in told
        assert "values are not sealed yet: flask keys rotate" in told
        assert OLD not in told

    @pytest.mark.parametrize(("days", "is_warned"), [(89, False), (90, True)])
    def test_warns_of_an_old_key(self, own: Own, days: int, is_warned: bool) -> None:
        own.process(OLD).seals.prove()
        own.ask("update sealing_keys set first_used_at = now() - make_interval(days => %s)", days)
        assert ("days old, the limit is 90" in said(own, OLD, "status")) == is_warned

    def test_a_strange_key_is_refused_in_a_sentence(self, own: Own) -> None:
        own.process(OLD).seals.prove()
        assert f"ENCRYPTION_KEY lacks the key {keyring.key_id(OLD)}" in said(own, STRANGE, "status", code=1)


class TestRotate:
    def test_names_the_key_that_may_go(self, own: Own) -> None:
        assert re.search(r"^\d+ values and files sealed", said(own, OLD, "rotate"), re.MULTILINE)
        told = said(own, f"{NEW},{OLD}", "rotate")
        assert f"Nothing needs the key {keyring.key_id(OLD)} any more" in told
        assert "not sealed yet" not in said(own, NEW, "status")


class TestBackup:
    @pytest.mark.parametrize(
        ("then", "here", "is_other"),
        [("a", "a", False), ("a", "b,a", False), ("a,b", "b", True), ("a", None, True)],
    )
    def test_a_restored_copy_needs_every_key_of_then(self, then: str, here: str | None, is_other: bool) -> None:
        assert keys.is_other(then, here) == is_other

    def test_a_backup_names_the_keys_of_the_list(self, own: Own) -> None:
        held = keys.ids_of_others(own.process(f"{NEW},{OLD}").settings)["ENCRYPTION_KEY"]
        assert held == f"{keys.key_id(NEW)},{keys.key_id(OLD)}"


def said(own: Own, given: str, *command: str, code: int = 0) -> str:
    """What `flask keys` says with these keys."""
    app = create_app(runtime=own.process(given))
    found = FlaskCliRunner(app).invoke(args=["keys", *command])
    assert found.exit_code == code, found.output
    return found.output
