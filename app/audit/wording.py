"""What is told of the audit trail, in sentences."""

from uuid import UUID

from app.audit.records import Fault, Verdict
from app.values.trail import OWN_CHAIN

FAULTS = {
    Fault.CHANGED: "is not what it was when it was written",
    Fault.MISSING: "is missing, though later rows are there",
    Fault.INSERTED: "was put in by another hand: no later row hangs on it",
    Fault.OUT_OF_ORDER: "stands in a place that is not its own",
    Fault.CUT_OFF: "is gone, and all that came after it: it was there when the chain was last vouched for",
    Fault.REWRITTEN: "is not the one that was vouched for outside of the database",
    Fault.WRONG_USER: "names a user whose key in ai_audit_actors does not fit",
    Fault.FORGED_ANCHOR: "carries an anchor that our key did not sign",
}


def name(chain: UUID) -> str:
    """How a chain is called."""
    return "the service itself" if chain == OWN_CHAIN else f"business {chain}"


def verdict(found: Verdict) -> str:
    """The outcome for one chain in a sentence or two."""
    if found.finding:
        return f"Row {found.finding.seq:,} of {name(found.chain)} {FAULTS[found.finding.fault]}."
    whole = f"{found.rows:,} rows of {name(found.chain)} are as they were written."
    if not found.anchored_seq:
        return f"{whole} Nothing outside of the database vouches for them yet."
    return f"{whole} Those up to row {found.anchored_seq:,} are vouched for outside of the database."
