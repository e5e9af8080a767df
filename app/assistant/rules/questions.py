"""What a question asks: phrases of `vocabulary` found in each part of the prompt, weighed, the heaviest topic taken."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from app.assistant.records.asked import Question, Topic
from app.assistant.rules import periods, vocabulary, words

ENOUGH = 2.0
"""Points from which a topic counts as recognised: one plain keyword ("overdue"), or two hints ("customer", "dues")."""
MOST_TOPICS = 3
"""Topics answered at once: more is a report, not an answer in words."""
LONGEST_QUESTION_WORDS = 120
"""Beyond this a prompt is a text that mentions many things, and its first words carry the question."""

_BEFORE_A_NAME = words.listed("does from did has for of with")
_AFTER_A_NAME = words.listed(
    "owe owes owed paid ji se ka ki ke ko ne par pe wale wala bhai sahab जी से का की के को ने पर भाई साहब वाले"
)


def understood(prompt: str, *, on: date) -> Question:
    """What `prompt` asks on the day `on`. Without a recognised topic `topics` is empty."""
    spoken = words.words(prompt)[:LONGEST_QUESTION_WORDS]
    topics = [topic for part in words.clauses(prompt) if (topic := _topic(part[:LONGEST_QUESTION_WORDS]))]
    if not topics and (topic := _topic(spoken)):
        topics = [topic]
    strangers = _strangers(spoken)
    period = periods.named(spoken, on=on)
    return Question(
        topics=tuple(dict.fromkeys(topics))[:MOST_TOPICS],
        language=words.language(prompt),
        days=period.days,
        is_period_unread=period.is_unread,
        words=spoken,
        strangers=tuple(run for _, run in strangers),
        names=tuple(" ".join(run) for start, run in strangers if _stands_as_name(spoken, start, run)),
    )


def points(part: tuple[str, ...], topic: Topic) -> float:
    """How strongly the words of `part` speak of `topic`; a word counts once, in the longest phrase that holds it."""
    taken: set[int] = set()
    total = 0.0
    for phrase, weight in _phrases()[topic].items():
        for start in _places(part, phrase):
            place = set(range(start, start + len(phrase)))
            if not place & taken or weight < 0:
                taken |= place
                total += weight
    return total


def _topic(part: tuple[str, ...]) -> Topic | None:
    weighed = {topic: points(part, topic) for topic in vocabulary.PHRASES}
    best = max(weighed, key=lambda topic: weighed[topic])
    if weighed[best] < ENOUGH:
        return None
    if best is Topic.OVERDUE and (vocabulary.SUPPLIER_WORDS & set(part) or weighed[Topic.PAYABLES] > ENOUGH):
        return Topic.OVERDUE_BILLS
    return best


def _places(part: tuple[str, ...], phrase: tuple[str, ...]) -> Iterable[int]:
    return (start for start in range(len(part) - len(phrase) + 1) if part[start : start + len(phrase)] == phrase)


@cache
def _phrases() -> Mapping[Topic, Mapping[tuple[str, ...], float]]:
    """The vocabulary as words, the longest phrases first."""
    found: dict[Topic, dict[tuple[str, ...], float]] = {}
    for topic, weights in vocabulary.PHRASES.items():
        pairs = {words.words(phrase): weight for weight, line in weights.items() for phrase in line.split("|")}
        found[topic] = dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))
    return found


@cache
def known_words() -> frozenset[str]:
    """Every word that belongs to a topic, a period or plain speech, and so names nobody."""
    topical = {word for phrases in _phrases().values() for phrase in phrases for word in phrase}
    return frozenset(topical | vocabulary.SMALL_WORDS | words.HINGLISH_MARKS | periods.known_words())


def _strangers(spoken: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """Runs of words that belong to no topic, each with the place where it begins."""
    found: list[tuple[int, tuple[str, ...]]] = []
    run: list[str] = []
    for index, word in enumerate((*spoken, "")):
        if word and word not in known_words() and not word.isdecimal():
            run.append(word)
        elif run:
            found.append((index - len(run), tuple(run)))
            run = []
    return found


def _stands_as_name(spoken: tuple[str, ...], start: int, run: tuple[str, ...]) -> bool:
    """Whether a name would stand there: "does X owe", "X ka kitna baki"."""
    following = spoken[start + len(run)] if start + len(run) < len(spoken) else ""
    return following in _AFTER_A_NAME or (start > 0 and spoken[start - 1] in _BEFORE_A_NAME)
