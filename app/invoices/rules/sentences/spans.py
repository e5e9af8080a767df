"""Where the values of a reading stand in the text as it was sent."""

from collections.abc import Iterator, Sequence

from app.invoices.records import Place, Said
from app.invoices.rules.sentences import normalise
from app.invoices.rules.sentences.customer.names import Named
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.lines.items import Line


def places(said: Said, sentence: Sentence, customer: Named | None, lines: Sequence[Line]) -> tuple[Place, ...]:
    """A place for each value that was said; values that follow from others have none."""
    origins = normalise.origins(sentence.original, sentence.text)
    found = (*_of_lines(lines), *_beside(said, sentence, customer))
    return tuple(_place(sentence, origins, path, *tokens) for path, tokens in found if tokens)


def _place(sentence: Sentence, origins: Sequence[int], path: str, start: int, end: int) -> Place:
    first, last = sentence.tokens[start].start, sentence.tokens[end - 1].end - 1
    begin, stop = origins[first], origins[last] + 1
    return Place(path, begin, stop, sentence.original[begin:stop])


def _of_lines(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[int, int]]]:
    for number, line in enumerate(lines):
        if line.places:
            yield f"items.{number}.description", (min(line.places), max(line.places) + 1)
        for name, place in line.marks.items():
            yield f"items.{number}.{name}", (place, place + 1)


def _beside(said: Said, sentence: Sentence, customer: Named | None) -> Iterator[tuple[str, tuple[int, int]]]:
    if customer is not None:
        yield "customer_name", (customer.start, customer.end)
    names = {name: name for name in sentence.places}
    names["due"] = "due_in_days" if said.due_in_days is not None else "due_date"
    if said.gst_rate_percent is None:
        names.pop("gst_rate", None)
    for name, path in names.items():
        if name in sentence.places:
            yield path, sentence.places[name]
    if said.is_tax_inclusive and "gst_rate" in sentence.places:
        yield "tax_inclusive", sentence.places["gst_rate"]
