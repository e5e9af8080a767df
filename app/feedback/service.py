"""Keeping feedback: once for each id, however often the phone repeats the call."""

from app.feedback import repo
from app.feedback.records import Feedback, FeedbackIdTaken
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def record_feedback(rt: Runtime, feedback: Feedback, *, caller: Caller) -> Feedback:
    """The feedback that stands under this id: a repeat changes nothing, and neither does other content later.

    Raises `FeedbackIdTaken` when the id is somebody else's.
    """
    with rt.db.transaction(caller) as tx:
        repo.insert(tx, feedback, user_id=caller.user_id)
        kept = repo.fetch(tx, feedback.id, user_id=caller.user_id)
    if kept is None:
        raise FeedbackIdTaken
    return kept
