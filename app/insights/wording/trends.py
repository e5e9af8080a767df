"""Revenue and expenses in words."""

from app.insights.records.answer import Words
from app.insights.records.trends import Drift, ExpenseTrend, RevenueForecast
from app.insights.wording.phrases import count, listed, month, percent, rupees, still_needed

NAMED = 3


def revenue_forecast(found: RevenueForecast) -> Words:
    """What the next three months bring, how sure that is, and how it did before."""
    if not found.is_told:
        return Words("Sales forecast: not enough months yet", still_needed(found))
    months = listed(
        [f"{month(one.month)} {rupees(one.amount)} ({rupees(one.low)} to {rupees(one.high)})" for one in found.forecast]
    )
    title = f"Sales should be about {rupees(found.forecast_mean)} a month"
    text = f"Expected before tax: {months}; the last months brought {rupees(found.recent_mean)} on average."
    return Words(title, f"{text} {_trust(found)}", _advice(found))


def expense_trend(found: ExpenseTrend) -> Words:
    """Which expenses left their usual level."""
    if not found.is_told:
        return Words("Expense trend: not enough months yet", still_needed(found))
    if not found.rising and not found.falling:
        judged = count(found.categories_judged, "category", "categories")
        return Words(
            "Expenses are steady", f"Of {judged} of expenses, all stayed at their usual level over the last six months."
        )
    named = [*found.rising[:NAMED], *found.falling[:NAMED]]
    text = f"{' '.join(_drift(one) for one in named)} All expenses: {rupees(found.mean_monthly)} a month."
    if not found.rising:
        return Words(f"{found.falling[0].category.capitalize()} went down", text)
    advice = tuple(_check(one) for one in found.rising[:NAMED])
    return Words(f"{found.rising[0].category.capitalize()} went up", text, advice)


def _drift(one: Drift) -> str:
    before, now = rupees(one.usual_monthly), rupees(one.recent_monthly)
    change = f" ({'+' if one.change > 0 else '-'}{percent(one.change)})" if one.change is not None else ""
    return f"{one.category.capitalize()}: {before} to {now} a month since {month(one.since)}{change}."


def _check(one: Drift) -> str:
    entries = count(len(one.expense_ids), "entry", "entries")
    return (
        f"Check what changed in {one.category} since {month(one.since)}: {entries}, {rupees(one.extra)} more a month."
    )


def _trust(found: RevenueForecast) -> str:
    test = found.backtest
    if test is None or test.mase is None or test.naive2_mase is None or test.coverage80 is None:
        return "The history is too short to say how good such forecasts are here."
    better = "better" if test.mase < test.naive2_mase else "not better"
    return (
        f"Tried on {test.origins} earlier dates it was {better} than repeating the last value, "
        f"and {percent(test.coverage80)} of the months lay inside the range."
    )


def _advice(found: RevenueForecast) -> tuple[str, ...]:
    first = found.forecast[0]
    if found.forecast_mean < found.recent_mean:
        return (
            f"Plan {month(first.month)} purchases for {rupees(first.low)} of sales, not for the last months' level.",
        )
    return (f"Have stock ready for up to {rupees(first.high)} of sales in {month(first.month)}.",)
