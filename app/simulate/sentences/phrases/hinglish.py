"""Hindi in Latin letters, mixed with English."""
# ruff: noqa: E501 - a template stands in one line

from app.simulate.sentences.phrases.phrasing import Phrasing, lines

_SEPARATORS = (" aur ", ", ", ", ", " or ", " and ", " & ", " sath me ", " phir ")
_MODES = (
    *(("cash", "cash"), ("cash", "nakad"), ("upi", "upi"), ("upi", "gpay"), ("credit", "udhaar"), ("cheque", "cheque")),
    *(("upi", "paytm"), ("upi", "phonepe"), ("cash", "nagad"), ("credit", "udhar")),
)
_TERMS = (
    (7, "7 din"),
    (10, "10 din"),
    (15, "pandrah din"),
    (15, "15 din"),
    (30, "30 din"),
    (7, "ek hafte"),
    (10, "das din"),
)
_DAYS = ("kal", "3 April", "5/4/2026", "aaj", "02-04-2026", "7 April 2026", "parso")

KNOWN = Phrasing(
    frames=lines("""
{C} ka (bill|invoice|challan|parcha) (bana do|banao|banana|bana|bana dijiye|likho|kaato|kaat do|nikalo|nikal do|bhejo|bhej do|de do|banwao|) {items}{extras}
{C} (ji|bhai|saab|sahab|seth) ka (bill|invoice|hisaab), {items}{extras}
{C} ka naya (bill|invoice), {items}{extras}
(naya|ek|aaj ka) (bill|invoice) (banao|bana do|banana hai|banega|likho) {C} ka, {items}{extras}
(naya|ek|) (bill|invoice) (party|customer|grahak|naam) {C}, {items}{extras}
{C} ko {items}{extras}
{C} ko {items} (diya|de diya|becha|bheja|bhej diya|dena hai|dilwaya|pahuchaya|bech diya|mila|supply kiya|deliver kiya|pakda diya){extras}
{C} (ke liye|ke naam|ke naam pe|ke naam par|ke naam se|ke yahan|ke ghar|ki dukaan pe|wale ko) {items}{extras}
{C} (ke liye|ke naam|ke yahan|ke ghar|ke paas|ki dukaan pe) {items} (bheja|ka bill|diya|bhejo|gaye|bhijwaya|likho|likh do){extras}
{C} ne {items} (liya|kharida|le liya|uthaya|khareeda|manga|liye|le gaya|order kiya|li|bola){extras}
{C} ne (aaj|kal|abhi|dukaan se|hamse|humse|mujhse) {items} (liya|kharida|le liya|liye|uthaya|manga){extras}
{C} (le gaya|le gayi|liya|chahiye|ko chahiye|kharida|mang raha hai|ko lagega|ke yahan gaya) {items}{extras}
{C} ka (hisaab|khata|hisab) (likho|banao|likhna|kar do|karo|) {items}{extras}
{C} ki (parchi|entry|list) (banao|likho|karo|daal do|kar do) {items}{extras}
{C} ke (hisaab|bill|account) me {items} (likho|daal do|jod do|add karo|likh do|){extras}
(bhai|bhaiya|sir|suno|are|haan|accha|dekho) {C} (ka|ki|ko|ke liye) (bill|) {items}{extras}
(aaj|kal|abhi|subah|shaam ko) {C} ko {items} (bheja|diya|becha|){extras}
(aaj|kal|abhi|subah) {C} (aaya tha|aaya|aaye|ne) {items} (liya|le gaya|kharida|){extras}
(bill|invoice) (banao|bana do|kaat do|likho|nikalo) {C} ka {items}{extras}
(bill|invoice) {C} (ka|ko|ke naam) {items}{extras}
{items} {C} ko (diya|de do|bheja|becha|dena hai|bhej do|dena|pahucha do|){extras}
{items} {C} (ke liye|ke naam|ke yahan) (bill banao|bheja|diya|likho|){extras}
{items}, {C} (ji|bhai|ko|wale|){extras}
{items} ka (bill|invoice) {C} ke (naam|liye|naam pe){extras}
{items}, (grahak|party|customer|naam) {C}{extras}
{items} (liya|le gaya|kharida|bika|becha) {C} (ne|ko){extras}
{C} {items}{extras}
{C}, {items}{extras}
{C}: {items}{extras}
{C} (saab|sahab|ji|seth) ko {items}{extras}
(mr|shri|smt) {C} ko {items}{extras}
{C} (se|ka) order (aaya|mila|liya) {items}{extras}
order {C} ka {items}{extras}
{items} {C} ki dukaan (pe|me) (bheja|gaye|utara){extras}
{C} ki (gaadi|dukaan) me {items} (bhara|rakha|dala){extras}
{C} (aake|aakar) {items} (le gaya|uthaya|kharida){extras}
(ye|yeh) {items} {C} (ka|ke) (hai|hain|likh lo){extras}
maine {C} ko {items} (becha|diya|bheja){extras}
humne {C} ko {items} (becha|diya|bheja|supply kiya){extras}
"""),
    lines=lines("""
{Q} {U} {I} {P} (ke|ka|) (bhav|bhaav|rate|hisab se|hisaab se|rate se|bhav se|daam|daam se)
{Q} {U} {I} {P} (rupaye|rupay|rs|rupya|) {R}
{Q} {U} {I} {P} (rupaye|rs|) ke (hisab|hisaab) se
{Q} {U} {I} {P} (wala|wali|wale|vala)
{Q} {U} {I} {P} (rupaye|rs|) (wala|wali|wale)
{Q} {U} {I} {P} rate
{Q} {U} {I} (rate|@|at) {P}
{Q} {U} {I} {P} (rupay|rupaye|rs|)
{P} (rupaye|) wale {Q} {U} {I}
{I} {Q} {U} {P} (ke hisaab se|ke bhav|wala|rupaye wala|rate|rs|)
{I} {Q} {U}, {P} (ke hisaab se|ke bhav|rate|rupaye)
{Q} {U} {I} @ {P}
{Q} {U} {I} {P}/{R}
{Q} {U} {I} {P} me ek
{Q} {U} {I} {L} (ka|ke|me)
{Q} {U} {I} (rs|) {P} (per|ka ek|ke ek) {R}
{Q} {U} {I} {P} (each|ek ka|ke ek|piece)
{Q} {U} {I} (daam|kimat|price) {P}
{Q} {U} {I} ek {R} {P} (ka|rupaye|ki)
{I} {P} (ka|ke|wala) {Q} {U}
{I} {P}
{I} (ka|ke|ki) {P} (rupaye|rs|)
{P} (ka|ki|ke) {I}
{P} (rupaye|rs) (ka|ki|ke) {I}
{I} {P} (rupaye|rs|rupay|me)
{Q} {U} {I} {P} roz
{I} ({Q} {U}) {P}
{Q} {U} {I} ka (bhav|rate|daam) {P}
{I} ka (bhav|daam|rate) {P} {Q} {U}
{Q} {U} {I} (jiska|har ek) {P} rupaye
"""),
    separators=_SEPARATORS,
    gst=lines("""
gst {G}
{G}% gst (alag|alag se|extra|ke saath|add karo|lagao|)
{G} percent gst
gst {G} (percent|pratishat|taka)
gst {G}% (alag|jodo|lagao|extra|)
{G} taka gst
(tax|gst) {G}%
"""),
    percent_off=lines("""
{D}% (discount|chhoot|chhut|kam|less|off)
{D} (percent|taka) (chhoot|discount|kam)
(discount|chhoot) {D}%
"""),
    amount_off=lines("""
{D} rupaye (ki chhoot|discount|kam|less)
{D} (ka discount|ki chhoot|kam karo|kam)
discount {D} (rupaye|rs|)
"""),
    modes=_MODES,
    paying=lines("""
{M}
{M} (mila|se mila|me|diya|se diya|payment|pe|me mila|de diya)
payment {M} (se|me|)
(paisa|paise) {M} (se|me) (mila|mile|diye)
"""),
    terms=_TERMS,
    due=lines("""
{T} (tak|se pehle|ko) (payment|paisa|denge|)
{T} me (payment|paisa|dega|denge|paise|)
{T} (baad|me|tak) (payment|paisa|dega|denge|)
{T} (udhaar|ka udhaar|ka time|ki mohlat)
payment {T} (me|baad)
"""),
    days=_DAYS,
    dated=("{A} ki date (me|se|daalo|)", "(date|tareekh|tarikh) {A}"),
    totals=("(total|kul) {S} (rupaye|hua|)", "kul mila ke {S}", "total (rupaye|amount) {S}"),
    fillers="jaldi karo theek hai bhai wo kal aayega dhanyavaad thoda abhi zaroor sab sahi likhna dhyan se pakka bol raha tha"
    " dukaan se gaadi me wapas phir dobara yaad rakhna badhiya accha maal purana grahak hai apna sun bhejna whatsapp pe"
    " ghar pe rakh lo ho gaya baat hui thi unhone kaha unka ladka sahi se dekh lena turant chalo",
    no_requests=lines("""
{C} ka kitna (baaki|udhaar) hai
namaste
(aaj|kal) ki bikri (dikhao|batao)
{I} ka (rate|bhav|daam) kya hai
theek hai bhai
{C} ko phone karo
kal milte hain
"""),
    incomplete=lines("""
{C} ka bill (banao|bana do)
{Q} {U} {I} {C} ko
{C} ko {I} diya
{C} ne {Q} {U} {I} liya
{C} ko {Q} {U} {I} (bheja|diya|)
{Q} {U} {I}
"""),
)

