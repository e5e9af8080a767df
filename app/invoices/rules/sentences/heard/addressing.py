"""Words around names whose kind depends on their neighbours: "bhai", "naam", "ji", "new", "wale", "ke ghar"."""

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token

_CALLS = frozenset(
    ("bhai", "bhaiya", "bhaiyya", "sir", "yaar", "boss", "are", "arre", "arrey", "dekho", "भाई", "भैया", "सुनो", "अरे")
)
_HOMES = frozenset(["ghar", "yahan", "yaha", "yhan", "paas", "घर", "यहां", "पास"])
_SHOPS = frozenset(
    [
        "dukaan",
        "dukan",
        "shop",
        "gaadi",
        "gadi",
        "party",
        "factory",
        "office",
        "company",
        "site",
        "दुकान",
        "गाडी",
        "पार्टी",
    ]
)
_CLIENTS = frozenset(["student", "parent", "patient", "tenant", "guest", "dealer", "छात्र", "मरीज", "किरायेदार"])
_TRADES = ("wale", "wala", "wali", "vale", "वाले", "वाला")


def call(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "bhai" before anything is said calls somebody; behind a name it is a part of it."""
    is_first = before is None or before.kind in "w,"
    calls = is_first and token.key in _CALLS and after is not None and after.kind not in "KkJ"
    return "w" if calls else kind


def name_label(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Name: Farida", "customer name - Farida", "in the name of Farida"."""
    if token.key not in ("name", "nam", "naam", "नाम", "favour", "favor"):
        return kind
    if token.key in ("favour", "favor"):
        return "l"
    leads = (after is not None and after.kind in ":=") or (before is not None and before.kind == "C")
    return "C" if leads else "l" if token.key == "name" and after is not None and after.key == "of" else kind


def addressee(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "To: Raghav Caterers" on a line of its own."""
    begins = before is None or before.kind == lexicon.BREAK
    return "C" if kind == "t" and begins and after is not None and after.kind == ":" else kind


def proper(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "party: Time Zone", "for Just Bake": a word of no weight that is written as the beginning of a name."""
    leads = before is not None and before.kind in "C:ftoh"
    goes_on = after is not None and after.kind == lexicon.WORD and after.is_capitalised
    return lexicon.WORD if kind in "wX" and token.is_capitalised and leads and goes_on else kind


def material(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "MS angle": mild steel, where a name would be written with a capital."""
    is_steel = kind == "h" and token.text == "MS" and after is not None and not after.is_capitalised
    return lexicon.WORD if is_steel else kind


def new(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "New Ganga Builders" is a name, a "new bill" none."""
    return lexicon.WORD if token.key == "new" and after is not None and after.kind == lexicon.WORD else kind


def patient(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Student Ankit": whoever stands at the beginning of a phrase under such a word is the customer."""
    begins = before is None or before.kind in ",wBtfk"
    names = after is not None and after.kind in "W:-h" and after.key not in lexicon.NAME_SUFFIXES
    return "C" if token.key in _CLIENTS and begins and names else kind


def by_trade(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Rahul mobile wale ko": a person by the trade, no price."""
    is_called = kind == "H" and before is not None and before.kind == lexicon.WORD and token.key.endswith(_TRADES)
    return lexicon.WORD if is_called and after is not None and after.kind in "KJ" else kind


def services(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Aqua Pure Services - ...": the last word of a firm's name."""
    is_firm = kind == "g" and token.is_capitalised and before is not None and before.is_capitalised
    ends = after is None or after.kind in ",-:KkfJ"
    return lexicon.WORD if is_firm and ends and before is not None and before.kind == lexicon.WORD else kind


def title(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Bala Ji Traders": within a firm's name."""
    is_inside = kind == "J" and before is not None and before.kind == lexicon.WORD and after is not None
    return lexicon.WORD if is_inside and after is not None and after.key in lexicon.NAME_SUFFIXES else kind


def place(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Mittal sahab ke ghar", "Ravi ki dukaan pe": whose place it is, and for whom the bill."""
    is_theirs = before is not None and before.kind in "kJ"
    stands = token.key in _HOMES or (token.key in _SHOPS and after is not None and after.kind in "bK")
    return "K" if is_theirs and stands else kind
