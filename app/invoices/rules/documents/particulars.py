"""The words that printed documents put before a particular of their head, and what each announces.

English and Hindi as Indian invoices print them (CGST Rules 2017, rules 46, 49, 53 and 55 name the particulars; Tally,
Busy, Zoho and the marketplaces their wordings), and French, Dutch, German, Polish and Spanish for imports. `{no}` stands
for every way to write "number". What stands at the foot, the sums, is in `labels`.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a label announces."""

    INVOICE_NUMBER = "invoice_number"
    INVOICE_DATE = "invoice_date"
    DATE = "date"
    """A date of what stands before it: "Dated" beside the invoice's number, or beside the order's."""
    DUE_DATE = "due_date"
    PURCHASE_ORDER = "purchase_order"
    PAYMENT_TERMS = "payment_terms"
    PLACE_OF_SUPPLY = "place_of_supply"
    REVERSE_CHARGE = "reverse_charge"
    IRN = "irn"
    ACK_NO = "ack_no"
    ACK_DATE = "ack_date"
    EWAY_BILL_NO = "eway_bill_no"
    SUPPLIER = "supplier"
    BUYER = "buyer"
    SHIP_TO = "ship_to"
    CONSIGNEE = "consignee"
    """Where goods go; the buyer too, where no buyer is named."""
    NAME = "name"
    ADDRESS = "address"
    GSTIN = "gstin"
    PAN = "pan"
    STATE = "state"
    STATE_CODE = "state_code"
    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"
    """Something else with a value of its own: where it stands, no other value does."""


