"""Customers and goods of the sentences, for training and kept apart; some of their words do not exist, so
that what surrounds a name has to tell what it is."""

from dataclasses import dataclass

from app.simulate.chance import Chance
from app.simulate.sentences.records import Language, Share

_PEOPLE = {
    Share.KNOWN: "Ramesh Suresh Mahesh Anil Sunil Vijay Geeta Meena Lakshmi Farhan Salman Peter Gurmeet Harish Kiran"
    " Manoj Naresh Pooja Rajni Santosh Sharma Verma Gupta Agarwal Joshi Patil Shinde Reddy Naidu Nair Menon Khan Ansari"
    " Yadav Chauhan Jain Shah Desai Bose Ghosh Chopra Malhotra Thakur Pandey Tiwari Dubey",
    Share.UNSEEN: "Devendra Jitendra Kavita Sushila Iqbal Yusuf Thomas Balwinder Prabhakar Rukmini Mahajan Bhatia"
    " Kulkarni Gaikwad Pillai Iyengar Chatterjee Mukherjee Siddiqui Qureshi Rathore Solanki Trivedi Vyas Wagle Zaveri",
}
_BRANDS = {
    Share.KNOWN: "Shree Balaji Ganesh Laxmi Om Sai Krishna National Modern Royal Super City Apna Star Diamond Sunrise"
    " Supreme Galaxy Bharat Hindustan Punjab Delhi Metro Excel Prime Global Raj New Golden Silver",
    Share.UNSEEN: "Vardhaman Mahalaxmi Trimurti Ambika Everest Ocean Crescent Pioneer Heritage Malabar Konkan Vindhya"
    " Lotus Phoenix Zenith Orbit Pearl",
}
_LINES = {
    Share.KNOWN: "Traders|Stores|Enterprises|Kirana|Hardware|Textiles|Medical|Electricals|Motors|Agencies|Sweets|Bakery"
    "|General Store|Steel|Furniture|Constructions|Hotel|School|Pvt Ltd|& Sons|& Co|Brothers|Industries|Mart",
    Share.UNSEEN: "Sanitary|Plywood|Opticals|Caterers|Builders|Dairy|Printers|Tyres|Decorators|Provision|Boutique"
    "|Pharma|Nursery|Tools|LLP|Associates|Coaching Classes",
}
_HINDI_PEOPLE = {
    Share.KNOWN: "रमेश सुरेश महेश अनिल विजय गीता मीना लक्ष्मी सलमान हरीश किरण मनोज शर्मा वर्मा गुप्ता अग्रवाल जोशी पाटिल रेड्डी"
    " खान यादव जैन शाह देसाई ठाकुर पांडे तिवारी",
    Share.UNSEEN: "देवेंद्र कविता सुशीला इकबाल यूसुफ महाजन भाटिया कुलकर्णी गायकवाड़ मुखर्जी राठौर सोलंकी त्रिवेदी व्यास",
}
_HINDI_LINES = {
    Share.KNOWN: "ट्रेडर्स|स्टोर|किराना|हार्डवेयर|मेडिकल|इलेक्ट्रिकल|मिठाई भंडार|एंड संस|ब्रदर्स|जनरल स्टोर|फर्नीचर|होटल",
    Share.UNSEEN: "टेक्सटाइल|सेनेटरी|डेयरी|प्रिंटर्स|बिल्डर्स|वस्त्र भंडार|बेकरी|टूल्स",
}
_UNITS = {
    Language.ENGLISH: {
        "bag": "bags|bag", "kg": "kg|kgs|kilo|Kg", "l": "litres|ltr|litre|L", "pcs": "pcs|pieces|nos|pc",
        "box": "boxes|box|cartons", "m": "metres|mtr|meter", "dozen": "dozen", "pkt": "packets|pkt|packs",
        "quintal": "quintal", "ton": "ton|tons", "bottle": "bottles|bottle", "pair": "pairs", "roll": "rolls",
        "plate": "plates|plate", "day": "days|day", "month": "months|month", "hour": "hours|hrs", "tin": "tins|tin",
        "": "",
    },
    Language.HINGLISH: {
        "bag": "bori|katta|bag|bore", "kg": "kilo|kg|kilo", "l": "litre|ltr", "pcs": "pcs|nag|piece|pees",
        "box": "peti|dabba|box|carton", "m": "meter|mtr", "dozen": "darjan|dozen", "pkt": "packet|paket|pkt",
        "quintal": "quintal|kuintal", "ton": "ton", "bottle": "botal|bottle", "pair": "jodi", "roll": "roll|thaan",
        "plate": "plate", "day": "din", "month": "mahina|mahine", "hour": "ghanta|ghante", "tin": "tin|peepa", "": "",
    },
    Language.HINDI: {
        "bag": "बोरी|कट्टा|बोरा", "kg": "किलो|किग्रा", "l": "लीटर", "pcs": "पीस|नग", "box": "पेटी|डिब्बा", "m": "मीटर",
        "dozen": "दर्जन", "pkt": "पैकेट", "quintal": "क्विंटल", "ton": "टन", "bottle": "बोतल", "pair": "जोड़ी", "roll": "रोल",
        "plate": "प्लेट", "day": "दिन", "month": "महीना|महीने", "hour": "घंटा|घंटे", "tin": "टिन", "": "",
    },
}  # fmt: skip
_GOODS = {
    Share.KNOWN: {
        "plate": "samosa|thali|poori", "day": "labour|driver|tempo", "month": "rent|tuition|AMC|internet",
        "hour": "tractor|electrician work", "tin": "refined oil|white paint",
        "bag": "cement|white cement|urea|plaster|wall putty|onion", "kg": "sugar|rice|basmati rice|toor dal|wheat flour"
        "|besan|tea|nails|copper wire|ghee|paneer", "l": "mustard oil|milk|paint|phenyl|petrol|thinner",
        "pcs": "soap|LED bulb|ball pen|steel glass|switch board|water tank|notebook|brick|angle cock|charger",
        "box": "biscuit|tiles|medicine|glucose|mango|screws", "m": "cotton cloth|PVC pipe|cable|net|silk",
        "dozen": "banana|egg|bangles", "pkt": "salt|masala|chips|matchbox", "quintal": "wheat|bajra",
        "ton": "sand|TMT bar|coal", "bottle": "shampoo|ketchup|cough syrup", "pair": "shoes|socks",
        "roll": "tape|carpet", "": "chair|office table|ceiling fan|mobile phone|saree|kurta|laptop repair|painting work"
        "|car wash|website design|tyre|battery|room rent|haircut|mixer grinder|cycle|gas stove",
    },
    Share.UNSEEN: {
        "plate": "idli|biryani", "day": "crane|mason", "month": "accounting|security guard", "hour": "JCB|coaching",
        "tin": "primer|varnish",
        "bag": "gypsum|potash|cattle feed", "kg": "jaggery|cashew|maida|welding rod|coriander|turmeric powder",
        "l": "engine oil|curd|sanitizer|varnish", "pcs": "padlock|wash basin|toner cartridge|umbrella|helmet"
        "|tubelight", "box": "crayons|surgical gloves|grapes|marble slab", "m": "curtain cloth|hose pipe|denim",
        "dozen": "lemon|diya", "pkt": "noodles|incense sticks|poha", "quintal": "mustard seed", "ton": "gravel|fly ash",
        "bottle": "hair oil|rose water", "pair": "gloves|sandals", "roll": "bubble wrap|wallpaper",
        "": "wardrobe|inverter|lehenga|bike servicing|interior design|stage decoration|printer|trolley bag"
        "|wedding album|water purifier|logo design",
    },
}  # fmt: skip
_DESI_GOODS = {
    Share.KNOWN: {
        "plate": "samosa|thali|chole", "day": "mazdoori|gaadi|mistri ka kaam", "month": "kiraya|tuition",
        "hour": "tractor|bijli mistri", "tin": "tel|ghee",
        "bag": "cement|khaad|aloo|pyaaz|chokar", "kg": "cheeni|chawal|atta|dal|besan|mithai|chai patti|keel|paneer",
        "l": "tel|doodh|sarson tel|rang", "pcs": "sabun|bulb|gilas|eent|thali", "box": "biscuit|dawai|aam|tiles",
        "m": "kapda|pipe|taar", "dozen": "kela|anda|chudi", "pkt": "namak|masala|maachis", "quintal": "gehu|bajra",
        "ton": "ret|sariya|koyla", "bottle": "sharbat|shampoo", "pair": "chappal|moze", "roll": "tape|plastic",
        "": "kursi|pankha|saree|kurta|silai|rangai ka kaam|tyre|batti|almari|cycle|pipe fitting|AC repair",
    },
    Share.UNSEEN: {
        "plate": "dosa|jalebi", "day": "safai|raj mistri", "month": "chaukidari|doodh", "hour": "jcb|khudai",
        "tin": "rang|rogan",
        "bag": "gobar khaad|moongfali|bhusa", "kg": "gur|kaju|haldi|rajma|sooji|namkeen", "l": "dahi|mitti tel|chaach",
        "pcs": "taala|chhata|balti|matka", "box": "angoor|agarbatti|seb", "m": "parda kapda|rassi",
        "dozen": "nimbu|diye", "pkt": "poha|sewai", "quintal": "sarson|chana", "ton": "gitti|mitti",
        "bottle": "itr|gulab jal", "pair": "jutti|dastane", "roll": "patti|chatai",
        "": "palang|gadda|lehenga|bijli ka kaam|darwaza|tijori|mandap sajawat|sofa",
    },
}  # fmt: skip
_HINDI_GOODS = {
    Share.KNOWN: {
        "plate": "समोसा|थाली", "day": "मजदूरी|गाड़ी", "month": "किराया|ट्यूशन", "hour": "ट्रैक्टर",
        "tin": "तेल|घी",
        "bag": "सीमेंट|खाद|आलू|प्याज", "kg": "चीनी|चावल|आटा|दाल|बेसन|मिठाई|पनीर", "l": "तेल|दूध|सरसों तेल|पेंट",
        "pcs": "साबुन|बल्ब|गिलास|ईंट|थाली", "box": "बिस्कुट|दवाई|आम|टाइल्स", "m": "कपड़ा|पाइप|तार", "dozen": "केला|अंडा|चूड़ी",
        "pkt": "नमक|मसाला|माचिस", "quintal": "गेहूं|बाजरा", "ton": "रेत|सरिया", "bottle": "शरबत|शैंपू", "pair": "चप्पल|मोजे",
        "roll": "टेप|प्लास्टिक", "": "कुर्सी|पंखा|साड़ी|कुर्ता|सिलाई|टायर|बैटरी|अलमारी|साइकिल",
    },
    Share.UNSEEN: {
        "plate": "डोसा|जलेबी", "day": "सफाई", "month": "चौकीदारी", "hour": "खुदाई",
        "tin": "रंग",
        "bag": "भूसा|मूंगफली", "kg": "गुड़|काजू|हल्दी|राजमा|सूजी", "l": "दही|छाछ", "pcs": "ताला|छाता|बाल्टी|मटका",
        "box": "अंगूर|अगरबत्ती", "m": "पर्दा कपड़ा|रस्सी", "dozen": "नींबू|दीये", "pkt": "पोहा|सेवई", "quintal": "सरसों|चना",
        "ton": "गिट्टी|मिट्टी", "bottle": "इत्र|गुलाब जल", "pair": "जूती|दस्ताने", "roll": "चटाई|पट्टी",
        "": "पलंग|गद्दा|दरवाजा|तिजोरी|सोफा|लहंगा",
    },
}  # fmt: skip
_SIZES = ("12 mm", "20 mm", "15W", "2 inch", "A4", "1 inch", "5 hp", "LED", "4 inch")
"""What belongs to the name of the goods although it is a number."""