UNSEEN = Phrasing(
    frames=lines("""
{C} ke khate me {items} chadha do{extras}
{C} ne mangwaya {items}{extras}
zara {C} ki raseed bana dena, {items}{extras}
{C} utha ke le gaye {items}{extras}
{items} gaya hai {C} ke paas{extras}
{C} ka order hai {items}{extras}
{C} ko pakka bill chahiye {items}{extras}
suno {C} ka bill ready karo {items}{extras}
{C} ji aaye the, {items} le gaye{extras}
{items} likh lo {C} ke naam se{extras}
{C} ko maal bhejna hai {items}{extras}
{items} ki delivery {C} ko hui{extras}
"""),
    lines=lines("""
{Q} {U} {I} {P} ki dar se
{Q} {U} {I} har {R} {P} rupaye
{I} {Q} {U}, rate {P} laga dena
{Q} {U} {I} bhav {P}
{Q} {U} {I} {P} prati {R}
{Q} {U} {I} ek ka {P}
"""),
    separators=_SEPARATORS,
    gst=("gst {G}% lagega", "upar se {G}% gst", "{G} pratishat gst jodna"),
    percent_off=("{D}% ki chhut dena", "discount {D}% kar do"),
    amount_off=("{D} rupaye chhut", "{D} rupay discount kar dena"),
    modes=_MODES,
    paying=("{M} se payment ho gaya", "paisa {M} me aaya"),
    terms=_TERMS,
    due=("{T} me paise dega", "payment {T} ke andar"),
    days=_DAYS,
    dated=("date {A} dalna",),
    totals=("sab mila ke {S} hua",),
    fillers="thoda jaldi pehle jaisa",
    no_requests=("{C} kab paisa dega", "kitna maal bacha hai", "{I} kitne ka hai"),
    incomplete=("{C} ke liye {Q} {U} {I}", "{C} ka naya bill"),
)
