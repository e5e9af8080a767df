"""How people write numbers: in digits, as 2k or 1.5 lakh, and in words of three languages."""

from decimal import Decimal

from app.simulate.chance import Chance
from app.simulate.sentences.records import Language

_ONES = {
    Language.ENGLISH: "1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve"
    " 15 fifteen 20 twenty 30 thirty 40 forty 50 fifty 60 sixty 80 eighty 90 ninety",
    Language.HINGLISH: "1 ek 2 do 3 teen 4 char 5 paanch 6 chhah 7 saat 8 aath 9 nau 10 das 11 gyarah 12 barah"
    " 15 pandrah 18 atharah 20 bees 25 pachees 30 tees 40 chalis 50 pachas 70 sattar 75 pachhattar 80 assi 90 nabbe",
    Language.HINDI: "1 एक 2 दो 3 तीन 4 चार 5 पांच 6 छह 7 सात 8 आठ 9 नौ 10 दस 11 ग्यारह 12 बारह"
    " 15 पंद्रह 18 अठारह 20 बीस 25 पच्चीस 30 तीस 40 चालीस 50 पचास 60 साठ 70 सत्तर 80 अस्सी 90 नब्बे",
}
_HUNDRED = {Language.ENGLISH: "hundred", Language.HINGLISH: "sau", Language.HINDI: "सौ"}
_THOUSAND = {Language.ENGLISH: "thousand", Language.HINGLISH: "hazaar", Language.HINDI: "हजार"}
_LAKH = {Language.ENGLISH: "lakh", Language.HINGLISH: "lakh", Language.HINDI: "लाख"}
_MIXED = {
    Language.HINGLISH: {"1.5": "dedh", "2.5": "dhai", "1.25": "sava"},
    Language.HINDI: {"1.5": "डेढ़", "2.5": "ढाई", "1.25": "सवा"},
}
_AND_A_HALF = {Language.HINGLISH: "sadhe", Language.HINDI: "साढ़े"}


def digits(value: Decimal, chance: Chance) -> str:
    """In digits, sometimes with the commas of India."""
    plain = f"{value.normalize():f}"
    return indian(plain) if "." not in plain and chance.happens(0.35) else plain


def indian(plain: str) -> str:
    """Digits grouped as in 2,50,000."""
    head, tail = plain[:-3], plain[-3:]
    groups: list[str] = []
    while head:
        head, group = head[:-2], head[-2:]
        groups.insert(0, group)
    return ",".join([*groups, tail])


def amount(value: Decimal, language: Language, chance: Chance) -> str:
    """An amount as it may be said."""
    shorts = [short for short in (_with_k(value), _with_lakh(value, language)) if short]
    if shorts and chance.happens(0.25):
        return chance.pick(shorts)
    words = spoken(value, language)
    return words if words and chance.happens(0.2) else digits(value, chance)


def count(value: Decimal, language: Language, chance: Chance) -> str:
    """A quantity as it may be said."""
    words = spoken(value, language)
    return words if words and chance.happens(0.15) else f"{value.normalize():f}"


def spoken(value: Decimal, language: Language) -> str | None:
    """`value` in words, for the round numbers that people say so."""
    for scale, word in ((100_000, _LAKH), (1000, _THOUSAND), (100, _HUNDRED)):
        if value >= scale:
            of_scale = _small(value / scale, language)
            return f"{of_scale} {word[language]}" if of_scale else _compound(value, scale, word[language], language)
    return _small(value, language)


def _compound(value: Decimal, scale: int, word: str, language: Language) -> str | None:
    """`do lakh pachas hazaar`."""
    first, rest = _small(value // scale, language), spoken(value % scale, language) if value % scale else None
    return f"{first} {word} {rest}" if first and rest else None


def _small(value: Decimal, language: Language) -> str | None:
    if value == value.to_integral_value():
        return _ones(language).get(str(int(value)))
    mixed = _MIXED.get(language, {}).get(f"{value.normalize():f}")
    if mixed or language not in _AND_A_HALF or value % 1 != Decimal("0.5"):
        return mixed
    whole = _ones(language).get(str(int(value)))
    return f"{_AND_A_HALF[language]} {whole}" if whole and value > 3 else None


def _ones(language: Language) -> dict[str, str]:
    words = _ONES[language].split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _with_k(value: Decimal) -> str | None:
    return f"{(value / 1000).normalize():f}k" if value >= 1000 and value % 100 == 0 else None


def _with_lakh(value: Decimal, language: Language) -> str | None:
    if value < 100_000 or value % 5000:
        return None
    return f"{(value / 100_000).normalize():f} {_LAKH[language]}"
