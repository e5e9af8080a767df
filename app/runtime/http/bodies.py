"""How a request is read: what Python's JSON reader gives up on is the sender's mistake like any other broken JSON.

Nothing that was sent is dropped unseen: neither the end of a body that is too long, nor a parameter nobody knows.
"""

import json
from typing import Any

import flask
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

LONGEST_PASSED_OVER = 4 << 30
ENVELOPE_BYTES = 64 * 1024
"""What a form with a file takes beside the file: its other fields and what divides them."""


def pass_over(request: flask.Request) -> None:
    """Reads what is left of a refused body to nowhere: a sender that is still sending would miss the answer."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, LONGEST_PASSED_OVER)
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        left -= len(part)


class BodyParser(FlaskParser):
    """webargs' parser, which knows of broken JSON only what the reader calls a `JSONDecodeError`."""

    # webargs leaves out unknown parameters of the address; None lets the schema decide, and ours refuse them by name.
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - webargs' own form
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": None,
        "querystring": None,
    }

    def _raw_load_json(self, req: flask.Request) -> Any:
        """The body's JSON. Nesting beyond the stack and numbers of thousands of digits are broken JSON, too.

        Raises `UnsupportedMediaType` for a body that does not say that it is JSON: webargs would take it for none.
        Raises `RequestEntityTooLarge` for one sent in chunks, without its length, which werkzeug cuts off at the limit.
        """
        most = req.max_content_length
        if req.content_length is None and most is not None and len(req.get_data(cache=True)) >= most:
            raise RequestEntityTooLarge
        if not req.is_json and req.get_data(cache=True):
            raise UnsupportedMediaType
        try:
            return super()._raw_load_json(req)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("not readable", doc="{", pos=0) from error
