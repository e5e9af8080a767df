"""The calls that look at models; for admins."""

from dataclasses import fields
from typing import Any

from flask import Response
from flask.views import MethodView

from app.model_registry.api.blueprint import NamedView, blp
from app.model_registry.records import Comparison
from app.model_registry.schemas import versions as schemas
from app.model_registry.service import jobs, models, versions
from app.runtime.http import current
from app.runtime.http.blueprints import admin_only
from app.runtime.http.errors import ErrorBody
from ml_models import bundle


@blp.route("")
@admin_only
class ModelsView(MethodView):
    """All models."""

    @blp.response(200, schemas.ModelsSchema)
    def get(self) -> dict[str, Any]:
        """Every model: what serves, what watches, what waits for a decision."""
        return {"models": models.listed(current.rt())}


@blp.route("/<string:name>")
@admin_only
class ModelView(NamedView):
    """One model."""

    @blp.response(200, schemas.ModelPageSchema)
    def get(self, name: str) -> dict[str, Any]:
        """One model with all its versions."""
        rt = current.rt()
        return plain(models.one(rt, name)) | {"versions": versions.listed(rt, name)}


@blp.route("/<string:name>/versions/<int:version>")
@admin_only
class VersionView(NamedView):
    """One version."""

    @blp.response(200, schemas.ModelVersionPageSchema)
    def get(self, name: str, version: int) -> dict[str, Any]:
        """One version with what was measured of it."""
        rt = current.rt()
        found = versions.one(rt, name, version)
        return plain(found) | {
            "validations": versions.validations_of(rt, name, version),
            "validation_job_id": jobs.latest_validation(rt, found),
        }


@blp.route("/<string:name>/versions/<int:version>/download")
@admin_only
class DownloadView(NamedView):
    """The file."""

    @blp.response(200, {"type": "string", "format": "binary"}, content_type="application/zip")
    @blp.alt_response(409, schema=ErrorBody, description="The version is code and has no file.")
    def get(self, name: str, version: int) -> Response:
        """The version as one file: manifest, model and signature."""
        response = Response(versions.download(current.rt(), name, version), mimetype="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}-{version}{bundle.SUFFIX}"'
        return response


@blp.route("/<string:name>/compare")
@admin_only
class CompareView(NamedView):
    """Two versions."""

    @blp.arguments(schemas.ModelCompareQuery, location="query")
    @blp.response(200, schemas.ModelComparisonSchema)
    def get(self, query: dict[str, int], name: str) -> Comparison:
        """Two versions side by side: metrics with their intervals, parameters, gates."""
        return versions.compare(current.rt(), name, query["a"], query["b"])


@blp.route("/<string:name>/events")
@admin_only
class EventsView(NamedView):
    """The history."""

    @blp.response(200, schemas.ModelEventsSchema)
    def get(self, name: str) -> dict[str, Any]:
        """What happened to the versions of a model: who, when, why, from which state to which."""
        return {"events": versions.events(current.rt(), name)}


def plain(record: Any) -> dict[str, Any]:
    """The fields of a record by name, to which an answer adds others."""
    return {one.name: getattr(record, one.name) for one in fields(record)}
