"""What the words before a sum at the foot of a bill call it, in English, Hindi and the languages of foreign papers."""

import re
from functools import lru_cache

from app.invoices.rules.documents.values import spelling
from app.invoices.rules.sentences import normalise

SUBTOTAL = "totals.subtotal"
DISCOUNT = "totals.discount"
FREIGHT = "totals.freight"
TAXABLE = "totals.taxable_value"
CGST, SGST, IGST, CESS = "totals.cgst", "totals.sgst", "totals.igst", "totals.cess"
ROUND_OFF = "totals.round_off"
GRAND = "totals.grand_total"
PAID = "totals.amount_paid"
DUE = "totals.amount_due"
WORDS = "totals.amount_in_words"
TAX = "tax"
"""All heads of tax together: no path of its own, but it closes sums."""
TOTAL = "total"
"""A bare "Total", which may be before or after tax."""
NONE = "none"
"""A sum that is no field: a count, a saving, what was tendered."""

_OTHER_WORDS = r"(?!.*\b(?:act|rules?|section|words|code|number|no|none)\b)"
_ONLY_HEAD = tuple(
    (path, rf"(?!(?:.*\bu?t?[csi]?gst\b){{2}}){_OTHER_WORDS}(?:\w+ ){{0,3}}{head}(?: \w+){{0,2}}")
    for path, head in ((CGST, "cgst"), (SGST, "(?:sgst|utgst)"), (IGST, "igst"))
)
"""Few words among which one head is named are that tax, whatever else a program calls it: "Output Tax CGST"."""
_ALL = (
    (NONE, r"""
        total (?:no|qty|quantity|items?|pcs|pieces|units|saving|weight|points|packages|bags|boxes)
        |(?:you )?saved|(?:total )?savings?|items?|qty|quantity|change|cash tendered|tendered|opening
        |previous (?:balance|due)|prev(?:ious)? bal|e ?way|ifsc|a c no|account no|bank a c|phone|mobile|gstin
        |pan|date|invoice (?:no|number|date)|due date|mrp total|exchange rate|rate of exchange
    """),
    (WORDS, r"""
        (?:(?:total |grand |net |invoice |bill |tax |chargeable )*(?:amount|amt|value
        |total)s? )?(?:chargeable )?in words|amount chargeable|rupees(?: in words)?|say rupees|शब्दों में
        |słownie|amount in word|(?:राशि )?शब्दों में
    """),
    (NONE, r"tax amount in words"),
    (ROUND_OFF, r"""
        (?:less |add )?(?:round(?:ed|ing)?|rnd|r) ?(?:off|of|up|down|adj(?:ustment)?
        |diff(?:erence)?)?(?: (?:amount|amt|value|adjustment|adj|diff))?|rounding(?: adjustment| adj)?|roundoff
        |पूर्णांक(?:न)?|afronding|zaokrąglenie
    """),
    (PAID, r"""
        (?:less |total |already )*(?:amount |amt |advance |payment |cash |deposit |token )*(?:paid|received|recd
        |collected|adjusted)(?: (?:amount|amt|already|in .*|by .*|via .*|through .*|on .*|at .*|against .*|as .*
        |from .*))*|(?:less )?(?:advance|deposit|payments?|pre ?payment|token)(?: (?:money|made|amount|amt|by .*
        |via .*|on .*|in cash|against .*))*|भुगतान|अग्रिम
    """),
    (DUE, r"""
        (?:balance|bal|net balance)(?: (?:amount|amt|due|payable|to pay|if any))*|(?:total )?(?:amount
        |amt) (?:due|outstanding)|due amount|outstanding(?: amount)?|current balance|balance due|net due
        |शेष(?: राशि)?|बकाया(?: राशि)?
    """),
    (CGST, r"""
        (?:add |output |total |plus )*(?:c gst|cgst ?\d{0,2}|central (?:gst|tax))(?: (?:output|payable|amount|amt|tax
        |total|collected))*|सीजीएसटी
    """),
    (SGST, r"""
        (?:add |output |total |plus )*(?:s gst|sgst ?\d{0,2}|utgst|ut gst|sgst utgst|state(?: ut)? (?:gst
        |tax))(?: (?:output|payable|paya?ble|amount|amt|tax|total|utgst))*|एसजीएसटी
    """),
    (IGST, r"""
        (?:add |output |total |plus )*(?:i gst|igst ?\d{0,2}|integrated (?:gst|tax))(?: (?:output|payable|amount|amt|tax
        |total|under|lut|bond|zero rated))*|आईजीएसटी
    """),
    (CESS, r"(?:add |total )*(?:compensation |comp |gst )?cess(?: (?:amount|amt))?|उपकर"),
    (FREIGHT, r"""
        (?:add |plus |total )*(?:freight|transport(?:ation)?|cartage|packing|p f|p and f|packaging
        |packing (?:and )?forwarding|forwarding|shipping|delivery|handling|loading|unloading|insurance|courier
        |hamali|carriage|other|service|container|platform|convenience|postage)(?: (?:and|handling|packing
        |forwarding|insurance|unloading|shipping|freight|delivery))*(?: (?:charges?|cost|fees?|amount|amt
        |outward))*(?: (?:collected|extra))?|भाड़ा|भाडा|ढुलाई|verzendkosten|versandkosten|versand|frais de port
        |livraison|ढुलाई भाड़ा|malbhada
    """),
    (DISCOUNT, r"""
        (?:less |total |trade |cash |special |bill |invoice |overall |additional |flat |coupon |item )*(?:discount
        |disc|rebate)(?: (?:amount|amt|total|given|allowed|on .*|coupon))*|less(?: disc)?|छूट
        |korting|rabatt|rabat|remise|descuento
    """),
    (SUBTOTAL, r"totals? before tax(?:es)?"),
    (TAXABLE, r"""
        (?:total |net |gst )?(?:taxable|assessable|taxble)(?: (?:value|amount|amt|total|val))?
        |(?:total )?untaxed (?:amount|amt|value)
        |(?:total |net |invoice )*(?:total|amount|amt|value|charges) before (?:tax|taxes|gst)|(?:total
        |sub total|subtotal
        |amount) (?:excl|excluding|exclusive|ex|without|w o)(?: of)? (?:tax|gst|vat|taxes)
        |value of supply|कर योग्य (?:मूल्य|राशि)|करयोग्य (?:मूल्य|राशि)|कर पूर्व.*|total ht|montant ht
        |exclusief btw|excl btw|netto(?:betrag)?|net|net total|nettosumme|base imponible|wartość netto|total net
        |summe netto|bedrag excl btw|subtotaal excl btw
    """),
    (SUBTOTAL, r"""
        (?:sub|item|basket|cart|basic|goods) ?(?:total|amount|value)s?(?: (?:amount|value))?|subtotal|subtotaal
        |zwischensumme|sous total|suma częściowa|gross (?:amount|total|value|amt)|उप(?: |-)?(?:योग|कुल)
        |gross|item total|total items? value|total (?:basic|goods) (?:amount|value)
    """),
    (GRAND, r"""
        (?:grand|invoice|bill|final|document|gross invoice|total invoice|total bill|overall|order
        |note) ?(?:total|value|amount|amt)(?: (?:payable|due|incl .*|inclusive .*|inr|after tax|in figures?
        |to pay|rounded.*|round off))*|(?:net|total|final|gross)? ?(?:amount|amt)? ?(?:to pay|payable
        |to be paid)(?: (?:amount|amt|by .*))?|net (?:payable|amount|amt|bill|invoice)(?: (?:amount|amt|value
        |payable))?|total (?:incl
        |including|inclusive|with|after|inc)(?: of)?(?: all)? ?(?:tax|gst|taxes|vat)?|(?:total )?amount (?:after
        |incl|including|inclusive|with)(?: of)?(?: all)? (?:tax|gst|taxes)|total (?:payable|due|invoice value
        |amount payable|credit|debit)|g total|कुल (?:देय )?(?:राशि|योग|देय)|महायोग|कुल देय|total ttc|montant ttc
        |(?:(?:net|total|totaal|gesamt|razem|totale) )?(?:à payer|te betalen|zu zahlen|a pagar|da pagare|do zapłaty)
        |totaal incl btw|gesamtbetrag|gesamtsumme|endbetrag|rechnungsbetrag
        |brutto(?:betrag)?|należność ogółem|importe total
        |amount chargeable|you pay|total after tax|(?:credit|debit) (?:note )?(?:total|amount|value)
        |total rounded.*|rounded total|freight payable|total freight|total amount after tax
        |value of (?:credit|debit) note
    """),
    (TAX, r"""
        (?:add |total |output )*(?:gst|tax|taxes|vat|duty)(?: (?:amount|amt|total|payable|collected))*
        |total (?:gst|tax).*|btw|tva|mwst|ust|iva|vat|kwota vat|(?:zzgl|inkl|incl|plus) (?:mwst|ust|btw|vat|tva)
        |जीएसटी|कर राशि|कुल कर|total taxes
    """),
    *_ONLY_HEAD,
    (NONE, r"under (?:lut|bond).*"),
    (NONE, r"(?:total )?(?:fob|ex works)(?: value)?"),
    (GRAND, r"(?:total )?(?:cif|c i f|cnf|c f|cfr)(?: (?:value|total|price|usd))*"),
    (NONE, r"""
        (?:(?:sub )?totals? |balance |amount )?(?:c o|c f|c d|b f|b d|(?:carried|carry|brought) ?(?:forward|over
        |down)?|cont(?:inued|d)?)(?: (?:from|to|on|of|over) .*)?
    """),
    (TOTAL, r"totals?(?: \w+){0,3} (?:fees?|charges?|services?|goods)|totals? of(?: \w+){1,5}"),
    (TOTAL, r"totals|(?:\w+ ){1,2}total"),
    (TOTAL, r"""
        total(?: (?:amount|amt|value|inr|rs|rupees))*|amount|amt|कुल|योग|totaal|gesamt|summe|razem|suma
        |total general|total eur|page total
    """),
)  # fmt: skip
_LABELS = tuple((path, re.compile(f"(?:{spelling.unwrapped(pattern)})$")) for path, pattern in _ALL)
_RATE = re.compile(
    r"(?:@|at|\(|for|on)?\s*\d{1,2}(?:[.,]\d{1,3})?\s*%\)?(?:\s*\))?|@\s*\d{1,2}(?:[.,]\d{1,3})?(?!\S)|%"
)
_GLUED = re.compile(r"(?<=[a-z])(?=Rs\b)")
_MARKS = re.compile(r"[()\[\].:;/\\|*,'\"_`+=@#{}&-]+")
_CURRENCY = re.compile(r"(?<!\w)(?:in )?(?:rs|inr|₹|usd|eur|pln|€|\$|rm|रु)(?!\w)")
_WORDS = frozenset(word for _, pattern in _ALL for word in re.findall(r"[a-z]{4,}", pattern))
_SPELLER = spelling.Speller(_WORDS)
_EXPLAINED = re.compile(r"(?P<name>[^(\-–—]{3,}?)\s*(?:\([^()]*\)|\s[\-–—]\s*[^\W\d][^\d]*)\s*:?$")
"""A name with what explains it behind: "Paid (UPI)", "Paid - Cheque"."""
_PARTS = frozenset((PAID, DUE, DISCOUNT, FREIGHT, ROUND_OFF))
"""Sums beside the main ones, of which papers say how or why."""
_MOST = 70


def folded(text: str) -> str:
    """A label without marks, rates, currency and case, its words spelled as known ones."""
    parted = _GLUED.sub(" ", spelling.initialled(normalise.plain(text)))
    plain = _MARKS.sub(" ", _RATE.sub(" ", parted.casefold()))
    words = _CURRENCY.sub(" ", plain).split()
    return " ".join(_SPELLER.corrected(word) for word in words)


@lru_cache(maxsize=4096)
def meaning(text: str) -> str | None:
    """The path of the sum, or one of TAX, TOTAL and NONE; None where the words call nothing by its name."""
    if len(text) > _MOST:
        return None
    found = _called(text)
    if found is None and (explained := _EXPLAINED.match(text)):
        plain = _called(explained["name"])
        return plain if plain in _PARTS else None
    return found


def _called(text: str) -> str | None:
    phrase = folded(text)
    return next((path for path, pattern in _LABELS if pattern.match(phrase)), None) if phrase else None
