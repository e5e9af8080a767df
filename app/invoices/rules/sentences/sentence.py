"""From a sentence to what it says: each rule takes its part, and what is left over are the goods.

The result has a status: a draft when every line has goods, quantity and price, a request that lacks something, or no
request for an invoice at all. Nothing is filled in that was not said.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.invoices.records import Discount, Missing, Said, SaidItem, Span, Status
from app.invoices.rules.sentences import acts, assemble, choosing, doubts
from app.invoices.rules.sentences import spans as spans_of
from app.invoices.rules.sentences.customer import names
from app.invoices.rules.sentences.customer.names import Named
from app.invoices.rules.sentences.heard import tokens
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.lines.items import Line
from app.invoices.rules.sentences.terms import dates, numbers_of_papers, payment, tagged, tax_rates
from app.invoices.rules.sentences.terms.tax_rates import Taxes


def read(text: str, *, on: date, known_names: Collection[str] = (), spans: Collection[Span] = ()) -> Said:
    """What `text` says. `on` is the day against which "kal" and "10 din me" count.

    known_names : keys of the business's customers (`customers.key`), recognised without a word to lead them in
    spans : what a tagger makes of the normalised text; tells which words are names and goods, and roles of numbers
    """
    sentence = Sentence(text, on, spans)
    names_bill = "B" in sentence.kinds
    if acts.is_another(sentence, spans):
        return Said(Status.REJECTED)
    asks = acts.is_question(sentence, spans)
    said, taxes = _terms(sentence)
    reading = choosing.chosen(sentence, known_names)
    sentence, customer, found = reading.sentence, reading.customer, reading.lines
    name = _named(sentence, customer) if customer else None
    said = replace(said, customer_name=name, items=tuple(line.item for line in found))
    said = _taxed(said, taxes, sentence, found)
    said = replace(said, share_understood=sentence.share_understood, strain=reading.strain)
    said = _judged(_single_line_priced(said), asks=asks, names_bill=names_bill)
    if (said.missing or customer is None) and not acts.is_of_trade(sentence, said, customer):
        said = Said(Status.REJECTED, share_understood=said.share_understood)
    if said.status is Status.REJECTED:
        return replace(said, doubts=doubts.of(said, sentence, customer, found))
    return replace(
        said,
        doubts=doubts.of(said, sentence, customer, found),
        places=spans_of.places(said, sentence, customer, found),
        misread=tokens.misread(sentence.text, sentence.tokens),
    )


_TITLES = frozenset({"shree", "shri", "sri", "श्री"})


def _named(sentence: Sentence, customer: Named) -> str:
    """The customer's name as it was written; "Shree Ganesh Fasteners" begins with its first word."""
    has_title = customer.start > 0 and sentence.tokens[customer.start - 1].key in _TITLES
    name = sentence.between(customer.start - has_title, customer.end)
    behind = sentence.tokens[customer.end : customer.end + 1]
    owns = any(names.owns(sentence.tokens[customer.end - 1], thing) for thing in behind if thing.kind in "WgBs")
    return name[: -len("'s")] if owns else name


def _terms(sentence: Sentence) -> tuple[Said, Taxes]:
    """Everything beside customer and goods, claimed in the order that tells shared numbers apart."""
    phone, number = numbers_of_papers.phone(sentence), numbers_of_papers.invoice_number(sentence)
    issued_on = dates.dated_relative(sentence)
    discount: Discount | None = payment.discount(sentence)
    taxes = tax_rates.percent_taxes(sentence)
    discount = discount or payment.late_discount(sentence)
    taxes = tax_rates.taxes(sentence, taxes)
    taxes = taxes if taxes.rates else replace(taxes, rates=tagged.rates(sentence))
    discount = discount or tagged.discount(sentence)
    due = dates.term(sentence) or tagged.term(sentence) or dates.Term()
    said = Said(
        Status.REJECTED,
        is_tax_inclusive=taxes.is_inclusive,
        discount=discount,
        due_in_days=due.in_days,
        due_on=due.on,
        issued_on=issued_on or dates.issued_on(sentence),
        payment_mode=payment.payment_mode(sentence),
        stated_total=payment.stated_total(sentence) or tagged.total(sentence),
        paid_in_advance=payment.advance(sentence),
        invoice_number=number,
        phone=phone,
    )
    return said, taxes


def _taxed(said: Said, taxes: Taxes, sentence: Sentence, lines: Sequence[Line]) -> Said:
    """`said` with one rate for everything, or with a rate at each line that has its own."""
    percents = {rate.percent for rate in taxes.rates}
    if len(percents) <= 1:
        rate = next(iter(percents), Decimal(0) if taxes.is_exempt else None)
        return replace(said, gst_rate_percent=rate)
    owners = tax_rates.of_lines(sentence, taxes.rates, lines)
    for number, owned in owners.items():
        place = next(i for i in range(owned.place, len(sentence.tokens)) if sentence.tokens[i].kind in "NO")
        sentence.places[f"items.{number}.gst_rate"] = (place, place + 1)
    percent = {number: owned.percent for number, owned in owners.items()}
    items = (replace(item, gst_rate_percent=percent.get(line)) for line, item in enumerate(said.items))
    return replace(said, items=tuple(items))


def _single_line_priced(said: Said) -> Said:
    """One line without a price, and a total before discount and tax: the total is what the line costs."""
    if len(said.items) != 1 or said.stated_total is None or said.discount or said.items[0].quantity is None:
        return said
    line, has_tax = said.items[0], bool(said.gst_rate_percent) and not said.is_tax_inclusive
    if has_tax or line.unit_price is not None or line.amount is not None:
        return said
    return replace(said, items=(replace(line, amount=said.stated_total),))


def _judged(said: Said, *, asks: bool, names_bill: bool) -> Said:
    """`said` with its status and what is missing."""
    missing = tuple(_missing(said.items)) or tuple(_impossible(said))
    has_goods = any(item.description for item in said.items)
    is_sale = not asks or any(item.unit or item.quantity != 1 for item in said.items)
    if said.items and not missing and is_sale:
        is_named = said.customer_name is not None or said.phone is not None
        status = Status.DRAFT if is_named else Status.NEEDS_INPUT
        return replace(said, status=status, missing=() if is_named else ((Missing.CUSTOMER, ""),))
    if asks or not (has_goods or names_bill):
        return Said(Status.REJECTED, share_understood=said.share_understood)
    if not has_goods:
        return replace(said, status=Status.NEEDS_INPUT, items=(), missing=((Missing.ITEMS, ""),))
    return replace(said, status=Status.NEEDS_INPUT, missing=missing)


def _missing(lines: tuple[SaidItem, ...]) -> list[tuple[Missing, str]]:
    lacks: list[tuple[Missing, str]] = []
    for line in lines:
        price = line.amount if line.unit_price is None else line.unit_price
        if not line.description:
            lacks.append((Missing.DESCRIPTION, ""))
        if line.quantity is None or line.quantity <= 0:
            lacks.append((Missing.QUANTITY, line.description))
        if price is None or price <= 0:
            lacks.append((Missing.PRICE, line.description))
    return lacks


def _impossible(said: Said) -> list[tuple[Missing, str]]:
    """What is said in full and cannot be drawn up all the same."""
    if not assemble.is_representable(said):
        return [(Missing.SMALLER_AMOUNTS, "")]
    return [(Missing.SMALLER_DISCOUNT, "")] if assemble.discount_exceeds(said) else []
