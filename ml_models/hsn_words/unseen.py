"""Wordings of shops by an author who had not seen our phrases: what a model is judged by, and never learns from."""

import csv
from dataclasses import dataclass
from importlib import resources

FILE = "unseen.csv"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A wording, the headings that are right for it, and its language: english, hinglish, hindi."""

    text: str
    headings: tuple[str, ...]
    language: str


def every() -> tuple[Unseen, ...]:
    """All of them, in the order of the file."""
    table = (resources.files("ml_models.hsn_words") / FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple(Unseen(row["text"], tuple(row["codes"].split("|")), row["language"]) for row in rows)
