"""Every sentence of an answer, in the language of its question: from exact figures to plain words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import ModuleType

from app.assistant.records.asked import Days, Language, Topic
from app.assistant.records.figures import (
    Balance,
    Balances,
    CashFlow,
    Figures,
    OpenAlerts,
    Spending,
    TaxEstimate,
    Turnover,
)
from app.assistant.wording import english, hindi, hinglish
from app.values import money
from app.values.period import Month

ROWS_NAMED = 3

TONGUES: dict[Language, ModuleType] = {
    Language.ENGLISH: english,
    Language.HINGLISH: hinglish,
    Language.HINDI: hindi,
}


def explained(topic: Topic, figures: Figures, *, language: Language, name: str | None = None) -> str:
    """`figures` in a sentence or two; about one party when `name` is given."""
    speak = _Speaker(language, name)
    match figures:
        case Balances():
            return speak.balances(topic, figures)
        case CashFlow():
            return speak.cash_flow(figures)
        case TaxEstimate():
            return speak.tax(figures)
        case Turnover():
            return speak.sales(figures)
        case Spending():
            return speak.spending(figures)
        case OpenAlerts():
            return speak.alerts(figures)


def phrase(key: str, language: Language, **values: str) -> str:
    """One sentence that stands by itself."""
    text: str = TONGUES[language].PHRASES[key].format(**values)
    return text


def span(days: Days, language: Language) -> str:
    """Which days the books hold, for a question about others."""
    first, last = (period(Days(day, day), language) for day in (days.first, days.last))
    return phrase("span", language, first=first, last=last)


def examples(language: Language) -> tuple[str, ...]:
    """Questions that can be answered, one of each kind."""
    found: tuple[str, ...] = TONGUES[language].EXAMPLES
    return found


def what_can_be_asked(language: Language) -> str:
    """The answer to a question that was not understood."""
    return " ".join((phrase("unknown", language), *examples(language)))


def period(days: Days, language: Language) -> str:
    """`days` as one says them: a month by its name, otherwise its first and last day."""
    months = TONGUES[language].MONTHS.split()

    def said(key: str, day: date) -> str:
        return phrase(key, language, day=str(day.day), month=months[day.month - 1], year=str(day.year))

    month = Month.of(days.first)
    if (days.first, days.last) == (month.first, month.last):
        return said("period_month", days.first)
    if days.first == days.last:
        return said("period_day", days.first)
    return phrase("period_days", language, first=said("period_day", days.first), last=said("period_day", days.last))


class _Speaker:
    """Says figures in one language, about everybody or about one party by name."""

    def __init__(self, language: Language, name: str | None) -> None:
        self._language = language
        self._name = name

    def balances(self, topic: Topic, figures: Balances) -> str:
        said = [self._say(topic.value, self._open(figures), is_empty=not figures.documents)]
        if figures.undated:
            said.append(self._plain("undated", count=str(figures.undated)))
        if figures.notes_total and figures.documents:
            said.append(self._plain("notes", amount=money.spoken(figures.notes_total)))
        return " ".join(said)

    def cash_flow(self, figures: CashFlow) -> str:
        values = {name: money.spoken(getattr(figures, name)) for name in ("received", "paid", "expenses", "out", "net")}
        values["period"] = period(figures.days, self._language)
        if not figures.received and not figures.out:
            return self._plain("cash_flow_none", **values)
        return self._say("cash_flow", values)

    def tax(self, figures: TaxEstimate) -> str:
        values = {
            "period": period(figures.days, self._language),
            "due": money.spoken(figures.due),
            "credit": money.spoken(abs(figures.due)),
            "output": money.spoken(figures.output_tax),
            "input": money.spoken(figures.input_tax),
        }
        if not figures.output_tax and not figures.input_tax:
            return self._plain("gst_due_none", **values)
        key = "gst_due" if figures.due > 0 else "gst_due_credit"
        return f"{self._plain(key, **values)} {self._plain('estimate')}"

    def sales(self, figures: Turnover) -> str:
        values = {
            "period": period(figures.days, self._language),
            "total": money.spoken(figures.total),
            "tax": money.spoken(figures.tax),
            "sales": self._count("sale", figures.documents),
            "rows": self._rows((row.name, row.amount) for row in figures.rows),
        }
        return self._plain("sales_none", **values) if not figures.documents else self._say("sales", values)

    def spending(self, figures: Spending) -> str:
        values = {
            "period": period(figures.days, self._language),
            "total": money.spoken(figures.total),
            "entries": self._count("entry", figures.entries),
            "rows": self._rows(figures.categories),
        }
        said = [self._plain("expenses" if figures.entries else "expenses_none", **values)]
        if figures.bills:
            bills = self._count("purchase", figures.bills)
            said.append(self._plain("purchases", purchases=bills, total=money.spoken(figures.bills_total)))
        return " ".join(said)

    def alerts(self, figures: OpenAlerts) -> str:
        key = {0: "alerts_none", 1: "alerts_one"}.get(figures.count, "alerts")
        rows = " ".join(figures.messages[:ROWS_NAMED])
        said = self._plain(key, alerts=self._count("alert", figures.count), rows=rows)
        return said if figures.is_fresh else f"{said} {self._plain('alerts_stale')}"

    def _open(self, figures: Balances) -> dict[str, str]:
        rows: tuple[Balance, ...] = figures.rows
        return {
            "total": money.spoken(figures.total),
            "invoices": self._count("invoice", figures.documents),
            "bills": self._count("bill", figures.documents),
            "customers": self._count("customer", len(rows)),
            "suppliers": self._count("supplier", len(rows)),
            "days": self._count("day", figures.oldest_days or 0),
            "rows": self._rows((row.name, row.amount) for row in rows),
        }

    def _say(self, key: str, values: Mapping[str, str], *, is_empty: bool = False) -> str:
        """The sentence for everybody or for the one party, for something or for nothing."""
        key = f"{key}_of" if self._name else key
        return self._plain(f"{key}_none" if is_empty else key, name=self._name or "", **values)

    def _plain(self, key: str, **values: str) -> str:
        return phrase(key, self._language, **values)

    def _count(self, noun: str, count: int) -> str:
        one, many = TONGUES[self._language].NOUNS[noun]
        return str(one if count == 1 else many).format(count)

    def _rows(self, rows: Iterable[tuple[str, Decimal]]) -> str:
        named = list(rows)[:ROWS_NAMED]
        return ", ".join(self._plain("row", name=name, amount=money.spoken(amount)) for name, amount in named)
