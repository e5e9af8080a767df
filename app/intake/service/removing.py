"""A document is deleted with all that was made of it: the original, the pictures, what was read, what was set right."""

from uuid import UUID

from app.intake.records import ExtractionNotFound
from app.intake.repo import extractions as repo
from app.intake.service import storing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def remove(rt: Runtime, id: UUID, *, caller: Caller) -> None:
    """Deletes the document; one that is not there, or is a stranger's, stays as it is and is no error.

    Nothing of it is opened: what was damaged can still be deleted.
    """
    try:
        business_id = storing.business_of(rt, id, caller=caller)
    except ExtractionNotFound:
        return
    with rt.db.transaction(Caller.service()) as tx:  # a job that reads it waits here, and then deletes what it drew
        pages = repo.delete(tx, id, business_id, job_name=storing.JOB)
        storing.delete_files(rt, id, pictures=pages)
