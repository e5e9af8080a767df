"""How periods are spelt in English, in Hindi in Latin letters, and in Devanagari: data, and the looking-up of it."""

from collections.abc import Iterable, Mapping
from functools import cache

from app.assistant.rules import words

MONTHS = (
    "january jan janvari जनवरी|february feb farvari फरवरी|march mar मार्च|april apr aprail अप्रैल|may मई|june jun जून"
    "|july jul julai जुलाई|august aug agast अगस्त|september sep sept sitambar सितंबर सितम्बर"
    "|october oct aktubar अक्टूबर अक्तूबर|november nov navambar नवंबर नवम्बर|december dec disambar दिसंबर दिसम्बर"
)
UNITS = {
    "day": "day days din dino dinon दिन दिनों",
    "week": "week weeks hafta hafte hafton haftay हफ्ता हफ्ते हफ्तों सप्ताह",
    "month": "month months mahina mahine maheene mahino mahinon महीना महीने महीनों माह",
    "quarter": "quarter quarters timahi timahiyon तिमाही",
    "year": "year years saal sal saalon salon साल सालों वर्ष fy",
}
LAST = words.listed("last previous past pichle pichhle pichla pichhla pichli pichhli gaye पिछले पिछला पिछली गत")
THIS = words.listed("this current is iss chalu इस चालू")
NEXT = words.listed("next coming agle agla agli अगले अगला अगली")
TODAY = words.listed("today aaj आज")
YESTERDAY = words.listed("yesterday kal कल")
DAY_BEFORE = words.listed("parso parson परसों")
AGO = words.listed("ago back pehle pahle पहले")
FINANCIAL = words.listed("financial fiscal vitt vittiya वित्त वित्तीय")


def _numbered(line: str) -> Mapping[str, int]:
    """Words by the place, from 1, of the group that holds them."""
    return {word: number for number, group in enumerate(line.split("|"), 1) for word in words.words(group)}


NUMBERS = _numbered(
    "one ek एक|two do दो|three teen तीन|four char chaar चार|five paanch panch पांच|six chhe chhah छह|seven saat सात"
    "|eight aath आठ|nine nau नौ|ten das दस|eleven gyarah ग्यारह|twelve barah बारह"
)
ORDINALS = _numbered(
    "first 1st pehli pahli पहली|second 2nd doosri dusri दूसरी|third 3rd teesri tisri तीसरी|fourth 4th chauthi चौथी"
)
BESIDE_A_YEAR = words.listed("of in for the year saal sal ka ki ke mein me का की के में साल वर्ष")
"""What may stand between a month or quarter and its year."""

JOINING = words.listed("to till until upto up through and aur se tak से तक और")
OPEN_ENDED = words.listed("before until till upto after by except excluding besides")
OPEN_ENDED_AFTER = words.listed("tak pehle pahle baad तक पहले बाद onwards onward")
SINCE, SE = words.listed("since"), words.listed("se से")
AMOUNT_BEFORE = words.listed(
    "than above over below under least rs inr rupees number no nambar invoice bill plus minus रुपये"
)
AMOUNT_AFTER = words.listed(
    "rs inr rupee rupees rupaye rupaya rupay rupiya k lakh lakhs lac crore crores hazar hazaar customers units pieces"
    " zyada jyada adhik kam upar रुपये रुपए लाख करोड़ हज़ार ज्यादा ज़्यादा अधिक कम"
)
"""What makes a number of four digits an amount or a document's number, and no year."""

VAGUE = words.listed(
    "during since monday tuesday wednesday thursday friday saturday sunday weekend fortnight decade lifetime"
    " somvar mangalvar budhvar guruvar shukravar shanivar ravivar itvar सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार"
)
"""Words that name days which nothing here can tell: the answer asks back."""
VAGUE_PHRASES = ("till date", "to date", "till now", "so far", "all time", "half year", "ab tak", "अब तक")
_OTHERS = words.listed("ago between until till since during before after h1 h2 q1 q2 q3 q4 vitt varsh वित्त वित्तीय")


@cache
def unit(word: str) -> str | None:
    """The unit that `word` names: "day", "week", "month", "quarter" or "year"."""
    return next((name for name, line in UNITS.items() if word in words.listed(line)), None)


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of every month, by its spellings."""
    return _numbered(MONTHS)


@cache
def known_words() -> frozenset[str]:
    """Every word that is read as part of a period, and so names nobody."""
    lines: Iterable[str] = (*UNITS.values(), MONTHS.replace("|", " "))
    listed = frozenset(part for line in lines for part in words.words(line))
    return listed.union(
        *(LAST, THIS, NEXT, TODAY, YESTERDAY, DAY_BEFORE, AGO, FINANCIAL, ORDINALS, OPEN_ENDED, VAGUE, _OTHERS),
        frozenset(NUMBERS) - {"das"},  # which is a surname, too
    )
