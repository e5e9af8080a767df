"""Answering a question in words: understand it, find the business, read its books, compute, say it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from app.assistant import wording
from app.assistant.records.answers import Answer, Choice, Finding
from app.assistant.records.asked import BY_PERIOD, LONGEST_PROMPT, Days, Language, PromptTooLong, Question, Topic
from app.assistant.records.figures import Figures, OpenAlerts, Source
from app.assistant.rules import figures, parties, periods, questions, tax
from app.assistant.rules.figures import IDS_NAMED
from app.books import access, reader
from app.books.records import Books, DocumentKind, Party
from app.feedback import usage
from app.fraud import service as fraud
from app.fraud.records import AlertStatus, Filters
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

Computed = Callable[[Books, Days, date, UUID | None], Figures]

COMPUTED: Mapping[Topic, Computed] = {
    Topic.RECEIVABLES: lambda books, days, on, party_id: figures.balances(
        books, DocumentKind.SALES_INVOICE, on=on, party_id=party_id
    ),
    Topic.PAYABLES: lambda books, days, on, party_id: figures.balances(
        books, DocumentKind.SUPPLIER_BILL, on=on, party_id=party_id
    ),
    Topic.OVERDUE: lambda books, days, on, party_id: figures.overdue(
        books, DocumentKind.SALES_INVOICE, on=on, party_id=party_id
    ),
    Topic.OVERDUE_BILLS: lambda books, days, on, party_id: figures.overdue(
        books, DocumentKind.SUPPLIER_BILL, on=on, party_id=party_id
    ),
    Topic.CASH_FLOW: lambda books, days, on, party_id: figures.cash_flow(books, days, party_id=party_id),
    Topic.SALES: lambda books, days, on, party_id: figures.sales(books, days, party_id=party_id),
    Topic.EXPENSES: lambda books, days, on, party_id: figures.spending(books, days),
    Topic.GST_DUE: lambda books, days, on, party_id: tax.estimate(books, days),
}
"""How each topic is computed from the books; alerts are read as they are stored."""

USED = "assistant.asked"


def answer(rt: Runtime, prompt: str, *, business_id: UUID | None, caller: Caller, on: date) -> Answer:
    """What the books of `business_id`, or of the caller's only business, say to `prompt`.

    Several businesses and none named: the answer asks which. Nothing recognised: it says what can be asked. Raises
    `BusinessNotFound` for a business that the caller does not reach, `PromptTooLong`.
    """
    if len(prompt) > LONGEST_PROMPT:
        raise PromptTooLong
    question = questions.understood(prompt, on=on)
    with rt.db.transaction(caller) as tx:
        choices = _choices(tx, caller, business_id)
    answered = _asked_back(question, choices) or _answered(rt, question, choices[0], caller=caller, on=on)
    attributes = {"topic": answered.topic.value, "language": answered.language.value}
    with rt.db.transaction(caller) as tx:
        usage.record(tx, caller=caller, event=USED, business_id=answered.business_id, attributes=attributes)
    return answered


def _choices(tx: Connection, caller: Caller, business_id: UUID | None) -> tuple[Choice, ...]:
    """The business named, or all that the caller reaches."""
    if business_id is not None:
        access.reach(tx, caller, business_id)
    found = access.businesses_of(tx, caller)
    return tuple(Choice(one.id, one.name) for one in found if business_id in (None, one.id))


def _asked_back(question: Question, choices: tuple[Choice, ...]) -> Answer | None:
    """The answer to a question that cannot be answered as it stands; None when it can."""
    language = question.language
    if not question.topics:
        text = wording.what_can_be_asked(language)
        return Answer(text, Topic.UNKNOWN, language, suggestions=wording.examples(language))
    if not choices:
        return Answer(wording.phrase("no_business", language), Topic.WHICH_BUSINESS, language)
    if len(choices) > 1:
        text = wording.phrase("which_business", language, names=", ".join(choice.name for choice in choices))
        return Answer(text, Topic.WHICH_BUSINESS, language, choices=choices)
    return None


def _answered(rt: Runtime, question: Question, choice: Choice, *, caller: Caller, on: date) -> Answer:
    books = None
    if set(question.topics) - {Topic.ALERTS}:
        with rt.db.transaction(caller) as tx:
            books = reader.load(tx, choice.business_id)
    findings = []
    for topic in question.topics:
        if question.is_period_unread and topic in BY_PERIOD:
            findings.append(Finding(topic, wording.phrase("which_days", question.language)))
        elif books and topic is not Topic.ALERTS:
            findings.append(_finding(books, question, topic, on=on))
        else:
            findings.append(_alerts(rt, question, choice.business_id, caller, on=on))
    text = " ".join(dict.fromkeys(finding.text for finding in findings))
    found = tuple(findings)
    return Answer(text, found[0].topic, question.language, business_id=choice.business_id, findings=found)


def _alerts(rt: Runtime, question: Question, business_id: UUID, caller: Caller, *, on: date) -> Finding:
    finding = _said(Topic.ALERTS, _open_alerts(rt, business_id, caller), question.language)
    text = " ".join((finding.text, *_about_the_period(question, Topic.ALERTS, None, on=on)))
    return Finding(Topic.ALERTS, text, finding.figures)


def _finding(books: Books, question: Question, topic: Topic, *, on: date) -> Finding:
    """The answer to one topic, about the party that is named where the topic is about parties."""
    named = parties.asked_about(question, books.parties, topic)
    if named.candidates:
        names = ", ".join(party.name for party in named.candidates)
        return Finding(topic, wording.phrase("which_party", question.language, names=names))
    topic = parties.topic_for(topic, named.party)
    days = question.days or (periods.tax_month(on) if topic is Topic.GST_DUE else periods.this_month(on))
    computed = COMPUTED[topic](books, days, on, named.party.id if named.party else None)
    finding = _said(topic, computed, question.language, party=named.party)
    text = [finding.text, *_about_the_period(question, topic, figures.span(books), on=on)]
    if named.unknown is not None:
        text.insert(0, wording.phrase("stranger", question.language, name=named.unknown))
    return Finding(topic, " ".join(text), finding.figures)


def _about_the_period(question: Question, topic: Topic, span: Days | None, *, on: date) -> Iterator[str]:
    """What is to be said about the days of the question where the figures are not, or not only, of those days."""
    is_named = question.is_period_unread or question.days not in (None, Days(on, on))
    if topic not in BY_PERIOD and is_named:
        yield wording.phrase("open_today", question.language)
    if topic in BY_PERIOD and question.days and span and periods.reaches_beyond(question.days, span, on=on):
        yield wording.span(span, question.language)


def _said(topic: Topic, computed: Figures, language: Language, *, party: Party | None = None) -> Finding:
    name = party.name if party else None
    return Finding(topic, wording.explained(topic, computed, language=language, name=name), computed)


def _open_alerts(rt: Runtime, business_id: UUID, caller: Caller) -> OpenAlerts:
    """The stored alerts that nobody has answered, after a fresh look at the books if one can be had in time."""
    try:
        is_fresh = not fraud.analyze(rt, business_id, caller=caller).metadata["stale"]
    except Unavailable:
        is_fresh = False
    open_ones = Filters(status=AlertStatus.OPEN, page_size=IDS_NAMED)
    page = fraud.alerts(rt, business_id, caller=caller, filters=open_ones)
    source = Source("fraud_alerts", page.total, tuple(alert.id for alert in page.alerts))
    messages = tuple(alert.message for alert in page.alerts)
    return OpenAlerts(page.total, messages, (source,), is_fresh=is_fresh)
