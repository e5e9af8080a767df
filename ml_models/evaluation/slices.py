"""Parts of the cases that are looked at by themselves: a good whole may hide a part that the model gets wrong."""

from ml_models.evaluation.records import Metric, Slice

LEAST_CASES = 30
"""Below so many cases a slice is shown and flagged, and no gate judges it."""

INSTEAD = ("share_right", "exact_sentences", "top_1")
"""What judges a slice in which the primary metric is not defined, such as one of look-alikes alone."""


def judged_by(one: Slice, primary: str) -> Metric | None:
    """The metric by which a slice is compared with that of another version."""
    return next(filter(None, (one.metric(name) for name in (primary, *INSTEAD))), None)


def note(cases: int, positives: int | None = None) -> str:
    """What keeps one from concluding much from a slice; empty where nothing does.

    positives : cases that hold, where the model says chances
    """
    if not cases:
        return "There are no such cases."
    if cases < LEAST_CASES:
        return f"Only {cases} {'case' if cases == 1 else 'cases'}: too few to judge."
    if positives == 0:
        return "None of these cases holds."
    if positives == cases:
        return "All of these cases hold."
    return ""
