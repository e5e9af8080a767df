"""POST /api/v1/feedback/structured."""

from flask.views import MethodView

from app.feedback import service
from app.feedback.records import Feedback
from app.feedback.schemas import KeptFeedback, StructuredFeedback
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint

blp = Blueprint("feedback", __name__, url_prefix="/api/v1/feedback", description="What users say about an answer")


@blp.route("/structured")
class StructuredFeedbackView(MethodView):
    """Helpful or not, with a comment."""

    @blp.arguments(StructuredFeedback)
    @blp.response(200, KeptFeedback)
    @blp.alt_response(409, description="The id belongs to other feedback.")
    def post(self, feedback: Feedback) -> Feedback:
        """Keeps feedback; the same id again answers the same and keeps one row."""
        return service.record_feedback(current.rt(), feedback, caller=current.caller())
