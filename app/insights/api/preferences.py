"""What an owner says of the business that no book holds: the floor, the balance, which taxes are paid."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from app.insights import schemas
from app.insights.api.blueprint import blp
from app.insights.records.preferences import Preferences
from app.insights.service import preferring
from app.runtime.http.current import caller, rt


@blp.route("/<uuid:business_id>/preferences")
class PreferencesView(MethodView):
    """What was said."""

    @blp.response(200, schemas.PreferencesSchema)
    def get(self, business_id: UUID) -> Preferences:
        """What the owner of a business has said so far; null where nothing was said."""
        return preferring.preferences_of(rt(), business_id, caller=caller())

    @blp.arguments(schemas.PreferencesRequest)
    @blp.response(200, schemas.PreferencesSchema)
    def put(self, request: dict[str, Any], business_id: UUID) -> Preferences:
        """Says it anew, field by field: null takes back what was said, what is left out stays."""
        return preferring.change(rt(), business_id, request, caller=caller(), now=rt().clock.now())
