"""The sentences in Hindi."""

from collections.abc import Mapping

MONTHS = "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"

NOUNS: Mapping[str, tuple[str, str]] = {
    "invoice": ("{} बकाया चालान", "{} बकाया चालान"),
    "bill": ("{} बकाया बिल", "{} बकाया बिल"),
    "sale": ("{} चालान", "{} चालान"),
    "entry": ("{} एंट्री", "{} एंट्री"),
    "purchase": ("{} सप्लायर बिल", "{} सप्लायर बिलों"),
    "customer": ("{} ग्राहक", "{} ग्राहकों"),
    "supplier": ("{} सप्लायर", "{} सप्लायरों"),
    "day": ("{} दिन", "{} दिन"),
    "alert": ("{} अलर्ट", "{} अलर्ट"),
}

PHRASES: Mapping[str, str] = {
    "receivables": "{customers} से {total} लेना बाकी है ({invoices})। सबसे ज़्यादा: {rows}।",
    "receivables_none": "आपके खाते के अनुसार किसी से कुछ लेना बाकी नहीं है।",
    "receivables_of": "{name} से {total} लेना बाकी है ({invoices})।",
    "receivables_of_none": "आपके खाते के अनुसार {name} से कुछ लेना बाकी नहीं है।",
    "payables": "{suppliers} को {total} देना बाकी है ({bills})। सबसे ज़्यादा: {rows}।",
    "payables_none": "आपके खाते के अनुसार किसी सप्लायर को कुछ देना बाकी नहीं है।",
    "payables_of": "{name} को {total} देना बाकी है ({bills})।",
    "payables_of_none": "आपके खाते के अनुसार {name} को कुछ देना बाकी नहीं है।",
    "overdue": "{customers} का {total} समय से बाद का बाकी है ({invoices}), सबसे पुराना {days} से। सबसे ज़्यादा: {rows}।",
    "overdue_none": "आपके खाते के अनुसार किसी ग्राहक का चालान समय से बाद का नहीं है।",
    "overdue_of": "{name} का {total} समय से बाद का बाकी है ({invoices}), सबसे पुराना {days} से।",
    "overdue_of_none": "आपके खाते के अनुसार {name} का कुछ भी समय से बाद का नहीं है।",
    "overdue_bills": "{suppliers} को {total} देने में देर हो चुकी है ({bills}), सबसे पुराना {days} से। सबसे ज़्यादा: {rows}।",
    "overdue_bills_none": "आपके खाते के अनुसार आपका कोई बिल समय से बाद का नहीं है।",
    "overdue_bills_of": "{name} को {total} देने में देर हो चुकी है ({bills}), सबसे पुराना {days} से।",
    "overdue_bills_of_none": "आपके खाते के अनुसार {name} का कोई बिल समय से बाद का नहीं है।",
    "undated": "{count} और पर देय तारीख नहीं लिखी है, इसलिए उनका पता नहीं।",
    "notes": "{amount} के क्रेडिट या डेबिट नोट इसमें से घटाए नहीं गए हैं।",
    "cash_flow": "कैश फ्लो, {period}: {received} आया और {out} गया ({paid} पार्टियों को, {expenses} खर्च), बचा {net}।",
    "cash_flow_of": "{period}: {name} से {received} आया, और {name} को {paid} दिया।",
    "cash_flow_none": "{period} में खाते में कोई पैसा आया या गया नहीं है।",
    "gst_due": "जीएसटी, {period}: लगभग {due} भरना है, यानी बिक्री पर {output} में से खरीद पर {input} घटाकर।",
    "gst_due_credit": "जीएसटी, {period}: खाते के अनुसार कुछ भरना नहीं है; खरीद पर {input} बिक्री पर {output}"
    " से {credit} ज़्यादा है।",
    "gst_due_none": "{period} में न बिक्री है न खरीद, इसलिए जीएसटी का अनुमान नहीं लग सकता।",
    "estimate": "यह खाते से लगाया अनुमान है; आपकी रिटर्न अलग हो सकती है।",
    "sales": "बिक्री, {period}: {total} ({sales}), जिसमें टैक्स {tax} है। सबसे बड़े ग्राहक: {rows}।",
    "sales_of": "{name} को बिक्री, {period}: {total} ({sales}), जिसमें टैक्स {tax} है।",
    "sales_none": "{period} में खाते में कोई बिक्री नहीं है।",
    "expenses": "खर्च, {period}: {total} ({entries}), सबसे ज़्यादा: {rows}।",
    "expenses_none": "{period} में खाते में कोई खर्च नहीं है।",
    "purchases": "इसके अलावा {purchases} का कुल {total} है।",
    "alerts": "{alerts} देखने वाले हैं। सबसे पक्के: {rows}",
    "alerts_one": "1 अलर्ट देखने वाला है: {rows}",
    "alerts_none": "कोई धोखाधड़ी अलर्ट खुला नहीं है।",
    "alerts_stale": "अभी खाता देखा नहीं जा सका; यह अब तक के अलर्ट हैं।",
    "row": "{name} ({amount})",
    "period_day": "{day} {month} {year}",
    "period_month": "{month} {year}",
    "period_days": "{first} से {last}",
    "which_days": "समझ नहीं आया कि कौन से दिन।"
    " ऐसे कहिए: “पिछले महीने”, “मार्च 2026”, “वित्त वर्ष 2024-25” या “1 अप्रैल से 15 मई 2026”।",
    "open_today": "यह आज तक का पूरा बाकी है, तारीख चाहे जो हो।",
    "span": "आपके खाते में सिर्फ़ {first} से {last} तक की एंट्रियाँ हैं।",
    "stranger": "आपके खाते में “{name}” नाम का कोई नहीं मिला।",
    "which_party": "आप किसकी बात कर रहे हैं: {names}?",
    "which_business": "आप किस व्यवसाय की बात कर रहे हैं: {names}?",
    "no_business": "आपके अकाउंट में अभी कोई खाता नहीं है।",
    "unknown": "मैं आपके खाते के बारे में बता सकता हूँ, जैसे:",
}

EXAMPLES = (
    "किससे कितना लेना है?",
    "कौन से चालान ओवरड्यू हैं?",
    "पिछले महीने का कैश फ्लो कैसा था?",
    "जीएसटी कितना भरना है?",
    "इस महीने की बिक्री कितनी है?",
    "पिछले महीने कितना खर्च हुआ?",
    "सप्लायर को कितना देना है?",
    "कोई धोखाधड़ी अलर्ट है?",
)
