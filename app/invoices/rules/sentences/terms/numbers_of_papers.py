"""Numbers that are no amounts: of this bill, of another paper, of a telephone or a registration."""

from app.invoices.rules.sentences.heard.grammar import Sentence

_PROMISES = frozenset(["warranty", "guarantee", "guaranty", "validity", "वारंटी", "गारंटी"])
"""Words whose number of years is no term of payment."""
_PAPERS = frozenset(["po", "ref", "reference", "challan", "lr", "gr", "hsn", "sac", "batch", "vehicle"])
"""Words whose number is that of another paper, or a code."""


def invoice_number(sentence: Sentence) -> str | None:
    """The number that the sentence gives the invoice; that of another paper is no amount either."""
    sentence.take(r"BN(?=k?B)")
    for match in sentence.matches(r"Ww?NT"):
        if sentence.tokens[match.start()].key in _PROMISES:
            sentence.claim(*match.span())
    for match in sentence.matches(r"[WB][#O]?[:\-]?N"):
        if sentence.tokens[match.start()].key in _PAPERS:
            sentence.claim(*match.span())
    for match in sentence.matches(r"B[w]?[O#][:#\-]{0,2}[NcW]"):
        if sentence.tokens[match.end() - 2].kind != "O" or sentence.tokens[match.end() - 2].key == "no":
            return sentence.claim(*match.span(), "invoice_number")[-1].text
    return None


_CONTACTS = frozenset(
    [
        "phone",
        "ph",
        "mob",
        "mobile",
        "contact",
        "whatsapp",
        "tel",
        "cell",
        "gstin",
        "gst",
        "no",
        "number",
        "num",
        "फोन",
        "मोबाइल",
        "नंबर",
    ]
)


def phone(sentence: Sentence) -> str | None:
    """A telephone number that stands in the sentence; the words that lead to one or to a GSTIN go with it."""
    codes = []
    for match in sentence.matches(r"c"):
        start = match.start()
        while start and (sentence.tokens[start - 1].kind in ":.-#" or sentence.tokens[start - 1].key in _CONTACTS):
            start -= 1
        codes.append(sentence.claim(start, match.end(), "customer_phone")[-1].text)
    digits = ("".join(filter(str.isdigit, code))[-10:] for code in codes)
    return next((number for number in digits if len(number) == 10 and number[0] in "6789"), None)
