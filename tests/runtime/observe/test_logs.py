"""What a line of the logs carries, and in which files it stands."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.runtime.observe import context, logs
from app.runtime.settings import Settings

GSTIN = "29ABCDE1234F1Z5"
NAME, ACCOUNT = "Quackenbush", "60210055443322"


class TestLine:
    def test_is_one_json_object_with_the_ids_in_force(self, folder: Path) -> None:
        with context.bound(request_id="request-1", job_id="job-1", business_id="business-1"):
            logging.getLogger("ai_backend.test").warning("said\nin two lines", extra={"count": 7})
        (line,) = lines(folder / "ai_backend.log")
        expected = {"level": "WARNING", "module": "ai_backend.test", "message": "said\nin two lines", "count": 7}
        assert expected.items() <= line.items()
        assert (line["request_id"], line["job_id"], line["business_id"]) == ("request-1", "job-1", "business-1")
        assert line["timestamp"]

    @pytest.mark.parametrize(
        "extra",
        [{"note": GSTIN}, {"note": {"inside": [GSTIN]}}, {"note": ValueError(GSTIN)}, {"note": (GSTIN, 7)}, {}],
    )
    def test_has_no_personal_number(self, folder: Path, extra: dict[str, Any]) -> None:
        logging.getLogger("ai_backend.test").warning("the bill of %s", GSTIN, extra=extra)
        assert GSTIN not in (folder / "ai_backend.log").read_text()

    def test_trace_of_an_error_has_no_personal_number(self, folder: Path) -> None:
        try:
            raise ValueError(GSTIN)
        except ValueError:
            logging.getLogger("ai_backend.test").exception("failed", stack_info=True)
        (line,) = lines(folder / "ai_errors.log")
        assert "Traceback" in str(line["exc_info"]) and "<gstin>" in str(line["exc_info"])
        assert GSTIN not in json.dumps(line)

    def test_trace_tells_the_place_and_the_kind_and_no_value(self, folder: Path) -> None:
        try:
            try:
                raise FileNotFoundError(2, "No such file", NAME)
            except FileNotFoundError as error:
                raise RuntimeError(f"not read: {ACCOUNT} {NAME!r}") from error
        except RuntimeError:
            logging.getLogger("ai_backend.test").exception("failed")
        (line,) = lines(folder / "ai_errors.log")
        told = str(line["exc_info"])
        assert told.index("FileNotFoundError: [Errno 2] No such file: <text>") < told.index("RuntimeError: not read")
        assert "test_logs.py" in told
        assert NAME not in told
        assert ACCOUNT not in told


class TestFiles:
    def test_each_line_stands_once_in_the_files_of_its_kind(self, folder: Path) -> None:
        logging.getLogger("ai_backend.test").error("broken")
        logs.audit("flag changed", flag="fraud", by=None)
        logs.security("token refused", address="127.0.0.1")
        assert messages(folder / "ai_backend.log") == ["broken", "flag changed", "token refused"]
        assert messages(folder / "ai_errors.log") == ["broken"]
        assert messages(folder / "audit" / "ai_audit.log") == ["flag changed"]
        assert messages(folder / "audit" / "ai_security.log") == ["token refused"]

    def test_configuring_again_doubles_nothing(self, folder: Path, settings: Settings) -> None:
        logs.configure(Settings(log_dir=folder))
        logging.getLogger("ai_backend.test").error("broken")
        assert messages(folder / "ai_backend.log") == ["broken"]

    def test_file_that_was_moved_away_is_opened_anew(self, folder: Path) -> None:
        logging.getLogger("ai_backend.test").warning("first")
        (folder / "ai_backend.log").rename(folder / "ai_backend.log.1")
        logging.getLogger("ai_backend.test").warning("second")
        assert messages(folder / "ai_backend.log") == ["second"]

    def test_without_files_every_line_goes_to_the_stream_alone(self, folder: Path) -> None:
        stream = io.StringIO()
        logs.configure(Settings(log_dir=folder / "none", log_files=False), stream)
        logging.getLogger("ai_backend.test").error("broken")
        logs.audit("flag changed")
        assert [json.loads(line)["message"] for line in stream.getvalue().splitlines()] == ["broken", "flag changed"]
        assert not (folder / "none").exists()

    @pytest.mark.parametrize(("level", "count"), [("DEBUG", 2), ("INFO", 1), ("ERROR", 0)])
    def test_level_is_the_settings(self, folder: Path, level: str, count: int) -> None:
        logs.configure(Settings(log_dir=folder, log_level=level))
        logging.getLogger("ai_backend.test").debug("fine")
        logging.getLogger("ai_backend.test").info("plain")
        assert len(messages(folder / "ai_backend.log")) == count


def lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def messages(path: Path) -> list[str]:
    return [line["message"] for line in lines(path)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of logs, for the length of the test; the loggers are then as they were."""
    loggers = [logging.getLogger(name) for name in ("", "ai_backend", "ai_backend.audit", "ai_backend.security")]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    for logger in loggers:
        logger.handlers = []
    logs.configure(Settings(log_dir=tmp_path))
    yield tmp_path
    for logger, handlers, level in before:
        for handler in set(logger.handlers) - set(handlers):
            handler.close()
        logger.handlers = handlers
        logger.setLevel(level)
