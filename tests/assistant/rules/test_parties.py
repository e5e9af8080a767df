"""Whom a question names: nearly so spelt, in either script, and never somebody else."""

import pytest

from app.assistant.records.asked import Topic
from app.assistant.rules import parties, questions, words
from app.books.records import PartyKind
from tests.assistant.shop import PARTIES, TODAY, party


def _named(prompt: str, topic: Topic = Topic.RECEIVABLES) -> parties.Named:
    return parties.asked_about(questions.understood(prompt, on=TODAY), PARTIES, topic)


class TestNamed:
    @pytest.mark.parametrize(
        ("prompt", "name"),
        [
            ("How much does Sharma Traders owe me?", "Sharma Traders"),
            ("sharma ka kitna baki hai", "Sharma Traders"),
            ("Sharmaa tredars ka kitna baki hai", "Sharma Traders"),
            ("शर्मा ट्रेडर्स का कितना बाकी है", "Sharma Traders"),
            ("does gupta textiles private limited owe me", "Gupta Textiles Pvt Ltd"),
            ("Om Stores owes how much", "Om Stores"),
            ("मेहता का कितना बाकी है", "Mehta Industries"),
        ],
    )
    def test_party_is_found(self, prompt: str, name: str) -> None:
        found = _named(prompt).party
        assert found and found.name == name

    def test_two_of_one_name_are_asked_back(self) -> None:
        assert [one.name for one in _named("gupta ka kitna baki hai").candidates] == [
            "Gupta Hardware",
            "Gupta Textiles Pvt Ltd",
        ]

    def test_longer_name_is_not_left_out_by_its_length(self) -> None:
        two = (party("Asha Rao"), party("Asha Rao Nair"))
        asked = questions.understood("asha ka kitna baki hai", on=TODAY)
        assert parties.named(asked, two).candidates == two
        whole = questions.understood("asha rao ka kitna baki hai", on=TODAY)
        assert parties.named(whole, two).party == two[0]

    @pytest.mark.parametrize("prompt", ["How much does Verma Traders owe me?", "Ramesh Gupta ka kitna baki hai"])
    def test_half_a_fit_is_nobody(self, prompt: str) -> None:
        found = _named(prompt)
        assert found.party is None
        assert found.unknown

    def test_nobody_is_named_by_a_plain_question(self) -> None:
        assert _named("who owes me the most?") == parties.Named()

    def test_question_about_no_party_names_none(self) -> None:
        assert _named("gst of sharma", Topic.GST_DUE) == parties.Named()


class TestTopicFor:
    def test_open_with_a_supplier_is_what_the_owner_owes(self) -> None:
        supplier = party("Mehta", PartyKind.SUPPLIER)
        assert parties.topic_for(Topic.RECEIVABLES, supplier) is Topic.PAYABLES
        assert parties.topic_for(Topic.OVERDUE, supplier) is Topic.OVERDUE_BILLS

    def test_customer_stays_a_customer(self) -> None:
        assert parties.topic_for(Topic.RECEIVABLES, party("Asha")) is Topic.RECEIVABLES


class TestSkeleton:
    @pytest.mark.parametrize(
        ("one", "other"), [("sharma", "शर्मा"), ("gupta", "गुप्ता"), ("traders", "ट्रेडर्स"), ("mehta", "मेहता")]
    )
    def test_both_scripts_sound_alike(self, one: str, other: str) -> None:
        assert words.skeleton(one) == words.skeleton(other)

    def test_different_names_do_not(self) -> None:
        assert words.skeleton("sharma") != words.skeleton("verma")
