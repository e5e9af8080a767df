"""The month in review and amounts that stand out, in words."""

from datetime import date
from decimal import Decimal

from app.insights.records.answer import Words
from app.insights.records.evidence import Driver
from app.insights.records.review import Best, Figure, MonthFigure, MonthInReview, Odd, OddAmounts, OddKind, RunningMonth
from app.insights.wording.phrases import count, day, listed, month, percent, rupees, still_needed

WORTH_A_LOOK = Decimal("1.05")
"""Expenses that rose by less than a twentieth are told, and nothing is advised about them."""

NAMES = {
    Figure.SALES: "sales before tax",
    Figure.RECEIPTS: "money received",
    Figure.EXPENSES: "expenses",
    Figure.PURCHASES: "purchases before tax",
}

ODD = {
    OddKind.BUSY_DAY: "{day} sold {amount}, where a {name} usually sells {usual}",
    OddKind.LARGE_SALE: "{name} bought for {amount} on {day}, where their usual invoice is {usual}",
    OddKind.LARGE_EXPENSE: "{amount} for {name} on {day}, where {usual} is usual",
    OddKind.LARGE_BILL: "{name} billed {amount} on {day}, where their usual bill is {usual}",
    OddKind.LARGEST_SPENDING: "{amount} for {name} on {day}, where the largest expense or bill before was {usual}",
}

LOOK = {
    OddKind.BUSY_DAY: "See what sold on {day} ({amount}), and whether it can be repeated.",
    OddKind.LARGE_SALE: "Check the invoice of {day} to {name} ({amount}) for a slip, and that it gets paid.",
    OddKind.LARGE_BILL: "Compare the bill of {name} of {day} ({amount}) with what was delivered.",
    OddKind.LARGEST_SPENDING: "Check the {name} entry of {day} ({amount}) for a slip; planned, it is nothing bad.",
    OddKind.LARGE_EXPENSE: "Check the {name} expense of {day} ({amount}) for a slip of a digit.",
}


def month_in_review(found: MonthInReview) -> Words:
    """How the last month went, and how the running one goes."""
    if not found.is_told:
        return Words("No month to look back on yet", still_needed(found))
    running = _running(found.running) if found.running else ""
    if not found.figures:
        return Words("The first month is not over yet", f"{running} {still_needed(found)}".strip())
    first, *_ = found.figures
    best = [
        text
        for text in (
            _best("the best day was", found.best_day, is_day=True),
            _best("the best customer was", found.best_customer),
            _best("the best product was", found.best_product),
        )
        if text
    ]
    text = [f"{_figure(one)}." for one in found.figures if one.amount or one.month_before or one.last_year]
    text.append(_left(found.left))
    if found.margin is not None:
        text.append(f"By your price list, {percent(found.margin)} of the sales {_stayed(found.margin)}.")
    if best:
        text.append(f"{_upper(listed(best))}.")
    if found.drivers:
        text.append(f"What moved sales most: {listed([_moved(one) for one in found.drivers[:3]])}.")
    text.append(running)
    return Words(f"{month(found.month)}: {_head(first)}", " ".join(part for part in text if part), _advice(found))


def odd_amounts(found: OddAmounts) -> Words:
    """What stood out, and how rare it is."""
    if not found.is_told:
        return Words("Unusual amounts: no pattern known yet", still_needed(found))
    if not found.odd:
        return Words(
            "Nothing unusual in the last three months", "Every day, invoice and expense fits your own pattern."
        )
    text = " ".join(f"{_upper(_odd(one))}: {_rare(one)}." for one in found.odd)
    advice = tuple(
        LOOK[one.kind].format(day=day(one.on), name=one.name, amount=rupees(one.amount)) for one in found.odd[:3]
    )
    return Words(f"{count(len(found.odd), 'amount')} out of your usual pattern", text, advice)


def _moved(one: Driver) -> str:
    return f"{one.name} {'+' if one.amount > 0 else ''}{rupees(one.amount)}"


def _figure(one: MonthFigure) -> str:
    earlier = []
    if one.month_before is not None:
        earlier.append(f"{_amount(one.month_before)} the month before")
    if one.last_year is not None:
        earlier.append(f"{_amount(one.last_year)} a year ago")
    beside = f" ({listed(earlier)})" if earlier else ""
    return f"{_upper(NAMES[one.figure])} {rupees(one.amount)}{beside}"


def _amount(amount: Decimal) -> str:
    return rupees(amount) if amount else "nothing"


def _head(first: MonthFigure) -> str:
    if first.figure is not Figure.SALES:
        return f"{NAMES[first.figure]} of {rupees(first.amount)}"
    return f"sales of {rupees(first.amount)}{_against(first)}" if first.amount else "no sales written down"


def _against(sales: MonthFigure) -> str:
    earlier, when = (sales.last_year, "a year ago") if sales.last_year else (sales.month_before, "the month before")
    if not earlier or earlier <= 0:
        return ""
    change = float(sales.amount / earlier) - 1
    return f", {percent(change)} {'more' if change >= 0 else 'less'} than {when}"


def _best(what: str, best: Best | None, *, is_day: bool = False) -> str:
    if best is None:
        return ""
    name = day(date.fromisoformat(best.name)) if is_day else best.name
    return f"{what} {name} with {rupees(best.amount)}"


def _running(running: RunningMonth) -> str:
    text = f"{month(running.month)} has brought {rupees(running.sales)} by day {running.until_day}"
    before: Decimal = running.same_days_before
    return f"{text}, against {rupees(before)} by the same day of the month before." if before else f"{text}."


def _advice(found: MonthInReview) -> tuple[str, ...]:
    advice = []
    spent = next((one for one in found.figures if one.figure is Figure.EXPENSES), None)
    if spent and spent.month_before and spent.amount > spent.month_before * WORTH_A_LOOK:
        more = rupees(spent.amount - spent.month_before)
        advice.append(f"Expenses were {more} above the month before: see which of them will come again.")
    if found.left is not None and found.left < 0:
        advice.append(f"See whether what was bought beyond sales ({rupees(-found.left)}) is stock that will sell.")
    if found.best_customer:
        advice.append(f"Thank {found.best_customer.name}, who bought for {rupees(found.best_customer.amount)}.")
    return tuple(advice)


def _left(left: Decimal | None) -> str:
    if left is None:
        return "No sales are written in your books, so what the month left cannot be said."
    if left < 0:
        return f"Purchases and expenses were {rupees(-left)} more than sales."
    return f"Sales less purchases and expenses left {rupees(left)}."


def _stayed(margin: float) -> str:
    return "stayed with you" if margin >= 0 else "were lost below cost"


def _odd(one: Odd) -> str:
    return ODD[one.kind].format(day=day(one.on), name=one.name, amount=rupees(one.amount), usual=rupees(one.usual))


def _rare(one: Odd) -> str:
    if one.once_in > one.among:
        return f"none of the {one.among} before it in a year was as large"
    return f"that comes once in {one.once_in} times"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