_PACKS = ("1kg", "500 ml", "5 ltr", "32 inch", "6 mm", "9W", "250 gm", "2 ton", "15 litre", "650")
"""The same, behind the name."""

_INVENTED = {Share.KNOWN: 0.25, Share.UNSEEN: 0.1}
"""How many of the words do not exist."""

_CONSONANTS = "b bh ch d dh g gh h j k kh l m n p ph r s sh t th v w y z b d g k l m n p r s t st tr br pl gr"
_VOWELS = "a a aa e i o u ai ee oo"
_HINDI_CONSONANTS = "क ख ग च ज ट ड त द न प फ ब भ म य र ल व श स ह"
_HINDI_VOWELS = " ा ि ी ु ू े ो"


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold, the word for its measure ("" for what is only counted) and the measure meant."""

    name: str
    unit_word: str
    unit: str


def customer(chance: Chance, language: Language, share: Share) -> str:
    """A person or a firm."""
    is_hindi = language is Language.HINDI
    people = (_HINDI_PEOPLE if is_hindi else _PEOPLE)[share].split()
    lines = (_HINDI_LINES if is_hindi else _LINES)[share].split("|")
    first = chance.pick(people)
    shape = chance.weighted(("person", "two names", "firm", "brand"), (3, 2, 4, 3))
    if shape == "person":
        name = first if is_hindi or not chance.happens(0.1) else f"{first} bhai"
    elif shape == "two names":
        name = f"{first} {chance.pick(people)}"
    else:
        brand = first if is_hindi or shape == "firm" else chance.pick(_BRANDS[share].split())
        name = f"{brand} {chance.pick(lines)}"
    name = _partly_invented(name, chance, language, _INVENTED[share])
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def goods(chance: Chance, language: Language, share: Share) -> Goods:
    """Goods with a measure that fits them."""
    table = {Language.ENGLISH: _GOODS, Language.HINGLISH: _DESI_GOODS, Language.HINDI: _HINDI_GOODS}[language][share]
    if language is Language.HINGLISH and chance.happens(0.3):
        table = _GOODS[share]
    unit = chance.pick([*table, "", "", "kg", "pcs"])
    name = _partly_invented(chance.pick(table[unit].split("|")), chance, language, _INVENTED[share])
    if share is Share.KNOWN and language is Language.ENGLISH and not unit and chance.happens(0.5):
        name = f"{name}s"
    if chance.happens(0.05):
        name = f"{chance.pick(_SIZES)} {name}"
    elif chance.happens(0.05):
        name = f"{name} {chance.pick(_PACKS)}"
    return Goods(name, chance.pick(_UNITS[language][unit].split("|")), unit)


def invented(chance: Chance, language: Language) -> str:
    """A word that sounds right and means nothing."""
    is_hindi = language is Language.HINDI
    consonants, vowels = (_HINDI_CONSONANTS, _HINDI_VOWELS) if is_hindi else (_CONSONANTS, _VOWELS)
    word = "".join(
        chance.pick(consonants.split()) + chance.pick(vowels.split(" "))
        for _ in range(chance.weighted((1, 2, 3), (1, 5, 3)))
    )
    return word + chance.pick(consonants.split()) if chance.happens(0.4) else word


def _partly_invented(name: str, chance: Chance, language: Language, probability: float) -> str:
    """`name` with some of its words replaced, and sometimes one more."""
    words = name.split(" ")
    words = [invented(chance, language) if len(word) > 2 and chance.happens(probability) else word for word in words]
    if len(words) < 3 and chance.happens(probability / 3):
        words.append(invented(chance, language))
    return " ".join(words)
