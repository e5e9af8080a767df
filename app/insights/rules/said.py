"""Whether what an owner says of the business can be meant."""

from datetime import date, timedelta

from app.insights.records.preferences import Preferences, PreferencesRefused

OLDEST = timedelta(days=366)
"""A balance of longer ago says little: everything that moved since would have to be in the books."""


def check(before: Preferences, after: Preferences, today: date) -> None:
    """Whether `after` may be said in place of `before`. Raises `PreferencesRefused` with a sentence by field."""
    if (after.balance, after.balance_on) != (before.balance, before.balance_on):
        refused = _about_balance(after, today)
        if refused:
            raise PreferencesRefused(errors=refused)


def _about_balance(said: Preferences, today: date) -> dict[str, list[str]]:
    if (said.balance is None) != (said.balance_on is None):
        field = "balance" if said.balance is None else "balance_on"
        return {field: ["A balance needs the day on which it was so, and a day its balance."]}
    if said.balance_on and said.balance_on > today:
        return {"balance_on": ["This day is still to come."]}
    if said.balance_on and said.balance_on < today - OLDEST:
        return {"balance_on": ["This is more than a year ago. Please give a newer balance."]}
    return {}
