"""What the head of a column says that the column holds, in English, Hindi and the languages of foreign papers.

The heads are those of Indian bills (rule 46 of the CGST Rules asks for them: description, HSN, quantity with unit,
value, taxable value, rate and amount of each tax) in the spellings of accounting programs, shops and marketplaces.
"""

import re
from enum import StrEnum
from functools import lru_cache

from app.invoices.rules.documents import spelling
from app.invoices.rules.sentences import normalise


class Kind(StrEnum):
    """What a column holds. The rate of a tax head apart from its amount; `AMOUNT` leaves open before or after tax."""

    SERIAL = "serial"
    DESCRIPTION = "description"
    HSN = "hsn_sac"
    QUANTITY = "quantity"
    UNIT = "unit"
    PRICE = "unit_price"
    PRICE_WITH_TAX = "price_with_tax"
    MRP = "mrp"
    DISCOUNT = "discount"
    DISCOUNT_RATE = "discount_rate"
    GROSS = "gross"
    TAXABLE = "taxable_value"
    GST_RATE = "gst_rate"
    TAX = "tax"
    TAX_NAME = "tax_name"
    CGST_RATE = "cgst_rate"
    CGST = "cgst"
    SGST_RATE = "sgst_rate"
    SGST = "sgst"
    IGST_RATE = "igst_rate"
    IGST = "igst"
    CESS_RATE = "cess_rate"
    CESS = "cess"
    TOTAL = "total"
    AMOUNT = "amount"
    OTHER = "other"


HEADS = (Kind.CGST, Kind.SGST, Kind.IGST, Kind.CESS)
RATES = {Kind.CGST: Kind.CGST_RATE, Kind.SGST: Kind.SGST_RATE, Kind.IGST: Kind.IGST_RATE, Kind.CESS: Kind.CESS_RATE}
SUMS = frozenset({Kind.GROSS, Kind.TAXABLE, Kind.TOTAL, Kind.AMOUNT})
"""Columns of which a row of goods fills at least one."""
NUMERIC = frozenset(Kind) - {Kind.DESCRIPTION, Kind.UNIT, Kind.TAX_NAME, Kind.OTHER}

