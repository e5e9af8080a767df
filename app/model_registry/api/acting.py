"""The calls that change which version serves, watches or is tried; for admins. Each answers with the version."""

from typing import Any

from app.model_registry.api.blueprint import NamedView, blp
from app.model_registry.records import Actor, ModelVersion
from app.model_registry.schemas import steps
from app.model_registry.schemas.versions import ModelVersionSchema
from app.model_registry.service import actors, jobs
from app.model_registry.service.lifecycle import promotion, trials
from app.runtime.http import current
from app.runtime.http.blueprints import admin_only

ONE = "/<string:name>/versions/<int:version>"


@blp.route(f"{ONE}/validate")
@admin_only
class ValidateView(NamedView):
    """Validation."""

    @blp.response(202, steps.ModelJobSchema)
    def post(self, name: str, version: int) -> dict[str, Any]:
        """Has the worker validate a version; while that goes on, the same job again."""
        return {"job_id": jobs.ask_for_validation(current.rt(), name, version, actor=_actor())}


@blp.route(f"{ONE}/approve")
@admin_only
class ApproveView(NamedView):
    """Approval."""

    @blp.arguments(steps.ModelReason)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Approves a validated version."""
        return promotion.approve(current.rt(), name, version, **_will(asked))


@blp.route(f"{ONE}/reject")
@admin_only
class RejectView(NamedView):
    """Rejection."""

    @blp.arguments(steps.ModelReasonNeeded)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Rejects a version, so that neither a promotion nor a rollback reaches it."""
        return promotion.reject(current.rt(), name, version, **_will(asked))


@blp.route(f"{ONE}/promote")
@admin_only
class PromoteView(NamedView):
    """Promotion."""

    @blp.arguments(steps.ModelReasonNeeded)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Lets a version serve, in every process within seconds; the one before goes into the archive."""
        return promotion.promote(current.rt(), name, version, **_will(asked))


@blp.route(f"{ONE}/archive")
@admin_only
class ArchiveView(NamedView):
    """Archive."""

    @blp.arguments(steps.ModelReasonNeeded)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Puts away a version that does not serve."""
        return promotion.archive(current.rt(), name, version, **_will(asked))


@blp.route(f"{ONE}/shadow")
@admin_only
class ShadowView(NamedView):
    """Shadow."""

    @blp.arguments(steps.ModelShadowAsked)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Lets a version score what the serving one answers, unseen by anybody; or no longer."""
        return trials.shadow(current.rt(), name, version, is_on=asked.pop("is_on"), **_will(asked))


@blp.route(f"{ONE}/canary")
@admin_only
class CanaryView(NamedView):
    """Canary."""

    @blp.arguments(steps.ModelCanaryAsked)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str, version: int) -> ModelVersion:
        """Lets a version answer a share of the businesses, always the same ones; 0 ends it."""
        return trials.canary(current.rt(), name, version, share=asked.pop("share"), **_will(asked))


@blp.route("/<string:name>/rollback")
@admin_only
class RollbackView(NamedView):
    """Rollback."""

    @blp.arguments(steps.ModelReasonNeeded)
    @blp.response(200, ModelVersionSchema)
    def post(self, asked: dict[str, Any], name: str) -> ModelVersion:
        """Lets the version serve again that served before; each further call goes one further back."""
        return promotion.rollback(current.rt(), name, **_will(asked))


@blp.route("/<string:name>/retrain")
@admin_only
class RetrainView(NamedView):
    """Retraining."""

    @blp.arguments(steps.ModelRetrainAsked)
    @blp.response(202, steps.ModelJobSchema)
    def post(self, asked: dict[str, Any], name: str) -> dict[str, Any]:
        """Has the worker train a new version; while that goes on, the same job again."""
        return {"job_id": jobs.ask_for_retraining(current.rt(), name, actor=_actor(), **asked)}


def _actor() -> Actor:
    return actors.admin(current.caller())


def _will(asked: dict[str, Any]) -> dict[str, Any]:
    return {"reason": asked["reason"], "actor": _actor(), "now": current.rt().clock.now()}
