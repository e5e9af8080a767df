"""What a letterhead says between the name and the address: what the firm does, and what it says of itself."""

import re

_TRADE = re.compile(
    r"\b(?:owners|contractors|dealers?|manufacturers?|mfrs|suppliers?|specialists?|wholesale\w*|deals? in|stockists?"
    r"|since|all kinds|a unit of|affiliated to|recogni[sz]ed by|cuisine|iso \d+"
    r"|distributors? of|exporters? of|importers?|quality|pure veg|family restaurant)\b",
    re.I,
)
_LISTED = re.compile(r"[^\W\d_]\s*[|•·●▪]\s*[^\W\d_]|[^\W\d_] / [^\W\d_]")
"""Words set apart by strokes or points; an address has commas."""
_SENTENCE = re.compile(r"(?<=\s)(?:in|from|for|with|your|we|our|us|is|are|since|every|where|always|away|a|an)\b")
"""Small words of sentences, behind another word."""
_PLACE = re.compile(
    r"\b(?:near|opp\w*|behind|beside|next|road|rd|street|lane|nagar|marg|floor|building|bldg|complex|market|chowk|main|cross"
    r"|colony|estate|tower|towers|post|dist|district|village|bazar|bazaar|station|temple|school|hospital|gate|house)\b",
    re.I,
)


def is_slogan(text: str) -> bool:
    """Whether a line says what a firm does; one with a figure may be an address, unless brackets set it apart."""
    if any(map(str.isdigit, text)):
        return _TRADE.search(text) is not None and text.startswith("(")
    is_sentence = _SENTENCE.search(text) is not None and _PLACE.search(text) is None and "," not in text
    return _TRADE.search(text) is not None or _LISTED.search(text) is not None or is_sentence
