"""Numbers, names and tokens that were sent in every way are found in no log, figure, dead job, event or audit row."""

import base64
import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from scripts import waiting
from tasks.jobs import HANDLERS
from tests.running import System

NUMBERS = ("27QWERT5678K1Z9", "QWERT5678K", "9812309876", "60210055443322", "canary.owner@okbank", "QWER0XY1234")
"""A GSTIN, its PAN, a mobile number, an account, a UPI id, an IFSC: well formed, and nobody's."""
NAME, TOKEN = "Zubenelgenubi Quackenbush", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLW9mLWNhbmFyeQ"
SAID = f"bill of {NAME} {' '.join(NUMBERS)} {TOKEN}"
INSERT = (
    "insert into jobs (name, payload, max_attempts, request_id, state)"
    " select name, %s::jsonb, 1, %s, 'queued' from unnest(%s::text[]) name"
)
OVER = "select count(*) from jobs where request_id = %s and state in ('done', 'failed', 'dead')"
SAID_OF_JOBS = (
    "select coalesce(string_agg(concat_ws(' ', j.error, j.progress_note, j.result::text, l.note), ' '), '')"
    " from jobs j left join job_lines l on l.job_id = j.id where j.request_id = %s"
)
KEPT = (
    "select coalesce(string_agg(row::text, ' '), '') from (select to_jsonb(t) as row from ai_analytics_events t"
    " union all select to_jsonb(t) from ai_audit_logs t union all select to_jsonb(t) from feature_flag_events t"
    " union all select to_jsonb(t) from jobs t where state in ('failed', 'dead') and request_id <> %s) kept"
)
PLACE = re.compile(r"\{[^}]+\}")
Database = psycopg.Connection[tuple[Any, ...]]


class TestCanaries:
    def test_none_is_found_after_every_call(self, server: System, api: httpx.Client, database: Database) -> None:
        admin = {"Authorization": f"Bearer {server.demo['admin_token']}"}
        asked = sum(_sent_everywhere(api, server, headers) for headers in ({}, admin, _stranger()))
        assert asked > 150
        _upload(api, server)
        assert _found(server, database) == []

    def test_none_is_found_after_jobs_that_die(self, server: System, database: Database) -> None:
        mark = uuid4().hex
        payload = json.dumps(dict.fromkeys(("name", "upload", "digest", "text", "document_id", "wanted"), SAID))
        database.execute(INSERT, (payload, mark, list(HANDLERS)))
        waiting.until(lambda: _value(database, OVER, mark) >= len(HANDLERS), what="the end of every job")
        assert _canaries_in(_value(database, SAID_OF_JOBS, mark)) == []
        found = _found(server, database, besides=mark)
        database.execute("delete from jobs where request_id = %s", (mark,))  # their payload is what we sent
        assert found == []


def _sent_everywhere(api: httpx.Client, server: System, headers: Mapping[str, str]) -> int:
    """Calls every address with canaries in its places, query, body and headers; how many calls that were."""
    document = httpx.get(f"{server.url}/openapi.json").json()
    calls = [(method, path) for path, told in document["paths"].items() for method in told if method != "parameters"]
    number = iter(NUMBERS * len(calls))
    for method, path in calls:
        address = PLACE.sub(lambda _: next(number), path)
        body = {"said": SAID, "text": SAID, "prompt": SAID, "business_id": server.demo["business_id"], "gstin": SAID}
        sent: dict[str, Any] = {} if method in ("get", "delete") else {"json": body}
        named = {"X-Request-ID": NUMBERS[2], "User-Agent": SAID, "Idempotency-Key": uuid4().hex, **headers}
        api.request(method.upper(), address, params={"q": SAID, "state": SAID}, headers=named, **sent)
    return len(calls)


def _upload(api: httpx.Client, server: System) -> None:
    """Files whose names, words and bytes are canaries, sound and broken."""
    for content in (f"Invoice no 7 of {SAID}\nTotal 100".encode(), b"%PDF-1.4 " + SAID.encode(), SAID.encode()):
        encoded = base64.b64encode(content).decode()
        api.post("/api/v1/ocr/extract-text", json={"image": encoded})
        files = {"file": (f"{NAME} {NUMBERS[3]}.txt", content)}
        api.post("/api/v1/invoices/extract", files=files, data={"business_id": server.demo["business_id"]})
        api.post("/api/v1/nlp/parse-invoice", json={"text": SAID, "business_id": server.demo["business_id"]})


def _stranger() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}


def _found(server: System, database: Database, besides: str = "") -> list[str]:
    """Each canary with where it was found."""
    time.sleep(1.5)  # notices are written within a second
    places = {
        "printed": server.printed,
        "kept": _value(database, KEPT, besides),
        "figures": "".join(httpx.get(f"{server.url}/metrics").text for _ in range(4)),
        **{path.name: path.read_text() for path in (server.folder / "logs").rglob("*.log")},
    }
    return [f"{canary} in {place}" for place, text in places.items() for canary in _canaries_in(text)]


def _canaries_in(text: str) -> list[str]:
    return [canary for canary in (*NUMBERS, *NAME.split(), TOKEN) if canary.lower() in text.lower()]


def _value(database: Database, statement: str, *values: Any) -> Any:
    row = database.execute(statement.encode(), values).fetchone()
    return row[0] if row else None


@pytest.fixture
def database(server: System) -> Iterator[Database]:
    """The system's database as its superuser."""
    with psycopg.connect(server.settings.database_url, autocommit=True) as connection:
        yield connection
