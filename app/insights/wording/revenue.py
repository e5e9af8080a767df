"""The sales forecast in words."""

from decimal import Decimal

from app.insights.records.answer import Words
from app.insights.records.trends import Against, Change, FestivalAhead, RevenueForecast
from app.insights.wording.phrases import day, listed, month, percent, rupees, still_needed

NAMED = 3
OVER = 0.995
"""From this share on a month is told as over: in percent it would be rounded to all of it."""

METHODS = {
    "naive2": "repeating the last month in the usual pattern of the year",
    "mean": "the average of the months so far",
    "mean_and_median": "the average and the middle one of the months so far",
    "croston_sba": "how much is sold when something is, and how often that is",
    "last_season": "the pattern of last year around the level of the latest months",
}
"""What is served, by the forecaster's own names."""

BLEND = "a blend of several trends in the pattern of the year"

COMPARED = {
    Against.LAST_YEAR: "the same three months last year",
    Against.MONTHS_BEFORE: "the three months before them",
}


def revenue_forecast(found: RevenueForecast) -> Words:
    """What the next months bring, how sure that is, what moved sales, and how such forecasts did before."""
    if not found.is_told:
        return Words("Sales forecast: not enough months yet", _untold(found))
    months = listed(
        [
            f"{month(one.month)} {rupees(one.amount)} ({rupees(one.low)} to {rupees(one.high)})"
            for one in found.forecast[:NAMED]
        ]
    )
    parts = [
        f"Expected before tax: {months}; the last three months brought {rupees(found.recent_mean)} a month.",
        _running(found),
        *(_festival(one) for one in found.festivals),
        _change(found, found.change) if found.change else "",
        _trust(found),
    ]
    title = f"Sales should be about {rupees(found.forecast_mean)} a month"
    return Words(title, " ".join(part for part in parts if part), tuple(_advice(found)))


def _untold(found: RevenueForecast) -> str:
    so_far = f"This month has brought {rupees(found.this_month_so_far)} so far. " if found.this_month_so_far else ""
    return f"{so_far}{still_needed(found)}"


def _running(found: RevenueForecast) -> str:
    if found.this_month is None:
        return ""
    if found.usual_share is not None and found.usual_share >= OVER:
        return f"This month has brought {rupees(found.this_month_so_far)}, about all that it should bring."
    usual = f", by when {percent(found.usual_share)} of a month has usually come in" if found.usual_share else ""
    return (
        f"This month has brought {rupees(found.this_month_so_far)} so far{usual}, and should end at about "
        f"{rupees(found.this_month.amount)}."
    )


def _festival(one: FestivalAhead) -> str:
    last = f" (last year on {day(one.last_year_on)})" if one.last_year_on else ""
    before = f"; the three weeks up to it sold {percent(one.extra_share)} more than usual" if one.extra_share else ""
    return f"{one.name} falls on {day(one.on)}{last}{before}."


def _change(found: RevenueForecast, change: Change) -> str:
    less = change.now - change.before
    if not less or change.before <= 0:
        return ""
    text = f"The last three months sold {rupees(abs(less))} {'more' if less > 0 else 'less'} than "
    text += COMPARED[change.against]
    named = [f"{one.name} {_signed(one.amount)}" for one in found.drivers[:NAMED]]
    text += f": {listed(named)}." if named else "."
    if change.prices is None or change.quantities is None:
        return text
    return f"{text} Prices made {_signed(change.prices)} of it, quantities {_signed(change.quantities)}."


def _signed(amount: Decimal) -> str:
    text = rupees(amount)
    return text if text.startswith("-") else f"+{text}"


def _trust(found: RevenueForecast) -> str:
    served = METHODS.get(found.method or "", BLEND)
    test = found.backtest
    if test is None or test.mase is None or test.naive2_mase is None or test.coverage80 is None:
        return f"Made of {served}; the history is too short to say how good such forecasts are here."
    better = "closer" if test.mase < test.naive2_mase else "not closer"
    return (
        f"Made of {served}: tried on {test.origins} earlier dates it was {better} than simply repeating the last "
        f"value, and {percent(test.coverage80)} of the months lay inside the range."
    )


def _advice(found: RevenueForecast) -> list[str]:
    first = found.forecast[0]
    advice = []
    if found.recent_mean > max(first.high, found.forecast_mean):
        less = rupees(found.recent_mean - found.forecast_mean)
        what = "purchases" if found.sells_goods else "spending"
        advice.append(
            f"Sales should be {less} a month below the last three: plan {month(first.month)} {what} for "
            f"{rupees(first.low)} to {rupees(first.amount)} of sales."
        )
    elif found.sells_goods:
        advice.append(f"Have stock ready for up to {rupees(first.high)} of sales in {month(first.month)}.")
    else:
        advice.append(f"Keep time free for up to {rupees(first.high)} of work in {month(first.month)}.")
    if found.strongest:
        prepare = "order its goods in time" if found.sells_goods else "keep time free for it"
        advice.append(
            f"The strongest month ahead is {month(found.strongest.month)} with about "
            f"{rupees(found.strongest.amount)}: {prepare}."
        )
    lost = [one for one in found.drivers if one.amount < 0]
    if lost:
        advice.append(f"Find out why {lost[0].name} brought {rupees(-lost[0].amount)} less.")
    return advice
