"""The sentences in Hindi as it is typed in Latin letters."""

from collections.abc import Mapping

from app.assistant.wording import english

MONTHS = english.MONTHS

NOUNS: Mapping[str, tuple[str, str]] = {
    "invoice": ("{} unpaid invoice", "{} unpaid invoices"),
    "bill": ("{} unpaid bill", "{} unpaid bills"),
    "sale": ("{} invoice", "{} invoices"),
    "entry": ("{} entry", "{} entries"),
    "purchase": ("{} supplier bill", "{} supplier bills"),
    "customer": ("{} customer", "{} customers"),
    "supplier": ("{} supplier", "{} suppliers"),
    "day": ("{} din", "{} din"),
    "alert": ("{} alert", "{} alerts"),
}

PHRASES: Mapping[str, str] = {
    "receivables": "{customers} se {total} lena baki hai ({invoices}). Sabse zyada: {rows}.",
    "receivables_none": "Aapke khate ke hisaab se kisi se kuch lena baki nahi hai.",
    "receivables_of": "{name} se {total} lena baki hai ({invoices}).",
    "receivables_of_none": "Aapke khate ke hisaab se {name} se kuch lena baki nahi hai.",
    "payables": "{suppliers} ko {total} dena baki hai ({bills}). Sabse zyada: {rows}.",
    "payables_none": "Aapke khate ke hisaab se kisi supplier ko kuch dena baki nahi hai.",
    "payables_of": "{name} ko {total} dena baki hai ({bills}).",
    "payables_of_none": "Aapke khate ke hisaab se {name} ko kuch dena baki nahi hai.",
    "overdue": "{customers} ka {total} overdue hai ({invoices}), sabse purana {days} se. Sabse zyada: {rows}.",
    "overdue_none": "Aapke khate ke hisaab se koi customer invoice overdue nahi hai.",
    "overdue_of": "{name} ka {total} overdue hai ({invoices}), sabse purana {days} se.",
    "overdue_of_none": "Aapke khate ke hisaab se {name} ka kuch overdue nahi hai.",
    "overdue_bills": "{suppliers} ko {total} dene mein der ho chuki hai ({bills}), sabse purana {days} se."
    " Sabse zyada: {rows}.",
    "overdue_bills_none": "Aapke khate ke hisaab se aapka koi bill overdue nahi hai.",
    "overdue_bills_of": "{name} ko {total} dene mein der ho chuki hai ({bills}), sabse purana {days} se.",
    "overdue_bills_of_none": "Aapke khate ke hisaab se {name} ka koi bill overdue nahi hai.",
    "undated": "{count} aur par due date nahi likhi hai, unka pata nahi.",
    "notes": "{amount} ke credit ya debit note isme se ghataye nahi gaye hain.",
    "cash_flow": "Cash flow, {period}: {received} aaya aur {out} gaya ({paid} parties ko, {expenses} kharcha),"
    " bacha {net}.",
    "cash_flow_of": "{period}: {name} se {received} aaya, aur {name} ko {paid} diya.",
    "cash_flow_none": "{period} mein khate mein koi paisa aaya ya gaya nahi hai.",
    "gst_due": "GST, {period}: lagbhag {due} bharna hai, yaani sales par {output} mein se kharid par {input}"
    " ghata kar.",
    "gst_due_credit": "GST, {period}: khate ke hisaab se kuch bharna nahi hai; kharid par {input} sales par {output} se"
    " {credit} zyada hai.",
    "gst_due_none": "{period} mein na sales hai na kharid, isliye GST ka andaza nahi lag sakta.",
    "estimate": "Yeh khate se lagaya andaza hai; aapki return alag ho sakti hai.",
    "sales": "Bikri, {period}: {total} ({sales}), jisme tax {tax} hai. Sabse bade grahak: {rows}.",
    "sales_of": "{name} ko bikri, {period}: {total} ({sales}), jisme tax {tax} hai.",
    "sales_none": "{period} mein khate mein koi bikri nahi hai.",
    "expenses": "Kharcha, {period}: {total} ({entries}), sabse zyada: {rows}.",
    "expenses_none": "{period} mein khate mein koi kharcha nahi hai.",
    "purchases": "Iske alawa {purchases} ka total {total} hai.",
    "alerts": "{alerts} dekhne wale hain. Sabse pakke: {rows}",
    "alerts_one": "1 alert dekhne wala hai: {rows}",
    "alerts_none": "Koi fraud alert khula nahi hai.",
    "alerts_stale": "Abhi khata dekha nahi ja saka; yeh ab tak ke alerts hain.",
    "row": "{name} ({amount})",
    "period_day": "{day} {month} {year}",
    "period_month": "{month} {year}",
    "period_days": "{first} se {last}",
    "which_days": "Samajh nahi aaya ki kaunse din."
    " Aise kahiye: “pichle mahine”, “March 2026”, “FY 2024-25”, “Q2 2025-26” ya “1 April se 15 May 2026”.",
    "open_today": "Yeh aaj tak ka poora baki hai, tareekh chahe jo ho.",
    "span": "Aapke khate mein sirf {first} se {last} tak ki entries hain.",
    "stranger": "Aapke khate mein “{name}” naam ka koi nahi mila.",
    "which_party": "Aap kiski baat kar rahe hain: {names}?",
    "which_business": "Aap kis business ki baat kar rahe hain: {names}?",
    "no_business": "Aapke account mein abhi koi khata nahi hai.",
    "unknown": "Main aapke khate ke baare mein bata sakta hoon, jaise:",
}

EXAMPLES = (
    "Kis se kitna lena hai?",
    "Kaunse invoice overdue hain?",
    "Pichle mahine ka cash flow kaisa tha?",
    "GST kitna bharna hai?",
    "Is mahine ki bikri kitni hai?",
    "Pichle mahine kitna kharcha hua?",
    "Supplier ko kitna dena hai?",
    "Koi fraud alert hai?",
)
