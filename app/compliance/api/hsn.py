"""GET /api/v1/gst/hsn: codes of goods and services by words or digits."""

from typing import Any

from flask.views import MethodView

from app.compliance.schemas import hsn as schemas
from app.compliance.service.hsn import search
from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt

blp = Blueprint("hsn", __name__, url_prefix="/api/v1/gst", description="Codes of goods and services")


@blp.route("/hsn")
class SearchView(MethodView):
    """The search for a code."""

    @blp.arguments(schemas.SearchQuery, location="query")
    @blp.response(200, schemas.SearchAnswer)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """Codes for what a shop calls its goods (English, Hinglish, Hindi), or for the beginning of a code."""
        on = rt().clock.today()
        return {"codes": search.search(rt(), query["q"], limit=query["limit"], caller=caller(), on=on)}
