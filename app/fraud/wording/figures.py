"""How the risk of a business, and the alerts that are told by their number alone, are said."""

from collections.abc import Mapping

from app.fraud.records import AlertType, Digest, Moved, Risk
from app.fraud.wording import phrases
from app.values import money

KINDS: Mapping[AlertType, tuple[str, str]] = {
    AlertType.DUPLICATE_INVOICE: (
        "invoice that may have been written twice",
        "invoices that may have been written twice",
    ),
    AlertType.DUPLICATE_SUPPLIER_BILL: (
        "bill that may have been entered twice",
        "bills that may have been entered twice",
    ),
    AlertType.PAYMENT_MISMATCH: ("payment that does not fit", "payments that do not fit"),
    AlertType.SUSPICIOUS_PATTERN: ("pattern worth a second look", "patterns worth a second look"),
}


def risk(found: Risk, moved: Moved) -> str:
    """What the risk score of a business means, with its figures."""
    if moved.until is None or moved.total <= 0:
        return "No money has moved in these books yet."
    span = f"from {phrases.day(moved.since)} to {phrases.day(moved.until)}"
    total = money.spoken(moved.total)
    if not found.alerts:
        return f"{total} moved {span}, and nothing of it is in question."
    count = "1 alert" if found.alerts == 1 else f"{found.alerts} alerts"
    return (
        f"Of {total} that moved {span}, about {money.spoken(found.in_question)} ({found.score:.1%}) may be"
        f" wrong: the amounts of {count}, each counted by how sure it is, and no rupee twice."
    )


def digest(one: Digest) -> str:
    """How many more alerts of a type there are, and on how much money."""
    single, several = KINDS[one.type]
    what = f"1 more {single}" if one.count == 1 else f"{one.count} more {several}"
    return f"{what}, {money.spoken(one.amount)} in question."
