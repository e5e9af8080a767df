"""Keeping feedback, once for each id however often the phone repeats the call, and showing it to operators."""

from app.feedback import repo
from app.feedback.records import Feedback, FeedbackIdTaken, Tally
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


def latest(rt: Runtime, *, kind: str | None = None, limit: int = 50) -> list[Feedback]:
    """The feedback of all users that came last, of one kind or of all, for operators; nobody is named in it."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_latest(tx, kind, limit=limit)


def tallies(rt: Runtime) -> list[Tally]:
    """How much feedback of each kind was given, and how much of it says that the answer helped."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_tallies(tx)
