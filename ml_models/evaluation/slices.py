"""Parts of the cases that are looked at by themselves: a good whole may hide a part that the model gets wrong."""

LEAST_CASES = 30
"""Below so many cases a slice is shown and flagged, and no gate judges it."""


def note(cases: int, positives: int | None = None) -> str:
    """What keeps one from concluding much from a slice; empty where nothing does.

    positives : cases that hold, where the model says chances
    """
    if not cases:
        return "There are no such cases."
    if cases < LEAST_CASES:
        return f"Only {cases} {'case' if cases == 1 else 'cases'}: too few to judge."
    if positives == 0:
        return "None of these cases holds, so only some metrics are defined."
    if positives == cases:
        return "All of these cases hold, so only some metrics are defined."
    return ""
