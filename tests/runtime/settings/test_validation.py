"""`flask config validate`: each class of failures is told from the others, by sentence and exit code."""

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.runtime.settings import Settings, security, validation
from app.runtime.settings.validation import Kind
from tests.conftest import TEST_SECRET


class TestFindings:
    def test_sound_settings_leave_nothing_to_say(self, sound: dict[str, str]) -> None:
        assert list(validation.findings(sound)) == []

    @pytest.mark.parametrize(
        ("changed", "kind", "sentence"),
        [
            ({"PORT": "eighty"}, Kind.VARIABLES, "PORT"),
            ({"JWT_SECRET_KEY": "short"}, Kind.KEYS, "JWT_SECRET_KEY must be at least 32 bytes"),
            (
                {"DATABASE_URL": "postgresql://nobody:hidden-word@127.0.0.1:1/x"},
                Kind.DATABASE,
                "leads to no PostgreSQL",
            ),
            (
                {"REDIS_CACHE_URL": "redis://:hidden-word@127.0.0.1:1/0"},
                Kind.REDIS,
                "REDIS_CACHE_URL leads to no Redis",
            ),
            ({"AUTH_MODE": "jwks", "SUPABASE_URL": "http://127.0.0.1:1"}, Kind.KEYS, "cannot be fetched"),
            (
                {"STORAGE_ENDPOINT_URL": "https://localhost", "ENVIRONMENT": "production"},
                Kind.VARIABLES,
                "STORAGE_ENDPOINT_URL leads to",
            ),
            ({"STORAGE_ENDPOINT_URL": "https://nobody.invalid"}, Kind.VARIABLES, "cannot be resolved"),
            ({"SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "1"}, Kind.MAIL, "does not answer as a mail server"),
            ({"SMTP_SERVER": "x", "SMTP_USE_TLS": "true", "SMTP_USE_SSL": "true"}, Kind.MAIL, "exclude each other"),
        ],
    )
    def test_each_class_is_told(
        self, sound: dict[str, str], changed: dict[str, str], kind: Kind, sentence: str
    ) -> None:
        (found,) = validation.findings(sound | changed)
        assert (found.kind, sentence in found.sentence) == (kind, True)
        assert "hidden-word" not in found.sentence

    def test_key_that_others_may_read_is_told(self, sound: dict[str, str], tmp_path: Path) -> None:
        path = tmp_path / "key"
        path.write_text("0f1e2d3c4b5a69788796a5b4c3d2e1f0")
        for mode, kinds in ((0o644, [Kind.KEYS]), (0o600, [])):
            path.chmod(mode)
            assert [one.kind for one in validation.findings(sound | {"BACKUP_KEY_FILE": str(path)})] == kinds

    def test_mail_server_that_greets_is_enough(self, sound: dict[str, str], mail_port: int) -> None:
        assert list(validation.findings(sound | {"SMTP_SERVER": "127.0.0.1", "SMTP_PORT": str(mail_port)})) == []


class TestSecurity:
    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"debug": True}, "DEBUG is off"),
            ({"cors_allowed_origins": ("http://shop.example",)}, "https origins alone"),
            ({"database_url": "postgresql://a@db.example/x"}, "way to PostgreSQL"),
            ({"redis_url": "redis://10.0.0.5/0"}, "way to Redis"),
            ({"rate_limit_per_minute": 1_000_000}, "requests are limited"),
            ({"trusted_proxies": 0}, "TRUSTED_PROXIES"),
        ],
    )
    def test_each_point_that_does_not_hold_is_told(self, changed: dict[str, Any], sentence: str) -> None:
        safe: dict[str, Any] = {
            "environment": "production",
            "database_url": "postgresql://a@db.example/x?sslmode=require",
            "redis_url": "rediss://10.0.0.5/0",
            "trusted_proxies": 1,
            "data_dir": Path("/nowhere/at/all"),
        }
        as_user = {"SUDO_USER": "asha"}
        assert list(security.lapses(Settings(**safe), as_user)) == []
        (found,) = security.lapses(Settings(**{**safe, **changed}), as_user)
        assert sentence in found


class TestScript:
    def test_exit_code_is_the_class_of_the_first_failure(self, repository: Path, tmp_path: Path) -> None:
        given = tmp_path / "env"
        given.write_text(
            f"DATABASE_URL=postgresql://127.0.0.1:1/x\nREDIS_URL=redis://127.0.0.1:1/0\nDATA_DIR={tmp_path}\n"
        )
        done = subprocess.run(
            [repository / "scripts/validate_config.sh"],
            env={"PATH": os.environ["PATH"], "ENV_FILE": str(given)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == Kind.DATABASE
        assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["database", "redis"]


@pytest.fixture
def sound(postgres_url: str, redis_url: str, tmp_path: Path) -> dict[str, str]:
    """Settings with which a server could run."""
    return {
        "ENVIRONMENT": "staging",
        "DATABASE_URL": postgres_url,
        "REDIS_URL": redis_url,
        "JWT_SECRET_KEY": TEST_SECRET,
        "DATA_DIR": str(tmp_path),
        "MODEL_SIGNING_KEY": TEST_SECRET,
        "ENCRYPTION_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    }


@pytest.fixture
def mail_port() -> Iterator[int]:
    """Of a server that says no more than a mail server must."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"220 here\r\n")
                while said := connection.recv(1000):
                    connection.sendall(b"221 gone\r\n" if said.startswith(b"QUIT") else b"250 here\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()
