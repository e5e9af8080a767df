"""The heads of columns by what stands under them (`columns.Kind`), as patterns over folded text.

Rule 46 of the CGST Rules asks for description, HSN, quantity with unit, value, taxable value, and rate and amount of
each tax; the spellings are those of accounting programs, shops and marketplaces, in English, Hindi and the languages of
foreign papers. A pattern may be written over several lines (`spelling.unwrapped`).
"""

import re

TAXES = (
    ("cgst", r"c ?gst|central (?:gst|tax)|सीजीएसटी"),
    ("sgst", r"s ?gst|ut ?gst|state(?: ut)? (?:gst|tax)|sgst utgst|एसजीएसटी"),
    ("igst", r"i ?gst|integrated (?:gst|tax)|आईजीएसटी"),
    ("cess", r"(?:comp(?:ensation)? )?cess|उपकर"),
)
RATE_WORDS = r"%|rate|per ?cent|percentage|दर"
AMOUNT_WORDS = r"am(?:oun)?t|value|val|tax amt|राशि"
PHRASES = (
    ("serial", r"""
        (?:s|sl|sr|ser|serial|lp|pos|क्र|क्रम|क्रमांक) ?(?:no|n|num|number|#|सं|संख्या)?|(?:item|line) (?:no|#)
        |#|no|sn|nr|sno
    """),
    ("tax_name", r"tax type|type of tax"),
    ("mrp", r"m ?r ?p|m r p per unit|list price|maximum retail price"),
    ("hsn_sac", r"""
        (?:hsn|sac|h s n|acs|sac hsn|hsn sac|hsn acs|hsnsac|hsn or sac|tariff)(?: (?:code|no|number))?(?: (?:sac
        |hsn|gst))?|service code
    """),
    ("discount_rate", r"""
        dis(?:c(?:ount)?)? ?(?:%|rate|per ?cent|percentage)|% disc(?:ount)?|rebate %|छूट %
    """),
    ("discount", r"""
        (?:trade |less |cash |item |total )?dis(?:c(?:ount)?)?(?: (?:amt|amount|value|rs))?|rebate|less
        |abatement|rabatt|rabat|korting|remise|descuento|छूट
    """),
    ("unit_price", r"""
        (?:unit )?(?:rate|price|cost)(?: per (?:unit|item))? (?:before|excl(?:uding|usive)?(?: of)?|w o|without
        |ex|net of)(?: all)? (?:tax|taxes|gst|vat)
    """),
    ("price_with_tax", r"""
        (?:rate|price|unit price)(?: per (?:unit|item))? (?:incl(?:uding|usive)?(?: of)?(?: (?:tax|gst
        |all taxes))?)|cena brutto.*
    """),
    ("gst_rate", r"""
        (?:gst|tax|vat|igst gst|total gst|btw|tva|mwst|iva|ust|जीएसटी|कर)(?: (?:slab|%|rate|per ?cent|percentage
        |दर))+|rate of (?:tax|gst|duty)|% (?:gst|tax|vat)
    """),
    ("tax", r"""
        (?:total |net )?(?:gst|tax|vat|duty|taxes)(?: (?:am(?:oun)?t|value|val|tax amt|राशि))?|btw|tva|mwst|iva
        |ust|kwota vat|जीएसटी|कर|कर राशि
    """),
    ("taxable_value", r"""
        (?:total )?(?:taxable|taxbl|assess?able|ass)(?: (?:value|val|amount|amt|amnt))?(?: of supply)?
        |value of supply|(?:amount|value|total|net)(?: amount)? (?:before|excl(?:uding|usive)?(?: of)?|w o
        |without|ex) (?:tax|gst|vat)|net (?:value|price)|montant ht|total ht|netto(?:betrag)?|wartość netto
        |base(?: imponible)?|prijs excl(?: btw)?|करयोग्य(?: (?:मूल्य|राशि))?
    """),
    ("charge", r"""
        (?:total )?(?:making|wastage|stone|hallmark(?:ing)?|polish(?:ing)?)(?: labou?r)?
        (?: (?:charges?|chgs?|chrgs|cost|value|amount|amt))*|labou?r (?:charges?|chgs?|amount|amt)
        |(?:packing|loading|service|other|extra|handling) (?:charges?|chgs?)
    """),
    ("gross", r"""
        gross(?: (?:amount|amt|value|total))?|basic (?:amount|value)|value before discount
        |(?:gold|silver|metal|diamond) (?:value|amount|amt)
    """),
    ("total", r"""
        (?:line |item |grand |gross |row )?total(?: (?:amount|amt|value|price
        |invoice value))?(?: (?:incl(?:uding|usive)?(?: of)?)(?: (?:tax|gst|all taxes|taxes))?)?|net (?:amount
        |amt|payable|total)|(?:amount|value|price) (?:incl(?:uding|usive)?(?: of)?|with|after|inc) (?:tax|gst
        |vat|taxes|all taxes)|prijs incl(?: btw)?|montant ttc|total ttc|brutto(?:betrag)?|wartość brutto
        |कुल(?: राशि)?|invoice value
    """),
    ("unit_price", r"""
        (?:unit |basic |net |item |sale |selling |list |base |per unit )?(?:rate|price|cost
        |mrp rate)(?: (?:per ?)?(?:unit|item|each|pc|piece|kg|mt|hour|day|night|g|gm|gram|ltr|litre|mtr
        |sqft)| per)?|charges? per unit|p ?u(?: ht)?
        |prix unitaire(?: ht)?|prijs(?: per stuk)?|einzelpreis|stückpreis|preis|cena(?: netto| jedn)?
        |precio(?: unitario)?|दर|भाव|मूल्य|unit value|tariff rate|room rent
    """),
    ("quantity", r"""
        (?:billed |total |actual |shipped |supplied |inv )?(?:qty|quantity|qnty|quant)(?: (?:unit|uom|nos|pcs|kg
        |billed|shipped))?|units|nos|pcs|hours|hrs|days|nights|months|litres|ltrs|weight|wt|net (?:wt
        |weight)(?: g| gm| gms| kg)?|volume|(?:no|nos|number) of \w+|aantal|nombre|qté
        |quantité|ilość(?: jm)?|menge|anzahl|cantidad|मात्रा|नग|संख्या
    """),
    ("unit", r"""
        unit|uom|uqc|per|unit of (?:measure(?:ment)?|quantity)|units? of measure|jm|einheit|unité|इकाई|u o m
        |pack unit|a u|accounting unit
    """),
    ("description", r"""
        (?:item|product|goods|description|particulars)s? (?:name )?(?:hsn|sac)|
        (?:item |product |service |goods |full |material )?(?:descriptions?|desc|particulars?)(?: of .*)?|items?
        |products?(?: name)?|name(?: of .*)?|item (?:name|details?)|(?:part|spare|model|menu|room|course
        |drug|medicine|article|material|service) name|(?:item|product|service
        |goods)s? (?:and |& )?(?:services?|details?|description)|goods|details?|nature of (?:service
        |supply).*|services?|artikel
        |omschrijving|désignation|designation|bezeichnung|beschreibung|nazwa(?: towaru)?(?: .*)?|concepto
        |descripción|विवरण|वस्तु(?: का नाम)?|सामान|commodity|medicine|drug|title
        |operation|narration|ornaments?|articles?|menu(?: .*)?|work(?: done)?|jobs?(?: description)?
        |facility|treatment|test
    """),
    ("amount", r"""
        freight(?: (?:amount|amt|charges?))?|charges
        |(?:net |total )?(?:amount|amt|amnt|value|price total)(?: payable)?|montant|betrag
        |gesamt(?:preis)?|bedrag|importe|wartość
        |राशि|रकम|मूल्य राशि|total rs|net|debits?(?: (?:amount|amt))?|amount dr
    """),
    ("other", r"""
        p|ps|paise|credits?(?: (?:amount|amt))?|(?:running )?balance
        |batch(?: no)?|exp(?:iry)?(?: (?:date|dt))?|mfg(?: (?:date|dt))?|mfr|sku|(?:part|item|product|art
        |article)(?: code| no)?|code|barcode|make|size|brand|colou?r|location|date|l ?r(?: (?:no
        |date))?|g ?r(?: (?:no|date))?|bilty(?: no)?|class|vehicle(?: no)?
        |from|to|purity|(?:making|wastage) (?:rate|%|per \w+)(?: per \w+)?
        |gross (?:wt|weight)(?: g| gm| gms| kg)?|free|pack(?:ing)?|packages
        |imei|serial numbers?|remarks?|period|check ?in|check ?out|hallmark|huid|scheme|sch
        |room(?: no)?|nozzle|density|loc|mrp date|destination|consignment|consignment no
    """),
)  # fmt: skip
HALVES = frozenset(
    {"rate", "%", "amount", "amt", "amnt", "value", "val", "rate %", "% rate", "rate amount", "tax amt", "tax rate"}
)
"""What stands under the name of a tax."""
IDENTIFIERS = frozenset({"no", "number", "num", "code", "id", "ref"})
"""The last word of a head over what only identifies: "Material No.", "Delivery Ref"."""
DATES = frozenset({"date", "dt", "dated"})
ALSO_UNITS = frozenset({"units", "nos", "pcs"})
"""Heads of quantities that name the unit where another column has the quantities."""
_PARTS = """no nos of the goods services service and supply code rate amount amt value % unit incl excl tax taxes gst
per before after with rs inr in sac hsn name total price payable date discount disc"""
PARTS = frozenset(_PARTS.split())
"""Words of which heads of several lines are made."""
_SHORTENED = frozenset({"uding", "usive", "escription"})
_WHOLE = ("description", "including", "inclusive", "excluding", "exclusive", "discount", "percentage", "compensation")
KNOWN = frozenset(_WHOLE) | frozenset(
    word for _, pattern in (*PHRASES, *TAXES) for word in re.findall(r"[^\W\d_]{4,}", pattern) if word not in _SHORTENED
)
"""The words of all heads, for their spelling."""
