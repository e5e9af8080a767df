"""Whom a question names: the party of the books whose name its words hold, spelt nearly so or in the other script.

Never a near miss: when somebody is named of whom only a part fits ("Sharma Traders" where the books have "Gupta
Traders"), nobody is found, and the answer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.assistant.records.asked import Question, Topic
from app.assistant.rules import words
from app.assistant.rules.questions import known_words
from app.books.records import Party, PartyKind

SHORTEST_SKELETON = 3
"""Consonants below which two names are not called alike: "Rao" and "Ray" would be one."""
MOST_CHOICES = 5

_FORMS_OF_FIRMS = words.listed(
    "pvt private ltd limited llp co company sons and the m s india inc shri shree sri mr mrs"
)


_SIDES = {
    Topic.RECEIVABLES: PartyKind.CUSTOMER,
    Topic.OVERDUE: PartyKind.CUSTOMER,
    Topic.SALES: PartyKind.CUSTOMER,
    Topic.CASH_FLOW: PartyKind.CUSTOMER,
    Topic.PAYABLES: PartyKind.SUPPLIER,
    Topic.OVERDUE_BILLS: PartyKind.SUPPLIER,
}


@dataclass(frozen=True, slots=True)
class Named:
    """The party found, or several among which the words do not decide, or a name that the books do not know."""

    party: Party | None = None
    candidates: tuple[Party, ...] = ()
    unknown: str | None = None


def asked_about(question: Question, parties: Sequence[Party], topic: Topic) -> Named:
    """Whom the question names where `topic` is about parties, those of the topic's own side first."""
    if topic not in _SIDES:
        return Named()
    own = named(question, [party for party in parties if party.kind is _SIDES[topic]])
    return own if own.party or own.candidates else named(question, parties)


def topic_for(topic: Topic, party: Party | None) -> Topic:
    """What is meant by "how much is open" with `party`: with a supplier it is what the owner owes."""
    if party is None or party.kind is not PartyKind.SUPPLIER:
        return topic
    return {Topic.RECEIVABLES: Topic.PAYABLES, Topic.OVERDUE: Topic.OVERDUE_BILLS}.get(topic, topic)


def named(question: Question, parties: Sequence[Party]) -> Named:
    """Whom `question` names among `parties`; all empty when it names nobody."""
    scored = [(score, party) for party in parties if (score := _score(party.name, question))[0] > 0]
    if not scored:
        return Named(unknown=question.names[0] if question.names else None)
    best = max(score for score, _ in scored)
    ties = sorted((party for score, party in scored if score == best), key=lambda party: (party.name, party.id))
    return Named(party=ties[0]) if len(ties) == 1 else Named(candidates=tuple(ties[:MOST_CHOICES]))


def _score(name: str, question: Question) -> tuple[int, bool]:
    """How well the question fits `name`: its telling words said, and whether that is all of it; 0 where a part misfits.

    "Asha" fits "Asha Rao" no better than "Asha Rao Nair": both are named when one is asked back.
    """
    telling = [word for word in words.words(name) if word not in _FORMS_OF_FIRMS]
    strangers = [[word for word in run if word not in _FORMS_OF_FIRMS] for run in question.strangers]
    met = [run for run in strangers if any(_alike(word, part) for word in run for part in telling)]
    if any(not any(_alike(word, part) for part in telling) for run in met for word in run):
        return 0, False
    said = sum(any(_alike(word, part) for run in met for word in run) for part in telling)
    return said, said == len(telling)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    sound = words.skeleton(one)
    return len(sound) >= SHORTEST_SKELETON and sound == words.skeleton(other) and one not in known_words()
