"""The blueprint on which the files beside this one hang their views."""

from app.runtime.http.blueprints import Blueprint

blp = Blueprint(
    "models", __name__, url_prefix="/api/v1/models", description="Which models serve, how well, and what may serve next"
)
