"""The figures of a question: a job computes them from the whole books, the cache keeps them while the books stand.

What leaves this process is the question as it was understood (topic, days, id of a party), never its words.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.assistant import repo
from app.assistant.records.answers import Answered, AnswerUnavailable, Told
from app.assistant.records.asked import Asked, Days, Question, Topic
from app.assistant.records.figures import Computed, Figures
from app.assistant.rules import VERSION, figures, parties, periods, tax
from app.books import reader
from app.books.access import Reach
from app.books.records import Books, DocumentKind, Party
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

JOB = "assistant.figures"

SALES, BILLS = DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL

COMPUTED: Mapping[Topic, Callable[[Books, Asked, date], Figures]] = {
    Topic.RECEIVABLES: lambda books, asked, on: figures.balances(books, SALES, on=on, party_id=asked.party_id),
    Topic.PAYABLES: lambda books, asked, on: figures.balances(books, BILLS, on=on, party_id=asked.party_id),
    Topic.OVERDUE: lambda books, asked, on: figures.overdue(books, SALES, on=on, party_id=asked.party_id),
    Topic.OVERDUE_BILLS: lambda books, asked, on: figures.overdue(books, BILLS, on=on, party_id=asked.party_id),
    Topic.CASH_FLOW: lambda books, asked, on: figures.cash_flow(books, asked.days, party_id=asked.party_id),
    Topic.SALES: lambda books, asked, on: figures.sales(books, asked.days, party_id=asked.party_id),
    Topic.EXPENSES: lambda books, asked, on: figures.spending(books, asked.days),
    Topic.GST_DUE: lambda books, asked, on: tax.estimate(books, asked.days),
}
"""How each topic is computed from the books; alerts are read as they are stored."""


def figures_job(
    rt: Runtime, *, business_id: UUID, on: str, asked: list[Mapping[str, Any]], progress: Progress, **_: Any
) -> dict[str, Any]:
    """Computes the figures that answer a question from the books of a business. Safe to run twice."""
    progress(0.1, "Reading your books")
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    day = date.fromisoformat(on)
    questions: tuple[Asked, ...] = repo.read(tuple[Asked, ...], asked)
    found = tuple(COMPUTED[one.topic](books, one, day) for one in questions)
    result: dict[str, Any] = repo.plain(Computed(found, figures.span(books)))
    return result


def kept(rt: Runtime, question: Question, reach: Reach, *, on: date) -> Answered | None:
    """What was told to the same question while the books stood as they stand."""
    content = rt.cache.fetch(cache_types.USER_CONTEXT, *_key(question, reach, on))
    return repo.loaded(Answered, content) if content else None


def told(rt: Runtime, question: Question, reach: Reach, *, caller: Caller, on: date) -> Answered:
    """Figures and names for each topic of `question`, computed by a worker. Raises `AnswerUnavailable`."""
    asked_about = _parties(rt, question, reach.business_id, caller)
    meant = [_meant(question, topic, asked_about, on=on) for topic in question.topics]
    asked = tuple(one for one, _ in meant if one)
    computed = _computed(rt, asked, reach, caller=caller, on=on) if asked else Computed((), None)
    found = iter(computed.figures)
    all_told = tuple(replace(one, figures=next(found)) if asked_one else one for asked_one, one in meant)
    answered = Answered(all_told, computed.span)
    rt.cache.store(cache_types.USER_CONTEXT, *_key(question, reach, on), value=repo.dumped(answered))
    return answered


def _meant(question: Question, topic: Topic, found: tuple[Party, ...], *, on: date) -> tuple[Asked | None, Told]:
    """What is to be computed for a topic, nothing when it must be asked back, and what is known of it before."""
    named = parties.asked_about(question, found, topic)
    if named.candidates:
        return None, Told(topic, candidates=tuple(party.name for party in named.candidates))
    topic = parties.topic_for(topic, named.party)
    days = question.days or (periods.tax_month(on) if topic is Topic.GST_DUE else periods.this_month(on))
    party_id = named.party.id if named.party else None
    return Asked(topic, days, party_id), Told(topic, named.party.name if named.party else None, unknown=named.unknown)


def _computed(rt: Runtime, asked: tuple[Asked, ...], reach: Reach, *, caller: Caller, on: date) -> Computed:
    payload = {"on": on.isoformat(), "asked": repo.plain(asked)}
    key = ":".join(map(str, (JOB, VERSION, reach.business_id, reach.revision, _digest(payload))))
    job = rt.jobs.run(JOB, caller=caller, business_id=reach.business_id, payload=payload, key=key)
    if job.result is None:
        raise AnswerUnavailable
    computed: Computed = repo.read(Computed, job.result)
    return computed


def _parties(rt: Runtime, question: Question, business_id: UUID, caller: Caller) -> tuple[Party, ...]:
    """Those whom the question may name: nobody when all its words are known."""
    if not question.strangers:
        return ()
    with rt.db.transaction(caller) as tx:
        return reader.load_parties(tx, business_id)


def _key(question: Question, reach: Reach, on: date) -> tuple[object, ...]:
    days: Days | None = question.days
    understood = {"topics": question.topics, "days": days, "strangers": question.strangers, "names": question.names}
    digest = _digest({name: repo.plain(value) for name, value in understood.items()})
    return VERSION, reach.business_id, reach.revision, on, digest


def _digest(content: Mapping[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
