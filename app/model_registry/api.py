"""GET /api/v1/models/performance."""

from typing import Any

from flask.views import MethodView

from app.model_registry import service
from app.model_registry.schemas import ModelPerformances
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint

blp = Blueprint("models", __name__, url_prefix="/api/v1/models", description="How well the models do")


@blp.route("/performance")
class PerformanceView(MethodView):
    """Measured accuracy and speed of what answers now."""

    @blp.response(200, ModelPerformances)
    def get(self) -> dict[str, Any]:
        """Every serving model: accuracy by outcomes, before the first outcome by validation."""
        return {"models": service.performance(current.rt())}
