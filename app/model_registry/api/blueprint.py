"""The blueprint on which the files beside this one hang their views, and what the views of one model share."""

import re
from typing import Any

from flask.typing import ResponseReturnValue
from flask.views import MethodView

from app.model_registry.records import UnknownModel, UnknownVersion
from app.runtime.http.blueprints import Blueprint

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
GREATEST_VERSION = 2**31 - 1

blp = Blueprint(
    "models", __name__, url_prefix="/api/v1/models", description="Which models serve, how well, and what may serve next"
)


class NamedView(MethodView):
    """A view of one model: what cannot be a name or a number of a version is not found, and never asked for."""

    def dispatch_request(self, **values: Any) -> ResponseReturnValue:
        """The answer. Raises `UnknownModel` or `UnknownVersion`."""
        if not NAME.fullmatch(values["name"]):
            raise UnknownModel
        if not 0 < values.get("version", 1) <= GREATEST_VERSION:
            raise UnknownVersion
        return super().dispatch_request(**values)
