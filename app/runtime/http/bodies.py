"""How a JSON body is read: what Python's reader gives up on is the sender's mistake like any other broken JSON."""

import json
from typing import Any

import flask
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType


class BodyParser(FlaskParser):
    """webargs' parser, which knows of broken JSON only what the reader calls a `JSONDecodeError`."""

    def _raw_load_json(self, req: flask.Request) -> Any:
        """The body's JSON. Nesting beyond the stack and numbers of thousands of digits are broken JSON, too.

        Raises `UnsupportedMediaType` for a body that does not say that it is JSON: webargs would take it for none.
        """
        if not req.is_json and req.get_data(cache=True):
            raise UnsupportedMediaType
        try:
            return super()._raw_load_json(req)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("not readable", doc="{", pos=0) from error
