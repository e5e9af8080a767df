"""Why a version does not go where it was sent, and what has to happen first."""

from collections.abc import Mapping

from app.model_registry.records import ModelVersion, State

STANDS: Mapping[State, str] = {
    State.CANDIDATE: "has not been validated yet: validate it first",
    State.VALIDATED: "has not been approved yet: somebody has to approve it first",
    State.REJECTED: "was rejected: only one that passes its validation can go on",
    State.APPROVED: "is approved: it can be promoted, rejected or archived",
    State.PRODUCTION: "serves now: promote another version or roll back first",
    State.ARCHIVED: "is archived: validate it again first, or roll back",
}
SELF_APPROVED = "You brought this version: two persons agree on what serves, so somebody else has to approve it."
SELF_PROMOTED = "You approved this version: two persons agree on what serves, so somebody else has to promote it."


def step_refused(version: ModelVersion) -> str:
    """`Version 3 of late_payment serves now: ...`."""
    return f"Version {version.version} of {version.name} {STANDS[version.state]}."


def comes_with_code(version: ModelVersion) -> str:
    """Rules are no files."""
    return f"{version.label} of {version.name} is code: it changes with a release of this service and not here."


def nothing_earlier(name: str) -> str:
    """There is nothing to roll back to."""
    return f"No other version of {name} has served before, so there is nothing to go back to."


def serves_already(version: ModelVersion) -> str:
    """Why it cannot be a shadow or a canary."""
    return f"Version {version.version} of {version.name} serves everybody already."


def cannot_answer_some(version: ModelVersion, is_second_person_needed: bool) -> str:
    """Why it cannot answer a share of the businesses."""
    needed = "approved" if is_second_person_needed else "validated"
    name = f"Version {version.version} of {version.name}"
    return f"{name} is {version.state}: it must be {needed} before it answers anybody."


def unknown_model(name: str, known: list[str]) -> str:
    """Which names there are."""
    if not known:
        return f"There is no model {name!r} here, nor any other yet; the worker enters them when it starts."
    return f"There is no model {name!r} here; there are: {', '.join(known)}."


def known_otherwise(version: ModelVersion) -> str:
    """Why the same bytes are not taken under another manifest."""
    return (
        f"These bytes are version {version.version} of {version.name} already, and its manifest says other things of "
        "them. Reject that version first, or send the file with the manifest that it had."
    )


def file_lacking(version: ModelVersion, reason: str) -> str:
    """Why a version is not promoted whose file cannot be had."""
    return f"Version {version.version} of {version.name} cannot serve: {reason}"


def no_manifest(name: str) -> str:
    """Why a bare file is not enough."""
    return (
        f"The file does not say what its inputs are, and no version of {name} tells it. Send it as a bundle: "
        "ml_models/README.md says how to make one."
    )


def not_vouched(name: str) -> str:
    """Why a bare file is not enough where signatures are asked for."""
    return (
        f"Here a version of {name} must be signed (MODEL_TRUSTED_KEYS), and a bare model file cannot be: send a bundle."
    )
