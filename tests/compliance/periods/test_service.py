"""What is served while no worker can go through the books, and what a stored match with GSTR-2B adds."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text

from app.compliance.records.periods.asked import Matter, PeriodUnavailable, Question, View
from app.compliance.repo import reconciled
from app.compliance.service import periods as service
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.values.language import Language
from tests.compliance.periods.conftest import Ledger, document

QUESTION = Question(Matter.GSTR1, {"period": "2025-10"}, Language.ENGLISH)


class TestWithoutAWorker:
    def test_nothing_was_ever_made(self, impatient: Runtime, ledger: Ledger) -> None:
        with pytest.raises(PeriodUnavailable):
            answered(impatient, ledger)

    def test_last_answer_is_served_as_stale_and_not_kept(self, impatient: Runtime, ledger: Ledger) -> None:
        made(impatient, ledger)
        assert answered(impatient, ledger)["stale"] is False
        ledger.add(impatient, document("sales_invoice", ledger.content["businesses"][0]["parties"][0], "INV-3"))
        for _ in range(2):
            body = answered(impatient, ledger)
            assert (body["stale"], len(body["documents"])) == (True, 3)
        made(impatient, ledger)
        body = answered(impatient, ledger)
        assert (body["stale"], len(body["documents"])) == (False, 4)

    def test_portal_gets_nothing_stale(self, impatient: Runtime, ledger: Ledger) -> None:
        made(impatient, ledger)
        assert answered(impatient, ledger, view=View.PORTAL)["fp"] == "102025"
        ledger.add(impatient, document("sales_invoice", ledger.content["businesses"][0]["parties"][0], "INV-3"))
        with pytest.raises(PeriodUnavailable):
            answered(impatient, ledger, view=View.PORTAL)


class TestKeeping:
    def test_answer_takes_the_place_of_those_older_than_an_hour(self, impatient: Runtime, ledger: Ledger) -> None:
        now = impatient.clock.now()
        for age in (timedelta(hours=2), timedelta(minutes=50), timedelta()):
            made(impatient, ledger, now=now - age)
        with impatient.db.transaction(Caller.service()) as tx:
            kept = tx.execute(
                text("select created_at from ai_analysis_results where business_id = :business order by created_at"),
                {"business": ledger.business_id},
            )
            assert list(kept.scalars()) == [now - timedelta(minutes=50), now]


class TestIn2B:
    def test_bill_that_no_statement_shows_is_missing(self, tx: Connection, ledger: Ledger) -> None:
        missing, elsewhere, ignored, found = (uuid4() for _ in range(4))
        keep(tx, ledger, "2025-09", missing_in_2b=[missing, elsewhere, ignored], exact=[found])
        keep(tx, ledger, "2025-10", exact=[elsewhere])
        ignore(tx, ledger, ignored)
        assert reconciled.fetch_missing(tx, ledger.business_id) == {missing}

    def test_state_tells_of_every_match_and_answer(self, tx: Connection, ledger: Ledger) -> None:
        states = [reconciled.fetch_state(tx, ledger.business_id)]
        bill = uuid4()
        keep(tx, ledger, "2025-09", missing_in_2b=[bill])
        states.append(reconciled.fetch_state(tx, ledger.business_id))
        ignore(tx, ledger, bill)
        states.append(reconciled.fetch_state(tx, ledger.business_id))
        assert states[0] == ""
        assert len(set(states)) == 3


@pytest.fixture
def impatient(rt: Runtime) -> Iterator[Runtime]:
    """A process that waits for no job."""
    runtime = assemble(replace(rt.settings, job_wait_seconds=0.05))
    yield runtime
    runtime.close()


def made(rt: Runtime, ledger: Ledger, *, now: datetime | None = None) -> None:
    """The worker's work, done here and now, or at another moment."""
    asked = QUESTION.payload() | {"subject": str(QUESTION.subject(ledger.business_id)), "version": service.VERSION}
    service.period_job(
        rt,
        business_id=ledger.business_id,
        now=now or rt.clock.now(),
        progress=lambda share, note: None,
        question=asked,
    )


def answered(rt: Runtime, ledger: Ledger, *, view: View = View.FULL) -> dict[str, Any]:
    """The answer to the owner."""
    body = service.answer(rt, ledger.business_id, QUESTION, view=view, caller=ledger.owner, now=rt.clock.now())
    found: dict[str, Any] = json.loads(body)
    return found


def keep(tx: Connection, ledger: Ledger, period: str, **rows: list[UUID]) -> None:
    """A stored match of a month."""
    upload, whose = uuid4(), {"business": ledger.business_id, "period": period}
    tx.execute(
        text(
            "insert into gstr2b_uploads (id, business_id, period, gstin, sha256, format, papers, created_at)"
            " values (:id, :business, :period, '27AAGCK7412M1Z7', :sha, 'json', 0, now())"
        ),
        {**whose, "id": upload, "sha": upload.hex},
    )
    tx.execute(
        text(
            "insert into gstr2b_reconciliations"
            " (business_id, period, upload_id, book_revision, rules_version, matched_at)"
            " values (:business, :period, :upload, 1, 'x', clock_timestamp())"
        ),
        {**whose, "upload": upload},
    )
    for state, documents in rows.items():
        for place, one in enumerate(documents):
            tx.execute(
                text(
                    "insert into gstr2b_rows (id, business_id, period, place, state, document_id, value, tax, row)"
                    " values (:id, :business, :period, :place, :state, :id, 1, 1, '{}')"
                ),
                {**whose, "id": one, "place": place, "state": state},
            )


def ignore(tx: Connection, ledger: Ledger, row: UUID) -> None:
    """The owner's word that a row does not matter."""
    tx.execute(
        text(
            "insert into gstr2b_answers (row_id, business_id, answer, answered_by, answered_at)"
            " values (:row, :business, 'ignore', :by, clock_timestamp())"
        ),
        {"row": row, "business": ledger.business_id, "by": Caller.user(uuid4()).user_id},
    )
