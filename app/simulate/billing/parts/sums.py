"""The sums at the foot of a bill: label on the left, amount on the right."""

from collections.abc import Iterator, Sequence

from app.simulate.billing.hand import Hand
from app.simulate.billing.parts.facts import Fact
from app.simulate.billing.records import Bill, RateTotal
from app.simulate.billing.sheet import Sheet

_HEADS = ("cgst", "sgst", "igst")


def of(bill: Bill, hand: Hand, *, opening: bool = True, by_rate: bool = False) -> list[Fact]:
    """All sums that the bill has. opening : with the subtotal. by_rate : taxes rate by rate instead of head by head."""
    totals = bill.totals
    facts: list[Fact] = []
    if opening:
        facts.append(_fact(hand, "subtotal", hand.amount(totals.subtotal)))
    if totals.discount:
        facts.append(Fact(hand.word("bill_discount"), f"-{hand.amount(totals.discount)}", "totals.discount"))
    if totals.freight:
        facts.append(_fact(hand, "freight", hand.amount(totals.freight)))
    if totals.taxable_value != totals.subtotal:
        facts.append(_fact(hand, "taxable_value", hand.amount(totals.taxable_value)))
    facts += _taxes(bill, hand, by_rate=by_rate)
    if totals.round_off:
        facts.append(_fact(hand, "round_off", hand.amount(totals.round_off)))
    return [*facts, *closing(bill, hand)]


def closing(bill: Bill, hand: Hand) -> list[Fact]:
    """The total, and what is still owed where something was paid."""
    totals = bill.totals
    facts = [_fact(hand, "grand_total", hand.money(totals.grand_total))]
    if totals.paid is not None:
        facts.append(_fact(hand, "amount_paid", hand.amount(totals.paid)))
        facts.append(_fact(hand, "amount_due", hand.amount(totals.grand_total - totals.paid)))
    return facts


def write(
    sheet: Sheet,
    facts: Sequence[Fact],
    top: float,
    left: float,
    right: float,
    *,
    ruled: bool = False,
    strong: Sequence[str] = ("totals.grand_total",),
    align: str = "left",
) -> float:
    """The sums below each other; where they end. align : on which side labels stand."""
    y = top
    for fact in facts:
        bold = fact.path in strong
        edge = left + 3 if align == "left" else right - sheet.inner * 0.2
        sheet.write(edge, y + 2, fact.label, bold=bold, align=align)
        sheet.write(right - 3, y + 2, fact.text, *((fact.path,) if fact.path else ()), bold=bold, align="right")
        if ruled:
            sheet.box(left, y, right - left, sheet.leading + 3)
        y += sheet.leading + 3
    return y


def heads(bill: Bill) -> list[str]:
    """The heads that the bill bears, in their usual order."""
    return [head for head in (*_HEADS, "cess") if getattr(bill.totals.heads, head)]


def head_word(head: str, hand: Hand) -> str:
    """CGST, SGST (or UTGST), IGST, Cess."""
    return {"cgst": "CGST", "sgst": hand.local_tax, "igst": "IGST", "cess": "Cess"}[head]


def _taxes(bill: Bill, hand: Hand, *, by_rate: bool) -> Iterator[Fact]:
    if by_rate and len(bill.rates) > 1:
        for rate in bill.rates:
            yield from (_tax(rate, head, hand, "") for head in heads(bill) if getattr(rate.heads, head))
        return
    for head in heads(bill):
        if len(bill.rates) == 1:
            yield _tax(bill.rates[0], head, hand, f"totals.{head}")
        else:
            yield Fact(head_word(head, hand), hand.amount(getattr(bill.totals.heads, head)), f"totals.{head}")


def _tax(rate: RateTotal, head: str, hand: Hand, path: str) -> Fact:
    percent = hand.percent(rate.rate_percent / (2 if head in ("cgst", "sgst") else 1))
    amount = hand.amount(getattr(rate.heads, head))
    if head == "cess":
        return Fact("Cess", amount, path)
    form = hand.tax_form
    return Fact(form.format(head=head_word(head, hand), percent=percent), amount, path)


def _fact(hand: Hand, name: str, text: str) -> Fact:
    return Fact(hand.word(name), text, f"totals.{name}")
