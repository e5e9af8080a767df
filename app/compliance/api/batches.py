"""The two forms of a question: one, or `{"questions": [...]}` of up to a thousand, answered as `{"answers": [...]}`.

A wrong field is named by its whole path (`questions.3.gstin`), so that a program finds it and a person too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import flask
import marshmallow as ma
from flask import Response
from webargs.core import missing

from app.compliance.records.questions import QuestionRefused
from app.compliance.schemas.gst.fields import Asked
from app.runtime.http import languages
from app.runtime.http.blueprints import Blueprint, needs, repeatable
from app.runtime.http.current import caller, rt
from app.runtime.http.schema import Schema
from app.values.errors import Invalid
from app.values.language import Language
from app.values.period import indian_date

MOST_QUESTIONS = 1_000
MOST_PARTS = 50_000
"""Lines, papers and used numbers of all questions of a batch: what is answered well within the phone's 30 s."""


class Answers(Protocol):
    """How a service answers: one record for each question, in order."""

    def __call__(self, rt: Any, questions: Any, /, *, caller: Any, now: Any, language: Any) -> Any:
        """The answers. Raises `QuestionRefused` with the position of a question that cannot be answered."""


@dataclass(frozen=True)
class Call:
    """One kind of question: its name in the address, what a person reads of it, and who answers.

    feature : the flag that it needs; None for what is the law's own table, which answers in any case
    """

    name: str
    summary: str
    question: type[Schema]
    answer: type[Schema]
    answers: Answers
    feature: str | None = None


def mount(blp: Blueprint, call: Call) -> None:
    """Gives `call` its address on `blp`, and its place in the OpenAPI document with both forms."""
    many, answered = _many(call.question, "questions"), _many(call.answer, "answers")

    def post() -> Response:
        body = blp.ARGUMENTS_PARSER.load_json(flask.request, call.question())
        is_batch = isinstance(body, Mapping) and "questions" in body
        if is_batch:
            _refuse_too_much(body["questions"])
        asked = _loaded(many() if is_batch else call.question(), body)
        language = languages.wanted()
        found = _answered(call, asked["questions"] if is_batch else [asked], language, is_batch=is_batch)
        return languages.named(flask.jsonify({"answers": found} if is_batch else found[0]), language)

    documented = blp.doc(
        summary=call.summary,
        requestBody={"required": True, "content": _either(call.question, many)},
        responses={
            "200": {"description": "The answer, or the answers in order.", "content": _either(call.answer, answered)}
        },
    )
    view = repeatable(documented(post))
    view = needs(call.feature)(view) if call.feature else view
    blp.route(f"/{call.name}", methods=["POST"], endpoint=call.name.replace("/", "-"))(view)


def _many(one: type[Schema], name: str) -> type[Schema]:
    rule = ma.validate.Length(1, MOST_QUESTIONS, error=f"Between 1 and {MOST_QUESTIONS:,} questions are taken at once.")
    field = ma.fields.List(ma.fields.Nested(one), required=True, validate=rule)
    return type(f"{one.__name__}s", (Schema,), {name: field, "__doc__": f"Several of {one.__name__} at once."})


def _either(one: type[Schema], many: type[Schema]) -> dict[str, Any]:
    return {"application/json": {"schema": {"oneOf": [one, many]}}}


def _answered(call: Call, questions: list[Any], language: Language, *, is_batch: bool) -> list[Any]:
    try:
        found = call.answers(rt(), questions, caller=caller(), now=rt().clock.now(), language=language)
    except QuestionRefused as refused:
        path = f"questions.{refused.position}.{refused.field}" if is_batch else refused.field
        raise _refusal({path: [refused.sentence]}) from refused
    dumped: list[Any] = call.answer(many=True).dump(found)
    return dumped


def _refuse_too_much(questions: Any) -> None:
    """Counts before anything is read: a thousand questions may each be as long as one alone. Raises `Invalid`."""
    asked = [one for one in questions if isinstance(one, Mapping)] if isinstance(questions, list) else []
    if sum(len(part) for one in asked for part in one.values() if isinstance(part, list)) > MOST_PARTS:
        sentence = f"At most {MOST_PARTS:,} lines, papers and numbers are taken at once. Please send fewer questions."
        raise _refusal({"questions": [sentence]})


def _loaded(schema: Schema, body: Any) -> Any:
    """The body as its schema reads it. Raises `Invalid` that names each wrong field by its path."""
    sent: Any = None if body is missing else body  # no body at all is no object, and refused as such
    try:
        with Asked(indian_date(rt().clock.now())):
            return schema.load(sent)
    except ma.ValidationError as error:
        raise _refusal(dict(_paths(error.messages))) from error


def _refusal(wrong: Mapping[str, list[str]]) -> Invalid:
    path, sentences = next(iter(wrong.items()))
    return Invalid(f"Please check “{path}”: {sentences[0][:1].lower()}{sentences[0][1:]}", errors=wrong)


def _paths(messages: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of sentences in marshmallow's nested messages, with the path that leads to it."""
    if isinstance(messages, Mapping):
        for name, below in messages.items():
            part = "" if name == "_schema" else str(name)
            yield from _paths(below, ".".join(filter(None, (path, part))))
    else:
        yield path or "request", [str(sentence) for sentence in messages]
