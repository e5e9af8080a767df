"""Working capital in words: how long money is away, what holds it, and what would bring it back."""

from app.insights.records.answer import Words
from app.insights.records.capital import CostSource, Stock, StockLine, StockState, WorkingCapital
from app.insights.wording.phrases import ask_for, count, day, days, listed, rupees, still_needed

ASKED_FOR = 3
NAMED = 3


def working_capital(found: WorkingCapital) -> Words:
    """How long money is away, against what is usual here."""
    if not found.is_told:
        return Words("Working capital: not enough invoices yet", still_needed(found))
    parts = [*_owed(found), *_goods(found.stock), *_cycle(found)]
    if found.missing:
        parts.append(still_needed(found))
    return Words(_title(found), " ".join(parts), tuple(_advice(found)))


def _title(found: WorkingCapital) -> str:
    if found.ccc_days is not None:
        is_lent = found.ccc_days <= 0
        return "You are paid before you pay" if is_lent else f"Your money comes back after {days(found.ccc_days)}"
    if found.now.dso_days is not None:
        return f"Customers hold your money for {days(found.now.dso_days)}"
    return "What you owe suppliers" if found.now.dpo_days is not None else "What lies in stock"


def _owed(found: WorkingCapital) -> list[str]:
    now, parts = found.now, []
    if now.dso_days is not None:
        parts.append(
            f"Customers owe {rupees(now.receivables)} on sales of {rupees(now.credit_sales)} on credit in "
            f"{days(found.window_days)}: {days(now.dso_days)} of sales."
        )
    if found.usual_dso_days is not None:
        parts.append(f"Over the last months {days(found.usual_dso_days)} were usual.")
    if found.beyond_terms > 0:
        parts.append(f"{rupees(found.beyond_terms)} is past the agreed day.")
    if now.dpo_days is not None:
        parts.append(f"You owe suppliers {rupees(now.payables)}, that is {days(now.dpo_days)} of purchases.")
    return parts


def _goods(stock: Stock | None) -> list[str]:
    if stock is None or stock.value <= 0:
        return []
    if stock.dio_days is None:
        return [f"Goods for {rupees(stock.value)} lie in stock."]
    by = " (by what you buy)" if stock.cost_from is CostSource.PURCHASES else ""
    return [f"Goods for {rupees(stock.value)} lie in stock, enough for {days(stock.dio_days)} of sales{by}."]


def _cycle(found: WorkingCapital) -> list[str]:
    if found.ccc_days is None:
        return []
    if found.ccc_days <= 0:
        return ["Suppliers lend you more time than goods and customers take."]
    return [f"From paying a supplier to being paid takes {days(found.ccc_days)}."]


def _advice(found: WorkingCapital) -> list[str]:
    advice = []
    if found.tied_up > 0:
        advice.append(f"Back at the usual pace of payment, {rupees(found.tied_up)} would be free.")
    advice += [ask_for(item) for item in found.largest_open if item.days_late > 0][:ASKED_FOR]
    return advice + (_of_goods(found.stock) if found.stock else [])


def _of_goods(stock: Stock) -> list[str]:
    idle = [line for line in stock.named if line.state is not StockState.NEGATIVE][:NAMED]
    below = [line.product for line in stock.named if line.state is StockState.NEGATIVE]
    advice = [_idle(line) for line in idle]
    if below:
        counted = count(len(below), "product")
        advice.append(f"Count {listed(below[:NAMED])} again: {counted} below zero in the books, left out here.")
    return advice


def _idle(line: StockLine) -> str:
    if line.state is StockState.SLOW and line.cover_days is not None:
        return f"Buy no more {line.product} for now: {rupees(line.value)} of it lasts {days(line.cover_days)}."
    since = f"since {day(line.last_sold_on)}" if line.last_sold_on else "as far as the books go back"
    return f"Sell off {line.product}: {rupees(line.value)} lies in it, and none was sold {since}."
