"""POST /api/v1/generate/text and /api/v1/generate/response: one answer from the books under two addresses."""

from typing import Any

from flask.views import MethodView

from app.assistant import service
from app.assistant.records.answers import Answer
from app.assistant.schemas import AnswerSchema, Prompt
from app.flags.rules import AI_FLAG
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint, chat_limit, needs

blp = Blueprint("assistant", __name__, url_prefix="/api/v1/generate", description="Questions in an owner's words")


@blp.route("/text")
@chat_limit
@needs(AI_FLAG)
class TextView(MethodView):
    """A question, answered in words."""

    @blp.arguments(Prompt)
    @blp.response(200, AnswerSchema)
    def post(self, question: dict[str, Any]) -> Answer:
        """Answers a question about the caller's books, with the figures behind the words."""
        return _answer(**question)


@blp.route("/response")
@chat_limit
@needs(AI_FLAG)
class ResponseView(MethodView):
    """The same, for the app's structured calls."""

    @blp.arguments(Prompt)
    @blp.response(200, AnswerSchema)
    def post(self, question: dict[str, Any]) -> Answer:
        """Answers a question about the caller's books, with the figures behind the words."""
        return _answer(**question)


def _answer(prompt: str, business_id: Any) -> Answer:
    rt = current.rt()
    return service.answer(rt, prompt, business_id=business_id, caller=current.caller(), on=rt.clock.today())
