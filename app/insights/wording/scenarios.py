"""A scenario in words: what each change does, and how the cash then stands."""

from dataclasses import replace
from decimal import Decimal
from functools import singledispatch

from app.insights.records import scenarios as changes
from app.insights.records.scenarios import CashPath, ChangeEffect, ScenarioAnswer
from app.insights.wording.cash import chance
from app.insights.wording.phrases import day, days, rupees


def worded(answer: ScenarioAnswer) -> ScenarioAnswer:
    """`answer` with its sentences."""
    effects = tuple(replace(effect, sentence=_effect(effect)) for effect in answer.effects)
    return replace(answer, sentence=_whole(answer), effects=effects)


def _whole(answer: ScenarioAnswer) -> str:
    difference = answer.changed.ends_at - answer.now.ends_at
    whole = f"With these changes there is {_less(difference)} after 13 weeks than expected now."
    if not round(difference):
        whole = "With these changes there is as much after 13 weeks as expected now."
    return f"{whole} {_lowest(answer)}{_odds(answer.now, answer.changed)}"


def _lowest(answer: ScenarioAnswer) -> str:
    then, now = answer.changed, answer.now
    if answer.opening_balance is None:
        lowest = f"The lowest point is {_beside_today(then.lowest)} on {day(then.lowest_on)}"
        return f"{lowest}; now it is {_beside_today(now.lowest)}."
    return f"The lowest balance is {rupees(then.lowest)} on {day(then.lowest_on)}; now it is {rupees(now.lowest)}."


def _odds(now: CashPath, changed: CashPath) -> str:
    if now.probability_below_floor is None or changed.probability_below_floor is None:
        return ""
    before, after = chance(now.probability_below_floor), chance(changed.probability_below_floor)
    if before == after:
        return f" The chance of running short stays {after}."
    return f" The chance of running short goes from {before} to {after}."


def _effect(effect: ChangeEffect) -> str:
    if not round(effect.difference):
        return f"{_named(effect.change, effect.about)}: no difference within the 13 weeks."
    return f"{_named(effect.change, effect.about)}: {_less(effect.difference)} after 13 weeks."


def _less(difference: Decimal) -> str:
    return f"{rupees(abs(difference))} {'more' if difference > 0 else 'less'}"


def _beside_today(amount: Decimal) -> str:
    return f"{rupees(abs(amount))} {'below' if amount < 0 else 'above'} today"


@singledispatch
def _named(change: object, about: str) -> str:
    raise TypeError(f"no words for {type(change).__name__}")


@_named.register
def _(change: changes.InvoiceDelayed, about: str) -> str:
    if change.until is not None:
        return f"{about} paid on {day(change.until)} at the earliest"
    return f"{about} paid {days(change.by_days or 0)} later"


@_named.register
def _(change: changes.InvoiceNeverPaid, about: str) -> str:
    return f"{about} never paid"


@_named.register
def _(change: changes.CustomerLost, about: str) -> str:
    return f"{about} buys nothing from {day(change.starts_on)} on"


@_named.register
def _(change: changes.MonthlyCost, about: str) -> str:
    return f"{about or 'New cost'} of {rupees(change.amount)} a month from {day(change.starts_on)} on"


@_named.register
def _(change: changes.Purchase, about: str) -> str:
    parts = f" in {change.instalments} monthly parts" if change.instalments > 1 else ""
    return f"{about or 'Purchase'} for {rupees(change.amount)} on {day(change.day)}{parts}"


@_named.register
def _(change: changes.LoanReceived, about: str) -> str:
    back = f", {rupees(change.monthly_payment)} a month paid back" if change.monthly_payment else ""
    return f"Loan of {rupees(change.amount)} on {day(change.day)}{back}"


@_named.register
def _(change: changes.SalesChanged, about: str) -> str:
    return f"{_percent(change.percent)} sold from {day(change.starts_on)} on"


@_named.register
def _(change: changes.PricesChanged, about: str) -> str:
    return (
        f"Prices {abs(change.percent):f}% {'higher' if change.percent > 0 else 'lower'} from {day(change.starts_on)} on"
    )


@_named.register
def _(change: changes.SupplierTermsLonger, about: str) -> str:
    return f"{about or 'All suppliers'} paid {days(change.by_days)} later"


def _percent(percent: Decimal) -> str:
    return f"{abs(percent):f}% {'more' if percent > 0 else 'less'}"
