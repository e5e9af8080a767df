"""How a request is read: what Python's JSON reader gives up on is the sender's mistake like any other broken JSON.

Nothing that was sent is dropped unseen: neither the end of a body that is too long, nor a parameter nobody knows, nor
the first of two values of one name.
"""

import json
from collections import Counter
from typing import Any

import flask
from webargs.core import missing
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from app.values.errors import Invalid, TooLarge

LONGEST_PASSED_OVER = 4 << 30
GIVEN_TWICE = "This is given twice."
ENVELOPE_BYTES = 64 * 1024
"""What a form with a file takes beside the file: its other fields and what divides them."""


def pass_over(request: flask.Request) -> None:
    """Reads what is left of a refused body to nowhere: a sender that is still sending would miss the answer."""
    has_end = request.environ.get("wsgi.input_terminated", False)  # it came in chunks, without its length
    length = LONGEST_PASSED_OVER if has_end else request.content_length or 0
    stream, left = request.environ["wsgi.input"], min(length, LONGEST_PASSED_OVER)
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        left -= len(part)


def file_of(request: flask.Request, field: str, *, most_bytes: int, refusal: TooLarge) -> FileStorage | None:
    """The file of a form, which is measured before it is read; None where the form has none.

    Raises `refusal` for more than `most_bytes`, once the rest of the body is passed over, and `Invalid` for a form that
    gives one name two values, of which one would be dropped unseen.
    """
    most = most_bytes + ENVELOPE_BYTES
    request.max_content_length = most
    try:
        if (request.content_length or 0) > most:
            raise RequestEntityTooLarge
        _refuse_repeats(request)
        return request.files.get(field)
    except RequestEntityTooLarge as large:
        pass_over(request)
        raise refusal from large


def _refuse_repeats(request: flask.Request) -> None:
    names = [name for given in (request.files, request.form) for name, _ in given.items(multi=True)]
    for name, count in Counter(names).items():
        if count > 1:
            raise _given_twice(name)


class BodyParser(FlaskParser):
    """webargs' parser, which knows of broken JSON only what the reader calls a `JSONDecodeError`."""

    # webargs leaves out unknown parameters of the address; None lets the schema decide, and ours refuse them by name.
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - webargs' own form
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": None,
        "querystring": None,
    }

    def _raw_load_json(self, req: flask.Request) -> Any:
        """The body's JSON. Nesting beyond the stack, numbers of thousands of digits and names with halves of
        characters, which no answer could repeat, are broken, too: RFC 8259, 8.2 and 9, leaves them to the reader.

        Raises `Invalid` for an object that gives one name two values, of which Python would keep the last.
        Raises `UnsupportedMediaType` for a body that does not say that it is JSON: webargs would take it for none.
        Raises `RequestEntityTooLarge` for one sent in chunks, without its length, which werkzeug cuts off at the limit.
        """
        most = req.max_content_length
        if req.content_length is None and most is not None and len(req.get_data(cache=True)) >= most:
            raise RequestEntityTooLarge
        body = req.get_data(cache=True)
        if not req.is_json:
            if body:
                raise UnsupportedMediaType
            return missing
        try:
            return json.loads(body.decode(), object_pairs_hook=_without_repeats)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("not readable", doc="{", pos=0) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these names and values.

    Raises `Invalid` that names the first name given twice, and `UnicodeEncodeError` for one with half a character.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        name.encode()
        if name in found:
            raise _given_twice(name)
        found[name] = value
    return found


def _given_twice(name: str) -> Invalid:
    return Invalid(f"Please check “{name[:50]}”: this is given twice.", errors={name[:50]: [GIVEN_TWICE]})
