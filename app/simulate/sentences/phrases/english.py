"""English as it is written in Indian shops."""
# ruff: noqa: E501 - a template stands in one line

from app.simulate.sentences.phrases.phrasing import Phrasing, lines

_SEPARATORS = (" and ", ", ", " & ", " plus ", ", ", " also ", "; ", " and also ")
_MODES = (
    *(("cash", "cash"), ("upi", "UPI"), ("card", "card"), ("cheque", "cheque"), ("upi", "gpay"), ("upi", "PhonePe")),
    *(("bank_transfer", "NEFT"), ("credit", "credit"), ("upi", "google pay"), ("bank_transfer", "bank transfer")),
)
_TERMS = ((7, "7 days"), (10, "10 days"), (15, "15 days"), (30, "30 days"), (45, "45 days"), (14, "2 weeks"))
_DAYS = ("3 April 2026", "5/4/2026", "02-04-2026", "7 April", "yesterday", "1st April", "April 6")

KNOWN = Phrasing(
    frames=lines("""
(Create|Make|Generate|Prepare|Raise|Send|Issue|Draft) (an|the|a|) (invoice|bill) for {C}, {items}{extras}
(Create|Make|Generate|Prepare|Raise|Send|Issue) (an|a|) (invoice|bill) for {C} for {items}{extras}
(Create|Make|Generate|Prepare|Raise|Send) (an|a|) (invoice|bill) (to|on|in the name of) {C} (for|of|with|:) {items}{extras}
(make|create|prepare|raise) (a|new|) (bill|invoice) (of|for|with) {items} (for|to|in the name of|on) {C}{extras}
(Bill|Invoice) to {C}: {items}{extras}
Invoice {C} for {items}{extras}
Invoice {C}: {items}{extras}
(generate|make) (invoice|bill), (client|customer|party|buyer) {C}, {items}{extras}
(generate|make) (invoice|bill) for {items}, (client|customer|party) {C}{extras}
(sold|supplied|delivered|given|issued|handed over|provided|transferred|lent) {items} to {C}{extras}
(we|I|have|we have|just) (sold|supplied|delivered|gave|provided|sent|installed) {items} (to|for|at) {C}{extras}
{items} (sold|supplied|delivered|given|sent|billed|issued|handed over|provided) to {C}{extras}
{items} (were|was) (bought|picked up|received) by {C}{extras}
{C} (bought|has purchased|took|wants|needs|got|received|has taken|will take|requires|picked up|is buying|asked for) {items}{extras}
(today|yesterday|now|also|again) {C} (bought|took|picked up|wants|got|received|came and bought) {items}{extras}
{C} (came|called|visited) (today|just now|) and (bought|took|asked for|wanted) {items}{extras}
{items} for {C}{extras}
{items} to {C}{extras}
{C} {items}{extras}
{C}, {items}{extras}
{C}: {items}{extras}
{C} - {items}{extras}
{items}, {C}{extras}
{items} - {C}{extras}
{items}. (customer|party|name|buyer|client|for) {C}{extras}
New (bill|invoice)\\n(Customer|Party|Name|Client|To): {C}\\n(Items|Goods|Products|Item): {items}{extras}
(customer|party|name|client|buyer) {C} (items|goods|products|item|) {items}{extras}
(Customer|Party|Buyer|To|Name): {C}\\n{items}{extras}
(can you|could you|I want to|I need to|we have to|let us) (make|prepare|send|create) (a|the|an) (bill|invoice) (for|to) {C} (of|for) {items}{extras}
(add|enter|save|note|put) (a|the|) (bill|invoice|sale|entry) (of|for) {C} (with|for|of|:) {items}{extras}
(add|enter|note|put) {items} (in|to|under) {C} (account|bill|ledger){extras}
(need|want) (invoice|bill) (for|) {C} {items}{extras}
To {C}, {items}{extras}
(Mr|Mrs|Ms|Shri) {C} {items}{extras}
M/s {C}, {items}{extras}
(hey|hello|hi|sir|dear) (please|) (invoice|bill) (my customer|our client|) {C} for {items}{extras}
bill no 12 for {C}, {items}{extras}
{C} (bill|invoice): {items}{extras}
{C} has placed an order for {items}{extras}
order: {C} {items}{extras}
order (of|from|by) {C} for {items}{extras}
{items} from (our|my) shop to {C}{extras}
(there is|it is|this is) (a|) (sale|bill) of {items} (to|for) {C}{extras}
{C} has (been given|been sent|paid for) {items}{extras}
(start|open) (a|) (bill|invoice) (with|from) {items} on {C}{extras}
{C} (chose|selected|booked|hired|rented) {items} (from us|from the shop|here|){extras}
(book|log|register) {items} (against|under|in) {C}{extras}
(sale|sales|purchase) (entry|bill|) (to|for|:) {C} {items}{extras}
please (note|enter|write) {C} (bought|took|got) {items}{extras}
"""),
    lines=lines("""
{Q} {U} {I} (at|@|for|costing|) (Rs|Rs.|₹|INR|rupees|) {P} (each|per piece|/-|only|a piece|per unit|)
{Q} {U} {I} @ {P}
{Q} {U} of {I} at Rs.{P} per {R}
{Q} {U} {I} (@|at|) {P}/{R}
{Q} {U} {I} (at|@|for|) (Rs|) {P} (per|a|each) {R}
{I} {Q} {U} (x|*) {P}
{I} {Q} {U} (@|at|-|) {P}
{Q} {U} {I} (-|=|:) {P}
{Q} {U} {I} {P} each
{Q} {U} {I} at ₹{P} each
{Q} {U} {I} (rate|price|mrp|cost) (is|:|Rs|) {P}
{I} - {Q} {U} - {P} each
{Q} {U} {I} of (Rs|) {P} each
{I}, {Q} {U}, {P} each
{I} of {P} each {Q} {U}
{Q} (new|big|small|fresh|good|) {I} at {P} (each|)
{Q} {U} x {P} {I}
{I} {P}
{I} (for|at|of|-|=|:|costing) (Rs|Rs.|₹|) {P}
{P} (for|towards) {I}
(Rs|₹|) {P} for {I}
{I} (charges|work|service|bill|) (Rs|) {P}
{Q} {U} {I} for (Rs|) {P} (each|per {R}|a {R})
{I} [{Q} {U}] {P}
{Q} {U} {I} (with|having|whose) (price|cost|mrp) (of|) {P}
{Q} {U} {I} (each|one) (is|for|of) {P}
{Q} {U} {I} (which is|that is|which cost) {P} (each|)
{Q} {U} {I} on {P} each
{Q} {U} of {I} from the {P} rupees lot
{I} quantity {Q} {U} (price|cost) {P}
{I} ({Q}) {P} (each|)
{Q} {U} ({I}) {P}
{I} {P} per {R} {Q} {U}
{Q} {U} {I} for {P} (a|one|the) {R}
"""),
    separators=_SEPARATORS,
    gst=lines("""
{G}% (GST|tax)
(GST|tax|igst) {G}%
(plus|with|add|and|charge|apply|including|incl|+) {G}% gst
gst {G}
gst (is|=|:|-) {G}%
with {G} percent GST
igst {G}%
{G}% gst extra
{G} gst
"""),
    percent_off=lines("""
{D}% (discount|off|disc|rebate)
(discount|less|disc) {D}%
{D} percent (off|discount)
(after|gave|allow|minus) {D}% discount
"""),
    amount_off=("less Rs {D}", "discount Rs {D}", "{D} off", "Rs {D} (discount|off|less)", "discount of {D}"),
    modes=_MODES,
    paying=lines("""
{M}
(paid|payment|received|collected) (by|through|via|) {M}
by {M}
{M} (payment|paid|received|only)
mode {M}
"""),
    terms=_TERMS,
    due=lines("""
(net|by|before|due on|pay by|payment by) {T}
(due|payment|pay|payable|payment due|to pay) (in|within|) {T}
{T} (credit|time|due|credit period)
within {T}
terms {T}
"""),
    days=_DAYS,
    dated=("dated {A}", "(date|dt|bill date|invoice date) {A}", "on {A}", "date: {A}"),
    totals=("total (Rs|amount|is|:|) {S}", "{S} (in total|total|in all)", "sum {S}"),
    fillers="please kindly thanks urgent today again also fast quickly sir as discussed ok done yes send it soon thank"
    " you the usual regular customer he will come tomorrow to collect it on whatsapp old rate same shop delivery free"
    " home godown my staff gave this morning evening order confirmed material goods stock ready check once all correct",
    no_requests=lines("""
good morning
how much did {C} pay last month
show my (sales|stock|profit)
delete the last bill
thank you (so much|)
what is (gst|the price|the rate) (on|of) {I}
call {C} at 5
remind {C} about payment
did {C} pay
"""),
    incomplete=lines("""
(make|create|prepare) (a bill|an invoice|invoice) for {C}
{C} {Q} {U} {I}
(invoice|bill) for {C} {Q} {U} {I}
{I} for {C}
{C} (bought|took|wants) {Q} {U} {I}
{Q} {U} {I}
"""),
)

