"""The number words of English, Hinglish and Hindi, and what they are worth.

One line a value; Indian scales (lakh 10^5, crore 10^7) and the fractions that stand before a number:
sava +1/4, sadhe +1/2, paune -1/4, dedh 1 1/2, dhai 2 1/2.
"""

from decimal import Decimal

from app.invoices.rules.sentences import normalise

_VALUES = """
0 zero shunya शून्य
1 one ek एक
2 two do दो
3 three teen तीन
4 four char chaar चार
5 five paanch panch पांच
6 six chhe chhah chhai छह छः छे
7 seven saat सात
8 eight aath आठ
9 nine nau नौ
10 ten das dus दस
11 eleven gyarah ग्यारह
12 twelve barah बारह
13 thirteen terah तेरह
14 fourteen chaudah चौदह
15 fifteen pandrah pandra पंद्रह पन्द्रह
16 sixteen solah सोलह
17 seventeen satrah satra सत्रह
18 eighteen atharah athara atharaah अठारह
19 nineteen unnis उन्नीस
20 twenty bees बीस
21 ikkis इक्कीस
22 bais baees बाईस
23 teis तेईस
24 chaubis चौबीस
25 pachis pachees पच्चीस
26 chhabbis छब्बीस
27 sattais सत्ताईस
28 atthais अट्ठाईस अठाईस
29 untis उनतीस
30 thirty tees तीस
32 battis बत्तीस
35 paintis पैंतीस
36 chhattis छत्तीस
40 forty chalis chaalis चालीस
42 bayalis बयालीस
45 paintalis पैंतालीस
48 adtalis अड़तालीस
50 fifty pachas pachaas पचास
55 pachpan पचपन
60 sixty साठ
65 painsath पैंसठ
70 seventy sattar सत्तर
75 pachhattar pichhattar पचहत्तर
80 eighty assi अस्सी
85 pachasi पचासी
90 ninety nabbe नब्बे
95 pachanve पचानवे
99 ninyanve निन्यानवे
"""

_SCALES = """
100 hundred sau सौ
1000 thousand thousands hazaar hazar hajar hajaar k हजार
100000 lakh lakhs lac lacs laakh लाख
10000000 crore crores cr karod करोड
"""

_FRACTIONS = "0.25 sava sawa सवा\n0.5 sadhe saadhe साढे\n-0.25 paune पौने"
_MIXED = "1.5 dedh डेढ\n2.5 dhai adhai dhaai ढाई अढाई\n0.5 aadha adha half आधा\n0.75 pauna पौना"


def _table(lines: str) -> dict[str, Decimal]:
    rows = (line.split() for line in lines.strip().splitlines())
    return {normalise.key(word): Decimal(value) for value, *words in rows for word in words}


VALUES = _table(_VALUES)
"""Whole numbers below a hundred."""

SCALES = _table(_SCALES)
"""What multiplies the number before it."""

FRACTIONS = _table(_FRACTIONS)
"""What is added to the number after it (to one, when there is none)."""

MIXED = _table(_MIXED)
"""Numbers with their fraction."""

WORDS = VALUES.keys() | SCALES.keys() | FRACTIONS.keys() | MIXED.keys()


def worth(words: list[str | Decimal]) -> Decimal:
    """The value of one spoken number, given as its keys and digits in order: `["do", "lakh", "pachas", "hazar"]`."""
    total, current, fraction = Decimal(0), None, None
    for word in words:
        if isinstance(word, Decimal) or word in VALUES or word in MIXED:
            value = word if isinstance(word, Decimal) else VALUES.get(word, MIXED.get(word, Decimal(0)))
            current = (current or 0) + value + (fraction or 0)
            fraction = None
        elif word in FRACTIONS:
            fraction = FRACTIONS[word]
        else:
            scale = SCALES[word]
            current = (current if current is not None else Decimal(1)) + (fraction or 0)
            fraction = None
            if scale > 100:
                total, current = total + current * scale, None
            else:
                current *= scale
    if current is None and fraction is not None:
        current = 1 + fraction
    return total + (current or 0)
