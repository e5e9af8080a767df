"""What the pages say in fixed words: what was done, what a state means, and what a step will do."""

from collections.abc import Mapping
from dataclasses import dataclass

SAID: Mapping[str, str] = {
    "signed_out": "You are signed out.",
    "opened": "The service is open. Workers go on with what waits.",
    "closed": "The service is closed. Every process knows it within two seconds.",
    "announced": "The banner is changed. Everybody sees it within seconds.",
    "requeued": "The job is queued again.",
    "flag_changed": "The flag is changed. Every process follows within a few seconds.",
    "uploaded": "The file is taken. It is being validated now.",
    "known": "This file is a version already: this one.",
    "validate": "The validation is asked for.",
    "approve": "The version is approved. It can be promoted now.",
    "reject": "The version is rejected. It cannot serve.",
    "promote": "The version is in production. Every process follows within three seconds.",
    "rollback": "The earlier version is back in production. Every process follows within three seconds.",
    "archive": "The version is archived.",
    "shadow": "The version watches now: it scores the same requests and is never served.",
    "canary": "The version answers for its share of the businesses now.",
    "unshadow": "The version watches no more.",
    "uncanary": "The trial is over: every business gets the version that serves.",
    "retrain": "The retraining is asked for. A candidate appears here when it is done.",
    "corrected": "Saved. Sums and checks were tried anew.",
    "same_as_before": "Nothing was changed: all of it stood there already.",
    "recompute": "The insights are being made anew. They stand on the page of the business when this is done.",
}
"""What the next page opens with, by the word in its address: no text from an address is ever shown."""

STATES: Mapping[str, str] = {
    "candidate": "not validated yet",
    "validated": "passed its gates",
    "rejected": "must not serve",
    "approved": "may be promoted",
    "production": "serves now",
    "archived": "set aside",
}
ORIGINS: Mapping[str, str] = {
    "code": "rules in the code",
    "shipped": "came with the release",
    "upload": "uploaded",
    "retrained": "retrained here",
}
EVENTS: Mapping[str, str] = {
    "registered": "registered",
    "validated": "validated: passed its gates",
    "rejected": "rejected",
    "approved": "approved",
    "promoted": "promoted to production",
    "rolled_back": "put back into production by a rollback",
    "archived": "archived",
    "shadowed": "set to watch",
    "canaried": "tried on a share of the businesses",
    "released": "no longer watching or tried",
}
DEEDS: Mapping[str, str] = {"looked": "looked at", "recomputed": "had made anew", "corrected": "set right"}
JOB_STATES: Mapping[str, str] = {
    "queued": "waits for a worker",
    "running": "is being worked on",
    "done": "finished",
    "failed": "ended with a refusal",
    "dead": "started too often without an end",
}

DOCUMENT_STATES: Mapping[str, str] = {
    "needs_review": "to look at",
    "extracted": "done",
    "waiting": "being read",
    "failed": "not readable",
}
CERTAINTIES: Mapping[str, tuple[str, str]] = {
    "given": ("✎", "set by a person"),
    "sure": ("●", "sure"),
    "likely": ("◐", "likely"),
    "doubtful": ("○", "doubtful"),
}
"""How sure a value is: a mark and a word."""
SOURCES: Mapping[str, str] = {
    "text": "from the text of the file",
    "ocr": "recognised on the picture",
    "qr": "from the QR code",
    "derived": "worked out",
}
QR: Mapping[str, str] = {
    "decoded": "The signed QR code was read and says the same. Whether the portal signed it could not be checked.",
    "verified": "The signed QR code was read, and the portal has signed it.",
}
PARTIES: Mapping[str, str] = {"supplier": "Supplier", "buyer": "Buyer", "ship_to": "Shipped to"}
_FIELDS: Mapping[str, str] = {
    "gstin": "GSTIN",
    "pan": "PAN",
    "irn": "IRN",
    "hsn_sac": "HSN or SAC",
    "gst_rate": "GST %",
    "cgst": "CGST",
    "sgst": "SGST",
    "igst": "IGST",
    "eway_bill_no": "E-way bill",
    "ack_no": "Acknowledgement",
    "ack_date": "Acknowledged on",
    "state_code": "State code",
    "unit_price": "Price",
}


def field_words(name: str) -> str:
    """A field as a label: `Invoice number`, `GSTIN`."""
    return _FIELDS.get(name) or name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is asked for: its button, what it does in sentences, and whether it takes something away."""

    button: str
    does: tuple[str, ...]
    is_harsh: bool = False
    needs_reason: bool = True


STEPS: Mapping[str, StepWords] = {
    "promote": StepWords(
        "Promote",
        (
            "It answers for everybody, in every process within three seconds. No restart is needed.",
            "What serves now goes into the archive; one rollback brings it back.",
        ),
    ),
    "approve": StepWords("Approve", ("It may be promoted afterwards. Nothing that serves changes.",)),
    "validate": StepWords(
        "Validate again",
        ("A worker measures it on the fixed evaluation sets and judges it by the gates. What serves stays.",),
        needs_reason=False,
    ),
    "shadow": StepWords(
        "Let it watch",
        (
            "It scores the same requests as the version that serves; its answers are kept and compared, never shown.",
            "A version that watches already gives its place up.",
        ),
    ),
    "unshadow": StepWords("Stop watching", ("It scores no more requests. What it has said so far is kept.",)),
    "canary": StepWords(
        "Try it on some",
        (
            "It answers for a share of the businesses, always the same ones; all others keep the version that serves.",
            "A version that is being tried already gives its place up.",
        ),
    ),
    "uncanary": StepWords("End the trial", ("Every business gets the version that serves again.",)),
    "reject": StepWords(
        "Reject", ("It cannot serve, and a rollback passes it over. A new validation may bring it back.",), True
    ),
    "archive": StepWords("Archive", ("It is set aside. Its file and its history stay.",), True),
    "rollback": StepWords(
        "Roll back",
        (
            "The version that served before serves again, in every process within three seconds.",
            "What serves now goes into the archive. No gate is asked again.",
        ),
        True,
    ),
    "retrain": StepWords(
        "Retrain",
        (
            "A worker trains a new version from the labels known today. It begins only when enough new ones came.",
            "What serves stays. The new version appears as a candidate and is validated.",
        ),
        needs_reason=False,
    ),
}
