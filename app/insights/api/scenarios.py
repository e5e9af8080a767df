"""POST /api/v1/insights/{business_id}/scenarios: what if an invoice is paid later, or a customer is lost."""

from typing import Any
from uuid import UUID

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from app.flags.rules import INSIGHTS
from app.insights import schemas
from app.insights.api.blueprint import blp
from app.insights.service import trying
from app.runtime.http.blueprints import needs, repeatable
from app.runtime.http.current import caller, rt
from app.runtime.jobs.records import JobState


@blp.route("/<uuid:business_id>/scenarios")
@repeatable
@needs(INSIGHTS)
class ScenariosView(MethodView):
    """Changes that are tried."""

    @blp.arguments(schemas.ScenarioRequest)
    @blp.response(200, schemas.ScenarioSchema)
    @blp.alt_response(202, schemas.ScenarioUnderWaySchema)
    def post(self, request: dict[str, Any], business_id: UUID) -> ResponseReturnValue:
        """The cash of thirteen weeks with changes that you think of, beside what is foretold now. Nothing is stored.

        Where it takes longer than the call may, 202 says where the answer will be for the next minutes.
        """
        job = trying.tried(rt(), business_id, request["changes"], caller=caller())
        if job.state is JobState.DONE and job.result:
            return jsonify(job.result["answer"])
        return jsonify(job_id=job.id, state=job.state.value, href=f"/api/v1/jobs/{job.id}"), 202
