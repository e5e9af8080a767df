"""Answers about a supply: which tax it bears, and what an invoice comes to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from app.compliance.records.questions import QuestionRefused
from app.compliance.records.supplies import TaxAmountAnswer, TaxAmountQuestion, TaxTypeAnswer
from app.gst import arithmetic, levy
from app.gst.levy import PlaceNeeded, Supply
from app.gst.place_of_supply import Deal
from app.gst.tax_head import TaxHead

PLACE_NEEDED = "Please say the place of supply, or in which state the recipient is."
NEGATIVE = "The discounts are more than the lines come to."
NOTHING_TO_SHARE = "There is no value among the lines that could bear this."
AMOUNT_SOURCES = ("CGST Act s.15(2), (3)", "CGST Rules, rule 35: prices that include tax")


def tax_type_answers(_rt: Any, questions: Sequence[Supply], **_: Any) -> list[TaxTypeAnswer]:
    """The tax of each supply. Raises `QuestionRefused` where it hangs on a place that nothing tells."""
    return [_tax_type(supply, position) for position, supply in enumerate(questions)]


def tax_amount_answers(_rt: Any, questions: Sequence[TaxAmountQuestion], **_: Any) -> list[TaxAmountAnswer]:
    """Each invoice added up. Raises `QuestionRefused` where discounts exceed what they are taken from."""
    return [_tax_amount(question, position) for position, question in enumerate(questions)]


def _tax_type(supply: Supply, position: int) -> TaxTypeAnswer:
    try:
        found = levy.of(supply)
    except PlaceNeeded as error:
        raise QuestionRefused("place_of_supply", PLACE_NEEDED, position=position) from error
    return TaxTypeAnswer(
        tax_type=found.head,
        inter_state=found.is_inter_state,
        local_tax=found.local_tax,
        place_of_supply=found.place,
        payable_by=found.payable_by,
        sources=found.laws,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
    )


def _tax_amount(question: TaxAmountQuestion, position: int) -> TaxAmountAnswer:
    _refuse_impossible(question, position)
    head, laws = _head(question)
    summed = arithmetic.added_up(
        question.lines,
        head,
        includes_tax=question.includes_tax,
        discount=question.discount,
        freight=question.freight,
    )
    return TaxAmountAnswer(
        taxable_value=summed.taxable_value,
        cgst=summed.heads.cgst,
        sgst=summed.heads.sgst,
        igst=summed.heads.igst,
        cess=summed.heads.cess,
        total=summed.total,
        sources=(*laws, *AMOUNT_SOURCES),
    )


def _head(question: TaxAmountQuestion) -> tuple[TaxHead, tuple[str, ...]]:
    """What is charged on it, and by which rules; nothing where the question says that none is."""
    if question.is_zero_rated_without_tax:
        return TaxHead.NONE, ("IGST Act s.16(3)(a)",)
    deal = Deal(
        supplier_state=question.supplier_state,
        recipient=question.recipient,
        stated_place=question.place_of_supply,
        issued_on=question.issued_on,
    )
    found = levy.of(Supply(deal))
    return found.head, found.laws


def _refuse_impossible(question: TaxAmountQuestion, position: int) -> None:
    amounts = [line.amount for line in question.lines]
    for place, amount in enumerate(amounts):
        if amount < 0:
            raise QuestionRefused(f"items.{place}.discount", NEGATIVE, position=position)
    whole = sum(amounts, Decimal(0))
    if question.discount > whole + question.freight:
        raise QuestionRefused("invoice_discount", NEGATIVE, position=position)
    if not whole and question.freight:
        raise QuestionRefused("freight_taxed_with_goods", NOTHING_TO_SHARE, position=position)
