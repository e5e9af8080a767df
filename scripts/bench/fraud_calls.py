"""How long the app waits for the check of a draft: the whole call, against a business of many documents."""

import http.client
import json
import random
import statistics
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from app import simulate
from app.books.importer.owners import DEVELOPMENT_OWNER
from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.embedded import ports
from app.simulate.large import MONTHS, large_profile
from scripts.bench import stack
from scripts.whole_system import System

CALLS, WARMING = 100, 10
UNTIL = date(2026, 3, 31)


def check_ms(running: System, documents: int) -> float:
    """Milliseconds, in the middle, from the request to its answer; the books are imported first."""
    content = simulate.generate(large_profile(documents), seed=1, until=UNTIL, months=MONTHS)
    stack.import_seconds(running.folder, content)
    issuer = LocalIssuer(running.settings)
    token = issuer.issue(DEVELOPMENT_OWNER, now=datetime.now(UTC))
    connection = http.client.HTTPConnection(ports.LOOPBACK, running.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    taken = []
    for body in _drafts(content["businesses"][0]):
        began = time.perf_counter()
        connection.request("POST", "/api/v1/fraud/check", body=json.dumps(body), headers=headers)
        answer = connection.getresponse()
        told = answer.read()
        taken.append(time.perf_counter() - began)
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"a check was answered with {answer.status}: {told[:200]!r}")
    connection.close()
    return statistics.median(taken[WARMING:]) * 1000


def _drafts(business: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Bills and invoices like old ones, some weeks later, under new numbers."""
    chance = random.Random(1)  # noqa: S311 - made papers
    sides = {"supplier_bill": "supplier", "sales_invoice": "customer"}
    papers = [one for one in business["documents"] if one["kind"] in sides and one["party_id"]]
    for old in chance.sample(papers, CALLS + WARMING):
        side = sides[old["kind"]]
        later = date.fromisoformat(str(old["date"])) + timedelta(days=chance.randrange(3, 40))
        invoice = {
            "invoice_type": side,
            f"{side}_id": str(old["party_id"]),
            "invoice_number": f"{old['number']}{chance.randrange(99)}",
            "invoice_date": later.isoformat(),
            "subtotal": float(old["subtotal"]),
            "tax_amount": float(old["tax_amount"]),
            "total_amount": float(old["total_amount"]),
        }
        yield {"business_id": str(business["id"]), "invoice": invoice}
