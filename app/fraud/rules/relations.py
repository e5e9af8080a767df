"""Who has to do with whom: accounts as they are compared, and names that speak for one family or one group.

Branches of one PAN and firms of one family may share an account or a phone with good reason; strangers may not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.books.records import Party
from app.fraud.rules import identity

LEAST_ACCOUNT = 6
"""Indian accounts have 9 to 18 digits; what is shorter than this fills a field."""
LEAST_TOKEN = 3
_TRADE = """
trader traders trading trade store stores enterprise enterprises agency agencies industry industries sons son
brother brothers bros foods food steel steels textile textiles hardware electrical electricals electronics
pharma medical medicals chemist packaging packers logistics transport roadways carriers supplier suppliers
supply marketing sales service services works work engineering engineers impex exports imports international
india indian general kirana provision mart bazaar centre center house distributor distributors associates
corporation corp company firm group new shree shri sri sree jai om the and for mills mill motors auto mobile
mobiles paper plastics plastic furniture garments cloth fashion jewellers dairy bakery hotel restaurant caterers
solutions systems technologies consultants contractor contractors construction builders cement paints tiles
glass tools machine machines machinery products ventures global national bharat hindustan
"""
TRADE_WORDS = frozenset(_TRADE.split())
"""Words of which half a market's names are made: they tell nothing of kinship."""
COMMON = 3
"""So many names of one business that bear a word make it a common one."""
MOST_SLIP = 2
"""So many places in which two accounts of one length differ at most when one is a slip of the other."""


@lru_cache(maxsize=65536)
def account_number(text: str | None) -> str:
    """A bank account for comparison: capitals and digits without leading zeros; empty for none, or for a filler."""
    bare = re.sub(r"[^A-Z0-9]", "", (text or "").upper()).lstrip("0")
    return bare if len(bare) >= LEAST_ACCOUNT and len(set(bare)) > 1 else ""


def accounts_of(party: Party) -> frozenset[str]:
    """Every account that the books hold for the party, today's and those of its changes."""
    changed = (one for change in party.bank_changes for one in (change.old_account, change.new_account))
    return _present(account_number(one) for one in (party.bank_account, *changed))


def is_slip(one: str, other: str) -> bool:
    """Whether two accounts are one, typed wrongly: a digit or two other, swapped, lost or added."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= MOST_SLIP
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: neither legal form nor trade."""
    words = identity.plain_name(name).split()
    return frozenset(word for word in words if len(word) >= LEAST_TOKEN and word not in TRADE_WORDS)


def have_name_in_common(one: str, other: str) -> bool:
    """Whether two names share a word that tells them from others, or are much alike."""
    return bool(name_words(one) & name_words(other)) or identity.is_similar_name(one, other)


def are_kin(one: Party, other: Party, *, common: frozenset[str] = frozenset()) -> bool:
    """Whether both may be one person, family or group: one PAN, a word of the name in common, or names much alike.

    common : words that tell nothing here, as `common_words` finds them.
    """
    has_one_pan = bool(identity.pan(one)) and identity.pan(one) == identity.pan(other)
    shared = name_words(one.name) & name_words(other.name)
    return has_one_pan or bool(shared - common) or identity.is_similar_name(one.name, other.name)


def common_words(parties: Sequence[Party]) -> frozenset[str]:
    """The words in so many names of these books that two who share one need not be kin."""
    counts = Counter(word for party in parties for word in name_words(party.name))
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def have_one_name(one: Party, other: Party) -> bool:
    """Whether two records bear one name, whichever of its words come first: a person kept twice."""
    names = [frozenset(identity.plain_name(party.name).split()) for party in (one, other)]
    return bool(names[0]) and (names[0] == names[1] or identity.is_similar_name(one.name, other.name))


def _present(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in values if value)
