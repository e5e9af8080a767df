"""The logs of the running system: one JSON line a request, findable by its id, without anybody's numbers."""

import base64
import io
import json
import os
import time
from typing import Any
from uuid import uuid4

import httpx
import psycopg
from PIL import Image

from tests.running import System

CANARIES = ("29ABCDE1234F1Z5", "9876501234", "canary.person@example.in", "canaryperson@okbank", "50100998877665")


class TestLogs:
    def test_request_is_one_line_with_its_id_and_user(self, api: httpx.Client, server: System) -> None:
        request_id = uuid4().hex
        api.get("/api/v1/jobs/00000000-0000-4000-8000-000000000000", headers={"X-Request-ID": request_id})
        (line,) = lines(server, request_id)
        assert (line["message"], line["status"], line["method"]) == ("request", 404, "GET")
        assert line["user_id"] and line["took_ms"] >= 0

    def test_job_and_its_audit_row_carry_the_id_of_the_request_that_asked(
        self, api: httpx.Client, server: System
    ) -> None:
        request_id = uuid4().hex
        api.post("/api/v1/ocr/extract-text", json={"image": unseen_picture()}, headers={"X-Request-ID": request_id})
        assert any("job_id" in line for line in lines(server, request_id))
        with psycopg.connect(server.settings.database_url) as connection:
            audited = "select subject_kind, action from ai_audit_logs where request_id = %s"
            assert ("job", "job done") in connection.execute(audited, (request_id,)).fetchall()

    def test_what_an_admin_did_stands_in_the_audit_log(self, server: System) -> None:
        request_id = uuid4().hex
        headers = {"Authorization": f"Bearer {server.demo['admin_token']}", "X-Request-ID": request_id}
        httpx.get(server.url + "/health/detailed", headers=headers)
        (line,) = lines(server, request_id, "audit/ai_audit.log")
        assert (line["message"], line["path"]) == ("admin call", "/health/detailed")
        assert line["user_id"]

    def test_refusals_stand_in_the_security_log(self, server: System) -> None:
        request_id = uuid4().hex
        headers = {"Authorization": f"Bearer {server.demo['access_token']}", "X-Request-ID": request_id}
        httpx.get(server.url + "/health/detailed", headers=headers)
        (line,) = lines(server, request_id, "audit/ai_security.log")
        assert line["message"] == "admin call refused"

    def test_nobodys_numbers_are_written(self, api: httpx.Client, server: System) -> None:
        said = "bill for " + " ".join(CANARIES)
        for path, body in (
            ("/api/v1/generate/text", {"prompt": said}),
            ("/api/v1/parse-invoice", {"text": said, "business_id": server.demo["business_id"]}),
            ("/api/v1/nowhere", {"said": said}),
        ):
            api.post(path, json=body, headers={"X-Request-ID": uuid4().hex})
            api.get(f"{path}/{CANARIES[0]}", params={"said": said})
        httpx.get(server.url + "/api/v1/health", headers={"Authorization": f"Bearer {CANARIES[0]}"})
        files = "".join(path.read_text() for path in (server.folder / "logs").rglob("*.log"))
        assert [canary for canary in CANARIES if canary in server.printed + files] == []
        assert server.demo["access_token"] not in files  # the terminal shows it at the start, as one to try


def unseen_picture() -> str:
    """A picture that no other test has sent: one that was read before needs no job."""
    written = io.BytesIO()
    Image.frombytes("RGB", (4, 4), os.urandom(48)).save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


def lines(server: System, request_id: str, file: str = "ai_backend.log") -> list[dict[str, Any]]:
    """The lines about one request, once the last of them is written."""
    time.sleep(0.2)
    written = (server.folder / "logs" / file).read_text().splitlines()
    return [json.loads(line) for line in written if request_id in line]
