"""What the owner reads beside a draft: what was understood, what is missing, and one example of how to say it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from app.invoices.records import DocumentFields, Draft, Missing, Resolution, Said, Status
from app.invoices.records.extractions import Extraction
from app.invoices.rules.sentences import assemble
from app.invoices.rules.sentences.terms import tax_rates
from app.values import money

UNSEEN = (
    "Some words of this document hold characters that nobody can see. We left them out: please compare its numbers with"
    " the paper."
)
EXAMPLE = "For example: “Sharma ji ka bill, 10 bori cement 350 ke bhav, 18% GST, 15 din me”."

_LACKS = {
    Missing.CUSTOMER: "It is not said whom the invoice is for.",
    Missing.ITEMS: "It is not said what is sold.",
    Missing.DESCRIPTION: "It is not said what one of the amounts is for.",
    Missing.QUANTITY: "It is not said how many{goods}.",
    Missing.PRICE: "The price{goods} is not said.",
    Missing.SMALLER_AMOUNTS: "The amounts are larger than an invoice can hold.",
    Missing.SMALLER_DISCOUNT: "The discount is larger than the invoice.",
}
_ASKS = {
    Missing.CUSTOMER: "Say whom the invoice is for, such as “for Sharma Traders”.",
    Missing.ITEMS: "Say the goods, how many, and the price of one.",
    Missing.DESCRIPTION: "Say the name of the goods with each amount.",
    Missing.QUANTITY: "Say how many, such as “10 bori” or “5 pcs”.",
    Missing.PRICE: "Say the price of one, such as “350 ke bhav” or “at 100 each”.",
    Missing.SMALLER_AMOUNTS: "Check the quantity and the price.",
    Missing.SMALLER_DISCOUNT: "Check the discount.",
}
_QUESTIONS = {
    Missing.CUSTOMER: "Whom is the bill for?",
    Missing.ITEMS: "What is sold, how many, and at what price?",
    Missing.DESCRIPTION: "What is the amount for?",
    Missing.QUANTITY: "How many{goods}?",
    Missing.PRICE: "At what price{goods}?",
    Missing.SMALLER_AMOUNTS: "Are the quantity and the price right?",
    Missing.SMALLER_DISCOUNT: "How much is the discount?",
}
_FIELD_NAMES = {"total_amount": "the total", "invoice_date": "the invoice date"}


def message(said: Said, draft: Draft | None) -> str:
    """One sentence on what became of the request."""
    if draft is not None:
        whom = f" for {draft.customer_name}" if draft.customer_name else ""
        lines = "1 item" if len(draft.items) == 1 else f"{len(draft.items)} items"
        tax = f", {money.spoken(draft.tax_amount)} of it GST" if draft.tax_amount else ""
        return f"Draft{whom}: {lines}, {money.spoken(draft.total_amount)} in all{tax}."
    if said.status is Status.REJECTED:
        return "This does not read as a request for an invoice."
    return " ".join(errors(said))


def errors(said: Said) -> list[str]:
    """What keeps the request from being a draft, a sentence each."""
    if said.status is Status.REJECTED:
        return ["No goods with a quantity and a price were found."]
    return _once(_LACKS[lack].format(goods=f" of {goods}" if goods else "") for lack, goods in said.missing)


def question(said: Said, resolution: Resolution) -> str | None:
    """The one thing to ask first; None where nothing is missing and nobody must be chosen."""
    if said.missing:
        lack, goods = said.missing[0]
        return _QUESTIONS[lack].format(goods=f", {goods}" if goods else "")
    choice = [customer.name for customer in resolution.candidates]
    return f"Which customer is it: {_choice(choice)}?" if choice else None


def suggestions(said: Said, resolution: Resolution, draft: Draft | None) -> list[str]:
    """What to say or check next, the most useful first."""
    if draft is None:
        return [*_once(_ASKS[lack] for lack, _ in said.missing), EXAMPLE]
    return [*_on_misread(said), *_on_customer(said, resolution), *_on_amounts(said, draft), *_on_term(said)]


def _on_misread(said: Said) -> list[str]:
    return _once(f"“{text}” was not taken as it is written. Please check what became of it." for text in said.misread)


def _on_customer(said: Said, resolution: Resolution) -> list[str]:
    if resolution.candidates:
        return [f"Which customer is it: {_choice([customer.name for customer in resolution.candidates])}?"]
    if said.customer_name is None:
        return [] if resolution.customer else ["Say whom the invoice is for, such as “for Sharma Traders”."]
    return (
        [] if resolution.is_known else [f"{said.customer_name} is not among your customers yet. Please check the name."]
    )


def _on_amounts(said: Said, draft: Draft) -> list[str]:
    found = []
    rates = [item.gst_rate_percent for item in said.items]
    if said.gst_rate_percent is None and all(rate is None for rate in rates):
        found.append("No GST was said, so none is added. Say “18% GST” if it applies.")
    elif said.gst_rate_percent is None and any(rate is None for rate in rates):
        found.append("GST was said for some items only; the others carry none.")
    unusual = {rate for rate in (said.gst_rate_percent, *rates) if rate is not None} - tax_rates.USUAL_GST_RATES
    found.extend(f"{_percent(rate)}% is not a usual GST rate. Please check it." for rate in sorted(unusual))
    if not assemble.total_agrees(said, draft):
        stated = money.spoken(said.stated_total or money.ZERO)
        found.append(f"You said {stated} in all, but the items come to {money.spoken(draft.total_amount)}.")
    for item in assemble.contradicted_lines(said, draft):
        stated, real = money.spoken(item.stated_sum or money.ZERO), money.spoken(assemble.line_sum(item))
        found.append(f"You said {stated} for {item.description}, but quantity times price comes to {real}.")
    return found


def _on_term(said: Said) -> list[str]:
    is_open = said.due_on is None and said.due_in_days is None
    return ["No due date was said, so it is due on the day of the invoice."] if is_open else []


def document_errors(missing: Sequence[str]) -> list[str]:
    """Why a document gives no draft."""
    return [f"We could not find {_FIELD_NAMES[name]} in this text." for name in missing]


def document_suggestions(fields: DocumentFields, draft: Draft | None) -> list[str]:
    """What to check in a document that was read."""
    found = []
    if draft is None:
        found.append("Send the whole text of the bill, or type what is missing.")
    if fields.do_sums_close is False:
        found.append("The amounts of this bill do not add up. Please check them against the paper.")
    for name in fields.doubtful_gstins:
        found.append(f"The GSTIN {name} has a wrong character somewhere. Please check it.")
    if draft is not None and not draft.items:
        found.append("No item lines could be read; only the totals are filled in.")
    if draft is not None and not draft.customer_name:
        found.append("The buyer is not named in this text.")
    return found


def _choice(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _percent(rate: Decimal) -> str:
    return f"{rate:f}".rstrip("0").rstrip(".") if "." in f"{rate:f}" else f"{rate:f}"


def _once(sentences: Iterable[str]) -> list[str]:
    """Each sentence once, in order."""
    return list(dict.fromkeys(sentences))


def warnings(extraction: Extraction) -> Iterator[str]:
    """What the owner should know of how a document was read."""
    if extraction.unseen:
        yield UNSEEN
