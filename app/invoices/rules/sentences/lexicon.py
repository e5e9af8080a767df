"""What the words of a shop are for: each known word has one kind, and the grammar is written over kinds.

A kind is one letter, so that a sentence becomes a short string ("8 bags of cement at 360" is `NUoW@N`) and a rule of
the grammar a short regular expression over it. English, Hinglish and Hindi stand in one line: people mix them.
"""

from collections.abc import Iterable
from typing import Final

from app.invoices.rules.sentences import normalise

NUMBER: Final = "N"
WORD: Final = "W"
UNIT: Final = "U"
SPAN_OF_TIME: Final = "T"
CODE: Final = "c"
DATE: Final = "Z"
BREAK: Final = ","
QUESTION: Final = "q"
CLAIMED: Final = "_"

_KINDS = {
    "%": "% percent per-cent percentage pratishat takka taka fisadi feesadi प्रतिशत फीसदी टका टक्का",
    "G": "gst cgst sgst igst utgst tax taxes vat जीएसटी टैक्स सीजीएसटी एसजीएसटी आईजीएसटी",
    "I": "including inclusive incl include included includes shamil shaamil sahit samet milakar"
    " milake jodkar सहित शामिल समेत मिलाकर",
    "X": "extra alag exclusive excluding excl upar अलग अतिरिक्त ऊपर",
    "O": "no without bina nil exempt exempted free nahi nahin nhi zero-rated बिना नहीं मुक्त",
    "D": "discount disc off chhoot chhut chhuut chut choot rebate छूट डिस्काउंट",
    "L": "less minus ghatakar kaat काटकर",
    "@": "@ at",
    "R": "rs rs. ₹ inr re rupee rupees rupaye rupay rupaya rupya rupye rupiya rupiye ru रुपये रुपए रुपया रुपयों रु /-",
    "E": "each apiece ea eech ek roz rozana daily हरेक रोज एक",
    "P": "per / prati har प्रति हर",
    "H": "rate bhav bhaav hisab hisaab daam dam price kimat keemat mrp cost costing wala wale wali"
    " vala vale vali भाव हिसाब दाम दर रेट कीमत वाला वाले वाली",
    "k": "ka ke ki का के की",
    "K": "ko को",
    "l": "liye lie naam nam लिए लिये नाम",
    "f": "for",
    "t": "to from",
    "o": "of on",
    "&": "and aur & or tatha evam और तथा एवं व",
    "+": "+ plus",
    "B": "inv order invoice invoices bill bills challan invoce invoic inovice bil बिल इनवॉइस इनवाइस चालान",
    "V": "make add chahiye chaiye create generate raise send prepare issue draft need want sell sold bana banao"
    " banaao banado banaiye banana banaye bnao bna kar karo kardo bhej bhejo bhejdo do de dedo"
    " dena dijiye dijie likho likh daal nikal nikalo kaato becha beche bechi बनाओ बना बनाइए"
    " बनाना बनाएं दो दें दे दीजिए कर करो करें भेजो भेज बेचा बेची बेचे लिखो",
    "v": "diya diye dia liya tha thi bheja bheji gaya gaye gayi hai hain hua mila mile mili aaya"
    " दिया दिए ली लिया था थे थी भेजा गया है हैं हुआ मिला मिले",
    "C": "customer client party buyer grahak gahak customer-name ग्राहक पार्टी",
    "h": "mr mrs ms miss shri shree smt m/s messrs श्री श्रीमती मेसर्स",
    "J": "ji jee saab sahab saheb sahib sir madam जी साहब साहिब",
    "d": "due payable within net terms dueon udhari",
    "b": "me mein mai main baad tak in by after before andar bhitar में बाद तक अंदर भीतर",
    "A": "advance jama paid received peshgi एडवांस जमा पेशगी",
    "Y": "total kul totalling totaling grand-total sum comes कुल टोटल",
    "n": "next agle agale agla अगले अगला",
    "j": "date dated dt tareekh tarikh taarikh तारीख दिनांक",
    "y": "aaj aj kal parso parson today yesterday tomorrow आज कल परसों परसो",
    "q": "what how why when which who whose where show list delete cancel edit update remove find"
    " search print download report status pending remind kya kitna kitne kitni kab kaun kahan"
    " kyon dikhao batao bataiye क्या कितना कितने कितनी कब कौन कहां कैसे क्यों दिखाओ बताओ बताइए",
    "w": "please uska iska flat all sab sabhi amount amt pls kindly a an the new naya nayi naye se is are it"
    " my our this that this with ho ne i we also only payment bhugtan bhugataan pay details"
    " detail bolo zara jara hey hi hello namaste sirf credit-period time samay कृपया नया नई से"
    " भुगतान हो केवल सिर्फ समय",
    "e": "ne ने",
    "z": "qty quantity nos. sankhya matra मात्रा संख्या",
    "g": "kaam kam work saman samaan saaman maal service services charges charge सामान काम माल",
    ":": ":",
    "-": "-",
    "=": "= equals",
    "x": "x * into",
    "#": "# number num नंबर",
    ",": ', ; | \n । . ! ? ( ) [ ] "',
    "m": "jan january feb february mar march apr april may jun june jul july aug august sep sept"
    " september oct october nov november dec december जनवरी फरवरी मार्च अप्रैल मई जून जुलाई"
    " अगस्त सितंबर सितम्बर अक्टूबर नवंबर नवम्बर दिसंबर दिसम्बर",
    "s": "mm cm inch inches w watt watts v volt volts hp amp amps sqmm sq.mm gsm इंच",
}