_TAXES = (
    (Kind.CGST, r"c ?gst|central (?:gst|tax)|सीजीएसटी"),
    (Kind.SGST, r"s ?gst|ut ?gst|state(?: ut)? (?:gst|tax)|sgst utgst|एसजीएसटी"),
    (Kind.IGST, r"i ?gst|integrated (?:gst|tax)|आईजीएसटी"),
    (Kind.CESS, r"(?:comp(?:ensation)? )?cess|उपकर"),
)
_RATE_WORDS = r"%|rate|per ?cent|percentage|दर"
_AMOUNT_WORDS = r"am(?:oun)?t|value|val|tax amt|राशि"
_PHRASES = (
    (Kind.SERIAL, r"""
        (?:s|sl|sr|ser|serial|lp|pos|क्र|क्रम|क्रमांक) ?(?:no|n|num|number|#|सं|संख्या)?|(?:item|line) (?:no|#)
        |#|no|sn|nr|sno
    """),
    (Kind.TAX_NAME, r"tax type|type of tax"),
    (Kind.MRP, r"m ?r ?p|m r p per unit|list price|maximum retail price"),
    (Kind.HSN, r"""
        (?:hsn|sac|h s n|acs|sac hsn|hsn sac|hsn acs|hsnsac|hsn or sac|tariff)(?: (?:code|no|number))?(?: (?:sac
        |hsn|gst))?|service code
    """),
    (Kind.DISCOUNT_RATE, r"""
        dis(?:c(?:ount)?)? ?(?:%|rate|per ?cent|percentage)|% disc(?:ount)?|rebate %|छूट %
    """),
    (Kind.DISCOUNT, r"""
        (?:trade |less |cash |item |total )?dis(?:c(?:ount)?)?(?: (?:amt|amount|value|rs))?|rebate|less
        |abatement|rabatt|rabat|korting|remise|descuento|छूट
    """),
    (Kind.PRICE_WITH_TAX, r"""
        (?:rate|price|unit price)(?: per (?:unit|item))? (?:incl(?:uding|usive)?(?: of)?(?: (?:tax|gst
        |all taxes))?)|cena brutto.*
    """),
    (Kind.GST_RATE, r"""
        (?:gst|tax|vat|igst gst|total gst|btw|tva|mwst|iva|ust|जीएसटी|कर)(?: (?:slab|%|rate|per ?cent|percentage
        |दर))+|rate of (?:tax|gst|duty)|% (?:gst|tax|vat)
    """),
    (Kind.TAX, r"""
        (?:total |net )?(?:gst|tax|vat|duty|taxes)(?: (?:am(?:oun)?t|value|val|tax amt|राशि))?|btw|tva|mwst|iva
        |ust|kwota vat|जीएसटी|कर|कर राशि
    """),
    (Kind.TAXABLE, r"""
        (?:total )?(?:taxable|taxbl|assess?able|ass)(?: (?:value|val|amount|amt|amnt))?(?: of supply)?
        |value of supply|(?:amount|value|total|price|net)(?: amount)? (?:before|excl(?:uding|usive)?(?: of)?|w o
        |without|ex) (?:tax|gst|vat)|net (?:value|price)|montant ht|total ht|netto(?:betrag)?|wartość netto
        |base(?: imponible)?|prijs excl(?: btw)?|करयोग्य(?: (?:मूल्य|राशि))?
    """),
    (Kind.GROSS, r"gross(?: (?:amount|amt|value|total))?|basic (?:amount|value)|value before discount"),
    (Kind.TOTAL, r"""
        (?:line |item |grand |gross |row )?total(?: (?:amount|amt|value|price
        |invoice value))?(?: (?:incl(?:uding|usive)?(?: of)?)(?: (?:tax|gst|all taxes|taxes))?)?|net (?:amount
        |amt|payable|total)|(?:amount|value|price) (?:incl(?:uding|usive)?(?: of)?|with|after|inc) (?:tax|gst
        |vat|taxes|all taxes)|prijs incl(?: btw)?|montant ttc|total ttc|brutto(?:betrag)?|wartość brutto
        |कुल(?: राशि)?|invoice value
    """),
    (Kind.PRICE, r"""
        (?:unit |basic |net |item |sale |selling |list |base |per unit )?(?:rate|price|cost
        |mrp rate)(?: (?:per )?(?:unit|item|each|pc|piece|kg|mt|hour|day|night))?|charges? per unit|p ?u(?: ht)?
        |prix unitaire(?: ht)?|prijs(?: per stuk)?|einzelpreis|stückpreis|preis|cena(?: netto| jedn)?
        |precio(?: unitario)?|दर|भाव|मूल्य|unit value|tariff rate|room rent
    """),
    (Kind.QUANTITY, r"""
        (?:billed |total |actual |shipped |supplied |inv )?(?:qty|quantity|qnty|quant)(?: (?:unit|uom|nos|pcs|kg
        |billed|shipped))?|units|nos|pcs|hours|hrs|days|nights|months|litres|ltrs|weight|wt|net (?:wt
        |weight)(?: g| gm| gms| kg)?|volume|no of (?:units|days|nights|hours|trips|pcs)|aantal|nombre|qté
        |quantité|ilość(?: jm)?|menge|anzahl|cantidad|मात्रा|नग|संख्या
    """),
    (Kind.UNIT, r"""
        unit|uom|uqc|per|unit of (?:measure(?:ment)?|quantity)|units? of measure|jm|einheit|unité|इकाई|u o m
        |pack unit
    """),
    (Kind.DESCRIPTION, r"""
        (?:item |product |service |goods |full |material )?(?:descriptions?|desc|particulars?)(?: of .*)?|items?
        |products?(?: name)?|name(?: of .*)?|item (?:name|details?)|(?:item|product|service
        |goods)s? (?:and |& )?(?:services?|details?|description)|goods|details?|nature of (?:service
        |supply).*|services?|artikel
        |omschrijving|désignation|designation|bezeichnung|beschreibung|nazwa(?: towaru)?(?: .*)?|concepto
        |descripción|विवरण|वस्तु(?: का नाम)?|सामान|commodity|medicine|drug|title
    """),
    (Kind.AMOUNT, r"""
        freight(?: (?:amount|amt|charges?))?|charges
        |(?:net |total )?(?:amount|amt|amnt|value|price total)(?: payable)?|montant|betrag|bedrag|importe|wartość
        |राशि|रकम|मूल्य राशि|total rs
    """),
    (Kind.OTHER, r"""
        batch(?: no)?|exp(?:iry)?(?: (?:date|dt))?|mfg(?: (?:date|dt))?|mfr|sku|(?:part|item|product|art
        |article)(?: code| no)?|code|barcode|make|size|brand|colou?r|location|date|l ?r(?: (?:no|date))?|g ?r(?: (?:no|date))?|bilty(?: no)?|class|vehicle(?: no)?
        |from|to|purity|making(?: charges?)?|gross (?:wt|weight)(?: g| gm| gms| kg)?|free|pack(?:ing)?|packages
        |imei|serial numbers?|remarks?|period|check ?in|check ?out|hallmark|huid|stone|wastage|scheme|sch
        |room(?: no)?|nozzle|density|loc|mrp date|destination|consignment|consignment no
    """),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(f"(?:{spelling.unwrapped(pattern)})$")) for kind, pattern in _PHRASES)
