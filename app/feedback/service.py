"""Keeping feedback, once for each id however often the phone repeats the call, and showing it to operators."""

from dataclasses import replace
from uuid import uuid5

from app.feedback import repo
from app.feedback.records import Feedback, Tally
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def record_feedback(rt: Runtime, feedback: Feedback, *, caller: Caller) -> Feedback:
    """The feedback that stands under this id: a repeat changes nothing, and neither does other content later.

    An id that is somebody else's, too, is kept under another made of both: nobody learns from it who gave what.
    """
    own_id = uuid5(feedback.id, str(caller.user_id))
    with rt.db.transaction(caller) as tx:
        for kept_id in (feedback.id, own_id):
            repo.insert(tx, replace(feedback, id=kept_id), user_id=caller.user_id)
            if kept := repo.fetch(tx, kept_id, user_id=caller.user_id):
                return replace(kept, id=feedback.id)
    raise AssertionError("an id made of one's own is one's own")


def latest(rt: Runtime, *, kind: str | None = None, limit: int = 50) -> list[Feedback]:
    """The feedback of all users that came last, of one kind or of all, for operators; nobody is named in it."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_latest(tx, kind, limit=limit)


def tallies(rt: Runtime) -> list[Tally]:
    """How much feedback of each kind was given, and how much of it says that the answer helped."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_tallies(tx)
