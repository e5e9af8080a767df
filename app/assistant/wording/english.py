"""The sentences in English."""

from collections.abc import Mapping

MONTHS = "January February March April May June July August September October November December"

NOUNS: Mapping[str, tuple[str, str]] = {
    "invoice": ("{} unpaid invoice", "{} unpaid invoices"),
    "bill": ("{} unpaid bill", "{} unpaid bills"),
    "sale": ("{} invoice", "{} invoices"),
    "entry": ("{} entry", "{} entries"),
    "purchase": ("{} supplier bill", "{} supplier bills"),
    "customer": ("{} customer", "{} customers"),
    "supplier": ("{} supplier", "{} suppliers"),
    "day": ("{} day", "{} days"),
    "alert": ("{} open alert", "{} open alerts"),
}

PHRASES: Mapping[str, str] = {
    "receivables": "{customers} owe you {total} on {invoices}. The largest: {rows}.",
    "receivables_none": "By your books nobody owes you anything.",
    "receivables_of": "{name} owes you {total} on {invoices}.",
    "receivables_of_none": "By your books {name} owes you nothing.",
    "payables": "You owe {suppliers} {total} on {bills}. The largest: {rows}.",
    "payables_none": "By your books you owe your suppliers nothing.",
    "payables_of": "You owe {name} {total} on {bills}.",
    "payables_of_none": "By your books you owe {name} nothing.",
    "overdue": "{total} from {customers} is overdue on {invoices}, the oldest by {days}. The largest: {rows}.",
    "overdue_none": "By your books no customer's invoice is overdue.",
    "overdue_of": "{name} is late with {total} on {invoices}, the oldest by {days}.",
    "overdue_of_none": "By your books nothing of {name} is overdue.",
    "overdue_bills": "You are late with {total} to {suppliers} on {bills}, the oldest by {days}. The largest: {rows}.",
    "overdue_bills_none": "By your books none of your bills is overdue.",
    "overdue_bills_of": "You are late with {total} to {name} on {bills}, the oldest by {days}.",
    "overdue_bills_of_none": "By your books nothing that you owe {name} is overdue.",
    "undated": "{count} more without a due date could not be judged.",
    "notes": "Credit or debit notes of {amount} are not taken off.",
    "cash_flow": "Cash flow, {period}: {received} came in and {out} went out ({paid} to parties, {expenses} of"
    " expenses), which leaves {net}.",
    "cash_flow_of": "{period}: {received} came in from {name}, and you paid {name} {paid}.",
    "cash_flow_none": "Your books show no money in or out, {period}.",
    "gst_due": "GST, {period}: about {due} to pay, which is {output} on sales less {input} on purchases.",
    "gst_due_credit": "GST, {period}: nothing to pay by your books; {input} on purchases exceeds {output} on sales"
    " by {credit}.",
    "gst_due_none": "Your books show no sales and no purchases, {period}, so no GST can be estimated.",
    "estimate": "This is an estimate from your books; your return may differ.",
    "sales": "Sales, {period}: {total} on {sales}, of which {tax} is tax. The largest buyers: {rows}.",
    "sales_of": "Sales to {name}, {period}: {total} on {sales}, of which {tax} is tax.",
    "sales_none": "Your books show no sales, {period}.",
    "expenses": "Expenses, {period}: {total} in {entries}, most of it for {rows}.",
    "expenses_none": "Your books show no expenses, {period}.",
    "purchases": "Beside that, {purchases} came to {total}.",
    "alerts": "There are {alerts} to look at. The surest: {rows}",
    "alerts_one": "There is 1 open alert to look at: {rows}",
    "alerts_none": "There is no open fraud alert.",
    "alerts_stale": "Your books could not be looked through just now; these are the alerts known so far.",
    "row": "{name} ({amount})",
    "period_day": "{day} {month} {year}",
    "period_month": "{month} {year}",
    "period_days": "{first} to {last}",
    "which_days": "I cannot tell which days you mean."
    " Say it like “last month”, “March 2026”, “FY 2024-25”, “Q2 2025-26” or “1 April to 15 May 2026”.",
    "open_today": "This is all that stands open today, whatever its date.",
    "span": "Your books hold entries from {first} to {last} only.",
    "stranger": "I find nobody called “{name}” in your books.",
    "which_party": "Whom do you mean: {names}?",
    "which_business": "Which of your businesses do you mean: {names}?",
    "no_business": "There are no books for your account yet.",
    "unknown": "I can answer questions about your books, for example:",
}

EXAMPLES = (
    "Who owes me how much?",
    "Which invoices are overdue?",
    "How was my cash flow last month?",
    "How much GST is due?",
    "What were my sales this month?",
    "What did I spend last month?",
    "What do I owe my suppliers?",
    "Are there any fraud alerts?",
)