_BESIDE_TAX = rf"{_RATE_WORDS}|{_AMOUNT_WORDS}|total|of|and|in"
_COMPILED_TAXES = tuple(
    (kind, re.compile(rf"(?:(?:{_BESIDE_TAX}) )*(?:{pattern})(?: (?:{_BESIDE_TAX}))*$")) for kind, pattern in _TAXES
)
_RATE = re.compile(rf"(?:^|\s)(?:{_RATE_WORDS})(?:\s|$)")
_AMOUNT = re.compile(rf"(?:^|\s)(?:{_AMOUNT_WORDS})(?:\s|$)")
_MARKS = re.compile(r"[()\[\].:;/\\|*,'\"_`&+{}=-]+")
_CURRENCY = re.compile(r"(?<!\w)(?:in )?(?:rs|inr|rupees|₹|usd|eur|€|\$|rm|रु)(?!\w)")
_MISREAD = str.maketrans("0158", "oisb")
_PERCENT = re.compile(r"%+")
_WORDS = frozenset(
    word
    for _, pattern in (*_PHRASES, *_TAXES)
    for word in re.findall(r"[^\W\d_]{4,}", pattern)
    if word not in {"uding", "usive", "escription"}
) | {"description", "including", "inclusive", "excluding", "exclusive", "discount", "percentage", "compensation"}
_SPELLER = spelling.Speller(_WORDS)

HALVES = frozenset(["rate", "%", "amount", "amt", "amnt", "value", "val", "tax", "tax", "amt"]) | {
    "rate %",
    "% rate",
    "rate amount",
    "tax amt",
}
"""What stands under the name of a tax."""
ALSO_UNITS = frozenset({"units", "nos", "pcs"})
"""Heads of quantities that name the unit where another column has the quantities."""
PARTS = frozenset(
    [
        "no",
        "nos",
        "of",
        "the",
        "goods",
        "services",
        "service",
        "and",
        "supply",
        "code",
        "rate",
        "amount",
        "amt",
        "value",
        "%",
        "unit",
        "incl",
        "excl",
        "tax",
        "taxes",
        "gst",
        "per",
        "before",
        "after",
        "with",
        "rs",
        "inr",
        "in",
        "sac",
        "hsn",
        "name",
        "total",
        "price",
        "payable",
        "date",
        "discount",
        "disc",
    ]
)
"""Words of which heads of several lines are made."""


def folded(text: str) -> str:
    """A head without marks, currency and case, its words spelled as known ones."""
    plain = _MARKS.sub(" ", normalise.plain(text).casefold())
    plain = " ".join(_PERCENT.sub(" % ", _CURRENCY.sub(" ", plain)).split())
    return " ".join(_SPELLER.corrected(_lettered(word)) for word in plain.split())


def _lettered(word: str) -> str:
    """Digits that a recogniser took for letters, turned back where letters stand around them."""
    return word.translate(_MISREAD) if sum(character.isalpha() for character in word) >= 2 else word


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | None:
    """What a column under this head holds; None where the words are no head."""
    phrase = folded(text)
    if not phrase or len(phrase) > 60:
        return None
    tax = next((kind for kind, pattern in _COMPILED_TAXES if pattern.match(phrase)), None)
    if tax is not None:
        is_rate = bool(_RATE.search(phrase)) and not _AMOUNT.search(phrase)
        return RATES[tax] if is_rate else tax
    plain = next((kind for kind, pattern in _COMPILED if pattern.match(phrase)), None)
    return plain or (_joined(phrase) if " " in phrase else None)


def _joined(phrase: str) -> Kind | None:
    """What the words say as one: a head that was broken inside a word."""
    whole = phrase.replace(" ", "")
    is_word = whole in _WORDS
    return next((kind for kind, pattern in _COMPILED if pattern.match(whole)), None) if is_word else None
