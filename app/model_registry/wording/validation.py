"""What a validation says while it works, and of a version that cannot even be measured."""

from app.model_registry.records import ModelVersion

OPENS = "opens"
"""The gate before all others: the file is what its manifest says."""


def opening(version: ModelVersion) -> str:
    """The first step."""
    return f"opening {version.label}: signature, hash, inputs and a few known answers"


def opened(version: ModelVersion) -> str:
    """Why the first gate is passed."""
    return f"{version.label} opens, its signature and hash agree, and it answers its known inputs as it did when made."


def measuring(version: ModelVersion, known: int) -> str:
    """The longest step."""
    return f"measuring {version.label} on the fixed cases and {known} known outcomes"


def measuring_production(version: ModelVersion) -> str:
    """The same for what serves."""
    return f"measuring {version.label}, which serves, on the same cases"


def production_failed(version: ModelVersion, reason: str) -> str:
    """A note beside the evaluation: there was nothing to compare with."""
    return f"{version.label}, which serves, could not be measured: {reason}"


def broke_off(error: Exception) -> str:
    """Why a model that raises an error is refused."""
    return f"The model broke off with an error of its own ({type(error).__name__}) while it was measured."


def other_features() -> str:
    """Why a model with other inputs is refused."""
    return "The model takes other inputs than this release makes for it."


def judged(gates: int, failed: list[str]) -> str:
    """The verdict in a sentence, as the history keeps it."""
    if not failed:
        return f"All {gates} gates passed."
    return f"{len(failed)} of {gates} gates not passed: {' '.join(failed)}"