NUMBER = ("no", "nos", "number", "num", "nr", "#")
_TABLE: dict[Kind, str] = {
    Kind.INVOICE_NUMBER: """invoice {no}|tax invoice {no}|inv {no}|bill {no}|bill of supply {no}|document {no}|doc {no}
        |invoice id|invoice ref {no}|invoice serial {no}|invoice sl {no}|serial {no} of invoice|invoice code|receipt {no}
        |cash memo {no}|memo {no}|credit note {no}|debit note {no}|note {no}|proforma invoice {no}|pi {no}|bill invoice {no}
        |commercial invoice {no}|export invoice {no}|invoice reference|consignment note {no}|gst invoice {no}|cn {no}|dn {no}
        |gr {no}|bilty {no}|cash bill {no}|retail invoice {no}|our ref {no}|voucher {no}|invoice bill {no}|docket {no}
        |proforma {no}|invoice {no} & date|invoice {no} date|bill {no} & date|bill {no} date|tax invoice {no} & date|g r {no}
        |invoice serial|invoice serial number|vch {no}|invoice {no} dated|quotation {no}|estimate {no}|invoice {no} dt
        |बिल नं|बिल नंबर|बिल संख्या|बिल क्रमांक|बीजक संख्या|बीजक क्रमांक|इनवॉइस नं|इनवॉइस संख्या|रसीद संख्या|बीजक नं
        |facture {no}|numero de facture|n de facture|facture numero|factuurnummer|factuur {no}|factuurnr|rechnungsnummer
        |rechnung {no}|rechnungs {no}|rechnungsnr|faktura {no}|faktura vat {no}|{no} faktury|numer faktury|factura {no}
        |numero de factura|factura numero|{no} de factura|fattura {no}|facture n|factura n""",
    Kind.INVOICE_DATE: """invoice date|date of invoice|inv date|bill date|date of bill|document date|doc date|date of issue
        |issue date|issued on|date issued|receipt date|note date|credit note date|debit note date|billing date|invoice dt
        |inv dt|bill dt|tax invoice date|invoice dated|bill dated|date of note|date invoice|memo date|bill issue date
        |invoice issue date|statement date|invoice generated on|date of bill issue|proforma date|consignment note date
        |बिल दिनांक|बिल तारीख|बीजक दिनांक|इनवॉइस दिनांक|इनवॉइस तारीख|बिल की तारीख|बीजक तिथि|बिल तिथि
        |date de facture|date facture|date de la facture|date d emission|date de facturation|facture du|factuurdatum
        |rechnungsdatum|data wystawienia|data faktury|wystawiono dnia|fecha de factura|fecha de emision|fecha factura""",
    Kind.DATE: "date|dated|dt|date & time|date time|दिनांक|तारीख|तिथि|datum|fecha|data|on date",
    Kind.DUE_DATE: """due date|payment due date|payment due|payment due on|due on|pay by|date due|due by|pay before|last date
        |payable by|last date of payment|due date of payment|pay by date|payment date|देय तिथि|भुगतान तिथि|अंतिम तिथि
        |date d echeance|echeance|vervaldatum|fallig am|falligkeitsdatum|zahlbar bis|termin platnosci|fecha de vencimiento
        |vencimiento|payment due by|bill due date|invoice due date|please pay by""",
    Kind.PURCHASE_ORDER: """po {no}|p o {no}|purchase order {no}|purchase order|po ref|buyers order {no}|buyer order {no}
        |customer po|customer po {no}|customer order {no}|your order {no}|buyer po {no}|buyers po {no}|client po {no}|po
        |customer purchase order|po reference|p o|po wo {no}|work order {no}|buyers ref order {no}|ref po {no}
        |po ref {no}|purchase order ref|po {no} & date|buyers order {no} & date|buyer s po|your po {no}|party order {no}""",
    Kind.PAYMENT_TERMS: """payment terms|terms of payment|mode/terms of payment|credit terms|terms|payment term|credit period
        |term of payment|pay terms|mode & terms of payment|credit days|भुगतान की शर्तें|conditions de paiement
        |betalingstermijn|zahlungsbedingungen|due terms|payment condition|terms payment""",
    Kind.PLACE_OF_SUPPLY: """place of supply|place of supply state|place of supply state code|place of supply & state code
        |place of supply state name code|supply place|p o s|pos|state of supply|place of supply code|place of supply (state)
        |आपूर्ति का स्थान|आपूर्ति स्थान|सप्लाई का स्थान""",
    Kind.REVERSE_CHARGE: """reverse charge|tax payable on reverse charge|whether tax is payable on reverse charge
        |whether tax is payable under reverse charge|tax is payable on reverse charge|tax payable under reverse charge
        |tax payable on reverse charge basis|tax is payable on reverse charge basis|reverse charge applicable|rcm
        |whether tax is payable on reverse charge basis|is tax payable on reverse charge|gst payable on reverse charge
        |gst on reverse charge|whether reverse charge applicable|whether tax payable under reverse charge|rcm applicable
        |whether tax payable on reverse charge|supply attracts reverse charge|reverse charge mechanism|reverse charge y/n
        |reverse charge yes/no|gst payable under reverse charge|amount of tax subject to reverse charge|rev charge
        |subject to reverse charge|liable to reverse charge|tax under reverse charge|whether under reverse charge
        |is reverse charge applicable|whether tax payable on reverse charge basis|reverse charge applicability
        |tax on reverse charge|reverse charge (y/n)|reverse charge rcm|under reverse charge|रिवर्स चार्ज|प्रतिवर्ती प्रभार""",
    Kind.IRN: "irn|irn {no}|invoice reference number|invoice reference {no} irn|irn number|e invoice irn",
    Kind.ACK_NO: "ack {no}|acknowledgement {no}|acknowledgment {no}|irn ack {no}|acknowledgement|ack|ackn {no}|e invoice ack {no}",
    Kind.ACK_DATE: "ack date|ack dt|acknowledgement date|acknowledgment date|irn date|ack date & time|ackn date|irn dt",
    Kind.EWAY_BILL_NO: """eway bill {no}|e way bill {no}|e waybill {no}|eway bill|e way bill|ewb {no}|ewaybill {no}|ewb
        |eway {no}|e way {no}|electronic reference {no}|ई-वे बिल|ई वे बिल संख्या|ई-वे बिल नं|waybill {no}|e way bill ref {no}""",
    Kind.SUPPLIER: """sold by|seller|from|supplier|vendor|supplier details|seller details|billed by|issued by|service provider
        |supplied by|supplier name|seller name|bill from|billed from|details of supplier|exporter|name of supplier
        |details of seller|vendor details|invoice from|biller|merchant|payee|restaurant name|hotel name|vendor name
        |exporter name & address|supplier s name|sold from|bill by|exporter details|details of exporter|from supplier
        |restaurant|seller & dispatch from|sold by & shipped from|name of seller|seller s details|our details|issuer
        |विक्रेता|आपूर्तिकर्ता|sprzedawca|vendeur|verkoper|verkaufer|vendedor|proveedor|emisor""",
    Kind.BUYER: """bill to|billed to|bill to party|buyer|buyer bill to|details of receiver|details of receiver billed to
        |customer|customer name|customer details|client|client name|invoice to|invoiced to|sold to|to|m/s|messrs|party
        |party name|recipient|receiver|billing address|details of recipient|details of buyer|name of recipient|billed
        |name of buyer|purchaser|guest name|guest|buyer details|bill to address|billing to|billing details|to m/s
        |buyer name|party details|bill for|buyer s name|importer|customer billing address|name of customer|consumer
        |recipient details|issued to|guest details|party s name|billed to party|consumer name|name of consumer|delivered for
        |buyer if other than consignee|name & address of buyer|name & address of recipient|bill to details|buyer importer
        |details of customer|charged to|debit to|credit to|name of party|patient name|student name|passenger name|to buyer
        |receiver name|service receiver|service recipient|client details|details of receiver bill to|bill to customer
        |name of the buyer|name of the recipient|details of buyer billed to|buyer other than consignee|debited to
        |buyer s details|details of recipient billed to|bill to buyer|bill to name|ordered by|bill to recipient|account of
        |ग्राहक|ग्राहक का नाम|क्रेता|सेवा में|प्राप्तकर्ता|खरीदार|श्री|बिल किसे|facture a|adresse de facturation|klant
        |factuuradres|rechnungsadresse|rechnung an|kunde|nabywca|cliente|facturar a|adres faktury|factureadres""",
    Kind.SHIP_TO: """ship to|shipped to|ship to party|delivery address|shipping address|deliver to|delivered to|delivery to
        |details of consignee shipped to|place of delivery|ship to address|delivery at|goods delivered to|shipping details
        |shipping to|delivery location|dispatch to|consignee ship to|dispatched to|shipped to party|delivery details
        |site address|details of consignee|ship to details|details of consignee ship to|send to|customer delivery address
        |ship to consignee|adresse de livraison|bezorgadres|afleveradres|lieferadresse|डिलीवरी पता""",
    Kind.CONSIGNEE: "consignee|consignee name|name of consignee|consignee details|consignee name & address|consignee s name",
    Kind.NAME: "name|trade name|legal name|company name|firm name|business name|company|नाम|name & address|naam|nom",
    Kind.ADDRESS: "address|addr|add|registered office|regd office|regd address|registered address|office|पता|office address",
    Kind.GSTIN: """gstin|gst {no}|gstin/uin|gstin {no}|gst in|gst regn {no}|gst registration {no}|gst id|gst reg {no}|gst
        |gstin of supplier|gstin of recipient|gstin of buyer|party gstin|buyer gstin|supplier gstin|customer gstin|gst tin
        |seller gstin|our gstin|your gstin|gstin unique id|consignee gstin|unique id|gstn|gst tin {no}|company gstin|gstin id
        |customer gst {no}|company gst {no}|client gstin|vendor gstin|recipient gstin|gstin/unique id {no}|gstin uin {no}
        |gstin of consignee|buyer s gstin|gst identification {no}|gst registration|gstin of customer|receiver gstin
        |exporter gstin|transporter gstin|hotel gstin|restaurant gstin|जीएसटीआईएन|जीएसटी नं|जीएसटी संख्या|जी एस टी नं""",
    Kind.PAN: "pan|pan {no}|pan/it {no}|income tax pan|company s pan|permanent account {no}|पैन|पैन नं|pan card {no}",
    Kind.STATE: "state|state name|state & code|राज्य|state name & code|state/ut|state code & name",
    Kind.STATE_CODE: "state code|code|st code|state code {no}|राज्य कोड|state/ut code|gst state code",
    Kind.PHONE: """phone|ph|mobile|mob|mob {no}|tel|telephone|contact|contact {no}|phone {no}|ph {no}|mobile {no}|cell|tel {no}
        |call|whatsapp|helpline|customer care|toll free|फोन|मोबाइल|दूरभाष|फोन नं|मो|मो नं|telefoon|telefon|cell {no}|cell phone
        |landline|mob/whatsapp|contact details|phone/mobile|ph/mob|telephone {no}|phone/fax|mob & whatsapp|tel/mob""",
    Kind.EMAIL: "email|e mail|mail|email id|e mail id|mail id|ईमेल|email address|courriel",
    Kind.OTHER: """delivery note|delivery note {no}|delivery note date|dispatch doc {no}|despatch doc {no}|despatched through
        |dispatched through|destination|vehicle {no}|motor vehicle {no}|lr {no}|lr date|lr rr {no}|bill of lading/lr rr {no}
        |transport|transporter|transporter name|challan {no}|challan date|delivery challan {no}|order date|order id|order {no}
        |po date|p o date|po dt|account {no}|a/c {no}|ac {no}|bank|bank name|bank details|bank a/c {no}|ifsc|ifsc code|branch
        |swift|swift code|upi|upi id|cin|cin {no}|msme|msme {no}|udyam|udyam {no}|udyam registration {no}|fssai|fssai {no}
        |fssai lic {no}|iec|iec {no}|ie code|iec code|lut|lut {no}|lut arn|arn|arn {no}|port code|port of loading|dispatch from
        |port of discharge|shipping bill {no}|shipping bill date|final destination|country of origin|terms of delivery
        |reference {no}|reference {no} & date|other references|other reference|suppliers ref|ref {no}|reference|table {no}
        |table|token {no}|waiter|cashier|customer id|customer {no}|customer code|driver|driver name|page|page {no}
        |date of supply|date & time of supply|time of supply|time|original invoice {no}|original invoice date|supply date
        |against invoice {no}|against invoice|against invoice date|ref invoice {no}|ref invoice date|original invoice
        |original bill {no}|hsn|room {no}|kot {no}|covers|check in|check out|shipment {no}|awb {no}|awb|tracking {no}|pax
        |tracking id|buyers order date|mode of transport|transport mode|transportation mode|delivery date|dispatch date
        |despatch date|bill period|billing period|period|validity|valid until|valid till|drawn on|declaration|remarks
        |terms & conditions|reason|reason for issue|note|notes|narration|account name|a/c name|account holder|e way bill date
        |beneficiary name|beneficiary|sales person|salesman|agent|broker|website|web|www|fax|place of receipt|station
        |distance|consignor|consignor name|consignor gstin|from station|to station|from place|to place|pickup|drop|route
        |eway bill date|valid upto|project|project name|contract {no}|agreement {no}|meter {no}|consumer {no}|service {no}
        |connection {no}|bill month|reading date|previous reading|current reading|ca {no}|k {no}|crn|sac|sac code|hsn code
        |hsn/sac|order reference|order ref|booking id|booking {no}|client id|customer ref|buyer ref|buyers ref|your ref
        |store|store code|counter|pos {no}|terminal|operator|user|bill type|payment mode|mode of payment|payment method
        |payment|category|tan|tan {no}|drug lic {no}|dl {no}|d l {no}|lic {no}|license {no}|vat tin|cst {no}|tin|tin {no}
        |service tax {no}|st {no}|st reg {no}|bestelnummer|ordernummer|klantnummer|orderdatum|kundennummer|bestellnummer
        |numero de commande|numero client|date de commande|data sprzedazy|data dostawy|nip|regon|kvk|btw nummer|iban|bic
        |siret|siren|numero de tva|date of removal|invoice period|lut date|arn date|exchange rate|nature of supply
        |supply type|e invoice|invoice type|type|document type|original invoice {no} & date|against bill {no}|weight
        |invoice value|declared value|freight|risk|insurance|policy {no}|packages|gross weight|net weight|vessel
        |ref original invoice {no}|against tax invoice {no}|original tax invoice {no}|invoice ref original""",
}


def every() -> dict[str, Kind]:
    """All labels in plain words with what they announce; the first table that has a label decides."""
    found: dict[str, Kind] = {}
    for kind, table in _TABLE.items():
        for label in table.split("|"):
            for number in NUMBER if "{no}" in label else ("",):
                found.setdefault(" ".join(label.replace("{no}", number).split()), kind)
    return found
