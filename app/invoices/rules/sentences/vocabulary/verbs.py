"""The forms of the verbs by which people order a bill and tell of a sale, made from stems and endings.

Hindi verbs are regular where it matters here: an order ends on -o, -na, -iye ("banao", "likhna", "bhejiye"), what is
done or will be on -a, -i, -ya, -ega, -enge ("bheja", "lagega"). English ones take -ed.
"""

from collections.abc import Iterator

from app.invoices.rules.sentences import normalise

_STEMS = (
    "bana bna kar kr bhej likh nikal nikaal kaat kat daal dal bech jod lag laga lga chuka chadha bharwa banwa dilwa"
)
_ORDERS = "- o na ne ni iye iyega iega do dena dijiye dijiega dein ein"
_TOLD = "a e ya ye yi yee ega egi enge ega unga ungi ta te ti kar ke kr wa wai"
_STEMS_HI = "बना कर भेज लिख निकाल काट डाल बेच जोड लग लगा चुका बनवा दिलवा"
_ORDERS_HI = "ओ ना ने नी इए इएगा इये ो िए िएगा िये ें एं"
_TOLD_HI = "ा ी े या ए ई येगा एगा एंगे ेगा ेगी ेंगे ूंगा ता ते ती कर के"
_ENGLISH = "create generate raise send prepare issue draft make charge supply deliver punch put"
_ENGLISH_DONE = "made sent drawn written raised punched"


def forms() -> dict[str, str]:
    """Each form with its kind: `V` for an order, `v` for what is told."""
    found = dict.fromkeys((*_joined(_STEMS, _TOLD), *_joined(_STEMS_HI, _TOLD_HI)), "v")
    found |= dict.fromkeys((*_joined(_STEMS, _ORDERS), *_joined(_STEMS_HI, _ORDERS_HI), *_english()), "V")
    return {normalise.key(word): kind for word, kind in found.items()}


def _joined(stems: str, endings: str) -> Iterator[str]:
    """A stem with each ending; of two equal vowels one is written."""
    for stem in stems.split():
        for ending in endings.split():
            ending = ending.strip("-")
            yield stem[:-1] + ending if stem[-1] == ending[:1] == "a" else stem + ending


def _english() -> Iterator[str]:
    yield from _ENGLISH_DONE.split()
    for verb in _ENGLISH.split():
        root = verb.removesuffix("e")
        yield from (verb, f"{root}ed")
