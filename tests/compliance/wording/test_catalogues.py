"""The two catalogues: the same rules, the same sentences, the same figures; one English, one in Devanagari."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from app.compliance import wording
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import sent
from app.compliance.schemas.gst.invoices import InvoiceQuestion
from app.gst import slabs
from app.values.language import Language
from tests.compliance.rules.invoice.sent.cases import FAULTY
from tests.compliance.sent_papers import ON

ENGLISH, HINDI = (wording.catalogue(language) for language in (Language.ENGLISH, Language.HINDI))
FIGURE = re.compile(r"\{(\w+)\}")
# What stays in Latin letters in a Hindi sentence: names of taxes, forms and codes that everybody knows by them.
KNOWN = re.compile(r"\{\w+\}|\b([A-Z]{2,}(-?\d\w?)?|[A-Za-z]|x)\b")
LATIN, DEVANAGARI = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[\u0900-\u097f]")


class TestBoth:
    def test_every_rule_has_its_words_and_no_others_do(self) -> None:
        assert set(ENGLISH["rules"]) == set(HINDI["rules"]) == {rule.code for rule in rules.ALL}

    def test_they_say_the_same_things_with_the_same_figures(self) -> None:
        assert {path: figures(text) for path, text in texts(ENGLISH["rules"])} == {
            path: figures(text) for path, text in texts(HINDI["rules"])
        }

    @pytest.mark.parametrize("words", ["gstin", "number", "kind"])
    def test_they_have_the_same_words_for_reasons(self, words: str) -> None:
        assert ENGLISH["words"][words].keys() == HINDI["words"][words].keys()

    def test_they_have_twelve_months_and_what_joins_a_list(self) -> None:
        for book in (ENGLISH, HINDI):
            assert len(set(book["words"]["months"])) == 12
            assert {"nobody", "line", "lines", "and", "more"} <= book["words"].keys()


class TestHindi:
    def test_sentences_are_devanagari(self) -> None:
        for path, text in texts(HINDI["rules"]):
            assert DEVANAGARI.search(text), path
            assert not LATIN.search(KNOWN.sub("", text)), (path, text)

    def test_sentences_end_as_hindi_sentences_do(self) -> None:
        for path, text in texts(HINDI["rules"]):
            assert re.search(r"[।?](\]\])?$", text), path

    def test_goods_for_which_a_rate_is_kept_have_a_name(self) -> None:
        named = {slab.only_for for slab in slabs.every() if slab.only_for}
        assert named == HINDI["words"]["only_for"].keys()

    @pytest.mark.parametrize(("code", "source", "body"), FAULTY, ids=[f"{row[0]}: {row[1]}" for row in FAULTY])
    def test_every_issue_is_whole_and_has_the_id_that_it_has_in_english(
        self, code: str, source: str, body: Mapping[str, Any]
    ) -> None:
        invoice = sent.invoice_sent(InvoiceQuestion().load(body), on=ON)
        (finding,) = rules.findings(invoice, on=ON)
        said, english = (wording.issue(finding, invoice, language) for language in (Language.HINDI, Language.ENGLISH))
        assert (said.id, said.rule, said.law) == (english.id, code, english.law)
        for sentence in (said.description, said.plain_language_explanation, *said.suggested_fixes):
            assert sentence.endswith("।"), source
            assert not re.search(r"[{}]|\[\[|\]\]|None|Decimal|  ", sentence), sentence


def texts(book: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text with its place."""
    for code, words in book.items():
        for name, said in words.items():
            for number, text in enumerate(said if isinstance(said, list) else [said]):
                yield f"{code}.{name}.{number}", text


def figures(text: str) -> list[str]:
    """The figures that a text names, in any order: the two languages build their sentences differently."""
    return sorted(set(FIGURE.findall(text)))
