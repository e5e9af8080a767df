"""GET /api/v1/models/performance."""

from typing import Any

from flask.views import MethodView

from app.model_registry import service
from app.model_registry.api.blueprint import blp
from app.model_registry.schemas.performance import ModelPerformances
from app.runtime.http import current


@blp.route("/performance")
class PerformanceView(MethodView):
    """Measured accuracy and speed of what answers now."""

    @blp.response(200, ModelPerformances)
    def get(self) -> dict[str, Any]:
        """Every serving model: accuracy by outcomes, before the first outcome by validation."""
        return {"models": service.performance(current.rt())}
