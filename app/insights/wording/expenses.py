"""Where expenses drift, in words."""

from app.insights.records.answer import Words
from app.insights.records.trends import CategoryAhead, Drift, DriftKind, ExpenseTrend, OneOff
from app.insights.wording.phrases import count, day, listed, month, percent, rupees, still_needed

NAMED = 3

VERBS = {
    DriftKind.ROSE: "went up",
    DriftKind.FELL: "went down",
    DriftKind.BEGAN: "is new",
    DriftKind.ENDED: "stopped",
    DriftKind.GREW: "grows steadily",
    DriftKind.SHRANK: "shrinks steadily",
}


def expense_trend(found: ExpenseTrend) -> Words:
    """Which expenses left their usual level, which merely stood out, and what comes."""
    if not found.is_told:
        return Words("Expense trend: not enough months yet", still_needed(found))
    drifts = [*found.rising[:NAMED], *found.falling[:NAMED]]
    parts = [*(_drift(one) for one in drifts), *(_one_off(one) for one in found.one_offs[:NAMED])]
    if not drifts:
        judged = count(found.categories_judged, "category", "categories")
        parts.insert(0, f"Of {judged} of expenses, all stayed at their usual level.")
    parts.append(f"All expenses and bills: {rupees(found.mean_monthly)} a month.")
    parts.append(_ahead(found))
    title = f"{_upper(drifts[0].category)} {VERBS[drifts[0].kind]}" if drifts else "Expenses are steady"
    return Words(title, " ".join(part for part in parts if part), _advice(found))


def _drift(one: Drift) -> str:
    before, now = rupees(one.usual_monthly), rupees(one.recent_monthly)
    name, since = _upper(one.category), month(one.since)
    if one.kind is DriftKind.BEGAN:
        text = f"{name}: {now} a month since {since}, nothing before."
    elif one.kind is DriftKind.ENDED:
        text = f"{name}: nothing since {since}, {before} a month before."
    elif one.kind in (DriftKind.GREW, DriftKind.SHRANK):
        text = f"{name}: bit by bit from {before} to {now} a month within a year{_percent(one)}."
    elif one.is_against_last_year:
        text = f"{name}: {now} a month since {since}, against {before} in the same months last year{_percent(one)}."
    else:
        text = f"{name}: {before} to {now} a month since {since}{_percent(one)}."
    season = " Whether it is so every year the books do not tell yet." if one.may_be_season else ""
    return f"{text} {_a_year(one)}{_because(one)}{season}"


def _percent(one: Drift) -> str:
    return f" ({'+' if one.change > 0 else '-'}{percent(one.change)})" if one.change is not None else ""


def _a_year(one: Drift) -> str:
    return f"That is {rupees(abs(one.a_year))} {'more' if one.a_year > 0 else 'less'} a year."


def _because(one: Drift) -> str:
    whom = f" All of it goes to {one.vendor}." if one.vendor and one.kind is not DriftKind.ENDED else ""
    named = [
        f"{driver.name} {'+' if driver.amount > 0 else ''}{rupees(driver.amount)}"
        for driver in one.drivers
        if driver.name != one.vendor
    ]
    if one.kind in (DriftKind.BEGAN, DriftKind.ENDED) or not named:
        return whom
    return f"{whom} Of the change a month: {listed(named[:NAMED])}."


def _one_off(one: OneOff) -> str:
    whom = f" to {one.vendor}" if one.vendor else ""
    usual = f"usually {rupees(one.usual_monthly)} a month" if one.usual_monthly > 0 else "usually nothing"
    return (
        f"A single large expense, no new level: {one.category} {rupees(one.amount)}{whom} on {day(one.on)} ({usual})."
    )


def _ahead(found: ExpenseTrend) -> str:
    ranked = sorted(found.expected, key=lambda one: (-one.points[1].amount, one.category))
    largest = [one for one in ranked[:NAMED] if one.points[1].amount > 0]
    if not largest:
        return ""
    return f"Expected in {month(largest[0].points[1].month)}: {listed([_category(one) for one in largest])}."


def _category(one: CategoryAhead) -> str:
    coming = one.points[1]
    return f"{one.category} {rupees(coming.amount)} ({rupees(coming.low)} to {rupees(coming.high)})"


def _advice(found: ExpenseTrend) -> tuple[str, ...]:
    return tuple(_check(one) for one in found.rising[:NAMED]) + tuple(
        f"Make sure that {rupees(one.amount)} for {one.category} on {day(one.on)} was needed once only."
        for one in found.one_offs[:1]
    )


def _check(one: Drift) -> str:
    entries = count(len(one.expense_ids), "entry", "entries")
    whom = f", all paid to {one.vendor}," if one.vendor else ""
    return (
        f"See why more has gone into {one.category}{whom} since {month(one.since)}: {entries}, "
        f"{rupees(one.extra)} more a month, {rupees(one.a_year)} a year."
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
