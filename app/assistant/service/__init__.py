"""Answering a question in words: understand it, find the business, have its figures computed, say them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.assistant import wording
from app.assistant.records.answers import Answer, Answered, Choice, Finding, Told
from app.assistant.records.asked import BY_PERIOD, LONGEST_PROMPT, Days, PromptTooLong, Question, Topic
from app.assistant.records.figures import OpenAlerts, Source
from app.assistant.rules import periods, questions
from app.assistant.rules.figures import IDS_NAMED
from app.assistant.service import figures
from app.assistant.service.figures import JOB, figures_job
from app.books import access
from app.books.access import Reach
from app.feedback import usage
from app.fraud import service as fraud
from app.fraud.records import AlertStatus, Filters
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

__all__ = ["JOB", "answer", "figures_job"]

USED = "assistant.asked"


def answer(rt: Runtime, prompt: str, *, business_id: UUID | None, caller: Caller, on: date) -> Answer:
    """What the books of `business_id`, or of the caller's only business, say to `prompt`.

    Several businesses and none named: the answer asks which. Nothing recognised: it says what can be asked. Raises
    `BusinessNotFound` for a business that the caller does not reach, `PromptTooLong`, and `AnswerUnavailable` when no
    worker has computed the figures in time.
    """
    if len(prompt) > LONGEST_PROMPT:
        raise PromptTooLong
    question = questions.understood(prompt, on=on)
    reach = access.reach(rt, caller, business_id) if business_id else None
    choices = () if reach else _choices(rt, caller)
    asked_back = _asked_back(question, reach, choices)
    if asked_back is None:
        reach = reach or access.reach(rt, caller, choices[0].business_id)
        return _answered(rt, question, reach, caller=caller, on=on)
    _count(rt, asked_back, caller)
    return asked_back


def _choices(rt: Runtime, caller: Caller) -> tuple[Choice, ...]:
    """The businesses that the caller reaches."""
    with rt.db.transaction(caller) as tx:
        return tuple(Choice(one.id, one.name) for one in access.businesses_of(tx, caller))


def _asked_back(question: Question, reach: Reach | None, choices: tuple[Choice, ...]) -> Answer | None:
    """The answer to a question that cannot be answered as it stands; None when it can."""
    language = question.language
    if not question.topics:
        text = wording.what_can_be_asked(language)
        return Answer(text, Topic.UNKNOWN, language, suggestions=wording.examples(language))
    if reach or len(choices) == 1:
        return None
    if not choices:
        return Answer(wording.phrase("no_business", language), Topic.WHICH_BUSINESS, language)
    text = wording.phrase("which_business", language, names=", ".join(choice.name for choice in choices))
    return Answer(text, Topic.WHICH_BUSINESS, language, choices=choices)


def _answered(rt: Runtime, question: Question, reach: Reach, *, caller: Caller, on: date) -> Answer:
    """One finding for each topic. What the cache has told alone is not counted: it costs no write."""
    computed = replace(question, topics=tuple(topic for topic in question.topics if _is_computed(question, topic)))
    kept = figures.kept(rt, computed, reach, on=on) if computed.topics else Answered()
    answered = kept or figures.told(rt, computed, reach, caller=caller, on=on)
    told = iter(answered.told)
    findings = tuple(
        _finding(question, next(told), answered.span, on=on)
        if topic in computed.topics
        else _uncomputed(rt, question, topic, reach.business_id, caller=caller, on=on)
        for topic in question.topics
    )
    text = " ".join(dict.fromkeys(finding.text for finding in findings))
    answer = Answer(text, findings[0].topic, question.language, business_id=reach.business_id, findings=findings)
    if kept is None or computed.topics != question.topics:
        _count(rt, answer, caller)
    return answer


def _is_computed(question: Question, topic: Topic) -> bool:
    """Whether figures are to be computed from the books, neither read as they are stored nor asked back for days."""
    return topic is not Topic.ALERTS and not (question.is_period_unread and topic in BY_PERIOD)


def _finding(question: Question, told: Told, span: Days | None, *, on: date) -> Finding:
    """What was told on one topic, in words."""
    language = question.language
    if told.figures is None:
        return Finding(told.topic, wording.phrase("which_party", language, names=", ".join(told.candidates)))
    text = [wording.explained(told.topic, told.figures, language=language, name=told.name)]
    text += _about_the_period(question, told.topic, span, on=on)
    if told.unknown is not None:
        text.insert(0, wording.phrase("stranger", language, name=told.unknown))
    return Finding(told.topic, " ".join(text), told.figures)


def _uncomputed(
    rt: Runtime, question: Question, topic: Topic, business_id: UUID, *, caller: Caller, on: date
) -> Finding:
    """The alerts as they are stored, or the question which days are meant."""
    if topic is not Topic.ALERTS:
        return Finding(topic, wording.phrase("which_days", question.language))
    return _finding(question, Told(topic, figures=_open_alerts(rt, business_id, caller)), None, on=on)


def _about_the_period(question: Question, topic: Topic, span: Days | None, *, on: date) -> Iterator[str]:
    """What is to be said about the days of the question where the figures are not, or not only, of those days."""
    is_named = question.is_period_unread or question.days not in (None, Days(on, on))
    if topic not in BY_PERIOD and is_named:
        yield wording.phrase("open_today", question.language)
    if topic in BY_PERIOD and question.days and span and periods.reaches_beyond(question.days, span, on=on):
        yield wording.span(span, question.language)


def _count(rt: Runtime, answer: Answer, caller: Caller) -> None:
    """Notes the use: topic and language, never the words."""
    attributes = {"topic": answer.topic.value, "language": answer.language.value}
    with rt.db.transaction(caller) as tx:
        usage.record(tx, caller=caller, event=USED, business_id=answer.business_id, attributes=attributes)


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
