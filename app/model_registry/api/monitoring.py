"""GET /api/v1/models/{name}/monitoring, for admins."""

from typing import Any

from app.model_registry.api.blueprint import NamedView, blp
from app.model_registry.schemas.monitoring import ModelMonitoringSchema
from app.model_registry.service.judging import monitoring
from app.runtime.http import current
from app.runtime.http.blueprints import admin_only


@blp.route("/<string:name>/monitoring")
@admin_only
class MonitoringView(NamedView):
    """What became of predictions."""

    @blp.response(200, ModelMonitoringSchema)
    def get(self, name: str) -> dict[str, Any]:
        """Accuracy, calibration and drift of each version by week, and the shadow beside what serves."""
        rt = current.rt()
        return {"weeks": monitoring.weeks(rt, name), "shadow": monitoring.shadow_comparison(rt, name)}