_UNITS = {
    "bag": "bag bags bori boriyan bore katta katte sack sacks बोरी बोरियां बोरा बोरे कट्टा कट्टे",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme किलो किग्रा किलोग्राम",
    "g": "g gm gms gram grams graam ग्राम",
    "l": "l ltr ltrs litre litres liter liters lit लीटर लिटर",
    "ml": "ml मिली",
    "pcs": "pc pcs piece pieces nos pees nag adad unit units पीस नग अदद",
    "box": "box boxes peti petiyan petti carton cartons ctn dabba dabbe daba case cases पेटी पेटियां डिब्बा डिब्बे बॉक्स",
    "m": "m mtr mtrs meter meters metre metres मीटर",
    "ft": "ft feet foot फुट",
    "cft": "cft",
    "sqft": "sqft sq.ft sft",
    "dozen": "dozen dozens darjan darzan doz दर्जन",
    "quintal": "quintal quintals kuintal qtl qntl क्विंटल कुंतल",
    "ton": "ton tons tonne tonnes टन",
    "pkt": "pkt pkts packet packets pack packs paket पैकेट पैक",
    "pair": "pair pairs jodi jode joda जोडी जोडा जोडे",
    "bottle": "bottle bottles botal botalen shishi बोतल बोतलें शीशी",
    "roll": "roll rolls thaan रोल थान",
    "set": "set sets सेट",
    "trip": "trip trips chakkar phera फेरा चक्कर",
    "tin": "tin tins peepa टिन",
    "can": "can cans jar jars",
    "bundle": "bundle bundles gaddi gatthar बंडल गड्डी",
    "tray": "tray trays",
    "plate": "plate plates प्लेट",
    "cup": "cup cups glass glasses कप गिलास",
    "visit": "visit visits",
    "session": "session sessions",
    "person": "person persons head",
    "day": "day days din dino दिन दिनों",
    "week": "week weeks hafta hafte haftey हफ्ता हफ्ते सप्ताह",
    "month": "month months mahina mahine maheena maheene महीना महीने माह",
    "year": "year years saal साल",
    "hour": "hour hours hr hrs ghanta ghante घंटा घंटे",
}

_PAYMENT_MODES = {
    "cash": "cash nakad nagad naqad cashmila नकद नगद कैश",
    "upi": "upi gpay google google-pay googlepay phonepe phone-pe paytm bhim यूपीआई पेटीएम फोनपे",
    "card": "card debit swipe कार्ड",
    "bank_transfer": "neft rtgs imps bank transfer bank-transfer netbanking बैंक ट्रांसफर",
    "cheque": "cheque check chq cheq चेक",
    "credit": "udhaar udhar udhaari credit khata khate baaki baki उधार उधारी बाकी खाते",
}

WEIGHED = frozenset({"kg", "g", "l", "ml", "m", "ft", "quintal", "ton"})
"""Measured, not counted: "12 kilo chawal 720 ka" names the sum of the line, not the price of a kilo."""

SPANS_IN_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
INTRA_STATE_HEADS = frozenset({"cgst", "sgst", "utgst", "सीजीएसटी", "एसजीएसटी"})
_SUFFIXES = (
    "bhai bhaiya seth didi uncle aunty traders trading store stores shop mart enterprises enterprise industries"
    " brothers bros sons co company ltd limited pvt private llp agency agencies garments textiles hardware kirana"
    " medical medicals and भाई सेठ ट्रेडर्स स्टोर"
)
NAME_SUFFIXES = frozenset(map(normalise.key, _SUFFIXES.split(" ")))
_SHORTEST_SWAPPED = 5
LONG_WORDS = ("invoice", "discount", "percent", "customer", "payment", "litre", "including", "rupees", "quantity")
"""Words worth recognising with a letter missing, doubled or swapped."""


def _by_key(groups: dict[str, str]) -> dict[str, str]:
    return {normalise.key(word) or word: name for name, words in groups.items() for word in words.split(" ") if word}


KINDS = _by_key(_KINDS)
UNITS = _by_key(_UNITS)
PAYMENT_MODES = _by_key(_PAYMENT_MODES)
_MONTHS = """
jan january जनवरी
feb february फरवरी
mar march मार्च
apr april अप्रैल
may मई
jun june जून
jul july जुलाई
aug august अगस्त
sep sept september सितंबर सितम्बर
oct october अक्टूबर
nov november नवंबर नवम्बर
dec december दिसंबर दिसम्बर
"""
_MONTH_ROWS = enumerate(_MONTHS.strip().splitlines(), start=1)
MONTHS = {normalise.key(name): month for month, names in _MONTH_ROWS for name in names.split()}


def _swapped(words: Iterable[str]) -> dict[str, str]:
    """Each way to write a longer word with two neighbouring letters swapped, and the word meant."""
    long = sorted(word for word in words if len(word) >= _SHORTEST_SWAPPED and word.isascii() and word.isalpha())
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :]: word for word in long for i in range(1, len(word) - 1)}


SWAPPED = _swapped((*KINDS, *UNITS))


def kind(word_key: str) -> str:
    """The kind of a word; `W` for what is not known, such as names and goods."""
    if word_key in KINDS:
        return KINDS[word_key]
    if word_key in UNITS:
        return SPAN_OF_TIME if UNITS[word_key] in SPANS_IN_DAYS else UNIT
    return "M" if word_key in PAYMENT_MODES else WORD
