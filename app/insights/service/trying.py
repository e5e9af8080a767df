"""What if: changes tried on the coming cash. Nothing of it is stored; the job that works it out is forgotten soon."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from app.books import access, reader
from app.insights.records.scenarios import Change, ScenarioAnswer, ScenarioRefused
from app.insights.records.stored import ScenariosUnavailable
from app.insights.repo import answers, preferences
from app.insights.rules import findings
from app.insights.rules.cash import scenarios
from app.insights.service import changes as carried
from app.insights.service import tools
from app.insights.wording import currency
from app.insights.wording import scenarios as wording
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState, Progress
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "passing.scenario"


def tried(rt: Runtime, business_id: UUID, changes: Sequence[Change], *, caller: Caller) -> Job:
    """The job that tries `changes`, done with its answer in `result`, or still under way when the wait was over.

    Raises `BusinessNotFound` for a stranger, `ScenarioRefused` for what the books do not hold or cannot be meant, and
    `ScenariosUnavailable` where it could not be worked out.
    """
    access.reach(rt, caller, business_id)
    payload = {"changes": [carried.plain(one) for one in changes]}
    job = rt.jobs.run(JOB, caller=caller, business_id=business_id, payload=payload)
    if job.state in (JobState.FAILED, JobState.DEAD):
        raise ScenariosUnavailable
    refused = (job.result or {}).get("refused")
    if refused:
        raise ScenarioRefused(refused["message"], errors=refused["errors"])
    return job


def scenario_job(
    rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, changes: Sequence[Mapping[str, Any]], **_: Any
) -> dict[str, Any]:
    """Tries changes on the coming cash of a business, and stores nothing. Safe to run twice."""
    progress(0.1, "Reading your books")
    with rt.db.transaction(Caller.service()) as tx:
        books, said = reader.load(tx, business_id), preferences.fetch(tx, business_id)
    on = indian_date(now)
    tries = [carried.read(one) for one in changes]
    try:
        found = scenarios.compared(findings.sides_of(books, on), on, tools.loaded(), said, tries)
    except ScenarioRefused as refused:
        return {"refused": {"message": refused.message, "errors": refused.errors}}
    return {"answer": _plain(wording.worded(found), books.business.currency, business_id)}


def _plain(found: ScenarioAnswer, money: str, business_id: UUID) -> dict[str, Any]:
    """The answer as JSON, in the money of the books."""
    effects = [
        asdict(one) | {"change": carried.named(one.change), "sentence": currency.said(one.sentence, money)}
        for one in found.effects
    ]
    told = {"effects": effects, "sentence": currency.said(found.sentence, money), "currency": money}
    plain: dict[str, Any] = json.loads(answers.dumped({"business_id": business_id, **asdict(found), **told}))
    return plain