UNSEEN = Phrasing(
    frames=lines("""
Kindly draw up a bill against {C} covering {items}{extras}
{C} ordered {items}{extras}
we have dispatched {items} to {C}{extras}
{items} shipped to {C}{extras}
write a bill: {items}, name {C}{extras}
bill for {items} - buyer {C}{extras}
I sold {C} {items}{extras}
{C} collected {items} from my shop{extras}
invoice needed, {items}, customer name {C}{extras}
charge {C} for {items}{extras}
Record a sale of {items} to {C}{extras}
new order from {C} - {items}{extras}
{C} purchased {items} today{extras}
Bill {C} {items}{extras}
get an invoice ready for {C}. {items}{extras}
Hi, {items} were taken by {C}{extras}
"""),
    lines=lines("""
{Q} {U} {I} priced at {P} each
{Q} {U} {I} at the rate of {P}
{I} ({Q} {U}) @ Rs. {P}/-
{Q} {U} {I} at a price of Rs {P} apiece
{Q} {U} {I} with rate {P} per {R}
{I} qty {Q} {U} rate {P}
{Q} {U} {I} every {R} {P}
{Q} {U} {I}, {P} rupees each
"""),
    separators=_SEPARATORS,
    gst=("GST @ {G}%", "add gst of {G}%", "{G}% gst applicable", "tax rate {G}%"),
    percent_off=("with a discount of {D}%", "give {D}% off"),
    amount_off=("minus {D} rupees discount", "flat {D} off"),
    modes=_MODES,
    paying=("paid in {M}", "payment mode {M}", "he will pay by {M}"),
    terms=_TERMS,
    due=("to be paid within {T}", "payment after {T}"),
    days=_DAYS,
    dated=("put date {A}",),
    totals=("comes to {S} altogether", "grand total {S}"),
    fillers="do fast same as last time keep copy for records",
    no_requests=("when will {C} pay", "how many invoices did I make", "list all customers", "which {I} sells best"),
    incomplete=("please bill {C}", "send {Q} {U} {I} to {C}"),
)
