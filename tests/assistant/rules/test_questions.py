"""Which question is recognised in what owners type: English, Hindi in Latin letters, Devanagari."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.records.asked import Language, Topic
from app.assistant.rules import questions
from tests.assistant.shop import TODAY

ASKED = {
    Topic.RECEIVABLES: (
        "Who owes me money?",
        "How much does Sharma Traders owe me?",
        "Which customers owe the most",
        "Who hasn't paid me?",
        "total outstanding from customers",
        "pending payments",
        "mera udhaar kitna baki hai",
        "Gupta ji ka kitna baaki hai",
        "kisne kitna dena hai",
        "kis se kitna lena hai",
        "किसने कितना देना है?",
        "शर्मा ट्रेडर्स का कितना बाकी है",
        "किससे कितना लेना है?",
    ),
    Topic.PAYABLES: (
        "What do I owe my suppliers?",
        "how much do we owe Mehta",
        "Sharma ko kitna dena hai",
        "mujhe kitna dena hai suppliers ko",
        "supplier ka kitna baki hai",
        "मुझे सप्लायर को कितना देना है",
    ),
    Topic.OVERDUE: (
        "overdue invoices",
        "Which payments are past due?",
        "who are my late payers",
        "kaunse invoice overdue hain",
        "kisne time par nahi diya",
        "किसने समय पर नहीं दिए",
    ),
    Topic.OVERDUE_BILLS: ("which supplier bills are overdue", "Am I late with any vendor?"),
    Topic.CASH_FLOW: (
        "How was my cash flow last month?",
        "How much money came in yesterday",
        "cashflow",
        "paisa kitna aaya aur gaya",
        "कैश फ्लो दिखाओ",
        "इस महीने कितना आया",
    ),
    Topic.GST_DUE: (
        "How much GST do I have to pay this month?",
        "gst due",
        "what is my input tax credit",
        "gst kitna bharna hai",
        "जीएसटी कितना भरना है",
    ),
    Topic.SALES: ("sales last month", "What was my revenue?", "pichle mahine ki bikri", "पिछले महीने की बिक्री कितनी हुई"),
    Topic.EXPENSES: ("last 30 days expenses", "What did I spend?", "is mahine kitna kharcha hua", "इस महीने का ख़र्च"),
    Topic.ALERTS: ("any fraud alerts?", "duplicate bills?", "kuch gadbad hai kya", "कोई धोखाधड़ी अलर्ट है?"),
}
UNKNOWN = (
    "hello",
    "write me a poem about tea",
    "what's the weather",
    "what is my gst number",
    "gst rate on cement",
    "what is my bank balance",
    "नमस्ते",
    "?!",
    "🙂",
)


class TestTopic:
    @pytest.mark.parametrize(("prompt", "topic"), [(prompt, topic) for topic, all_ in ASKED.items() for prompt in all_])
    def test_question_is_recognised(self, prompt: str, topic: Topic) -> None:
        assert questions.understood(prompt, on=TODAY).topics[0] is topic

    @pytest.mark.parametrize("prompt", UNKNOWN)
    def test_what_cannot_be_answered_is_not_recognised(self, prompt: str) -> None:
        assert questions.understood(prompt, on=TODAY).topics == ()

    def test_two_questions_in_one_are_both_answered(self) -> None:
        asked = questions.understood("How much did I sell and spend in March 2026?", on=TODAY)
        assert asked.topics == (Topic.SALES, Topic.EXPENSES)

    def test_capital_letters_and_marks_do_not_matter(self) -> None:
        assert questions.understood("WHO OWES ME???", on=TODAY).topics == (Topic.RECEIVABLES,)

    @given(st.text(max_size=300))
    def test_any_text_is_understood_or_left_alone(self, prompt: str) -> None:
        assert len(questions.understood(prompt, on=TODAY).topics) <= questions.MOST_TOPICS


class TestLanguage:
    @pytest.mark.parametrize(
        ("prompt", "language"),
        [
            ("Who owes me how much?", Language.ENGLISH),
            ("kitna baki hai", Language.HINGLISH),
            ("GST kitna bharna hai?", Language.HINGLISH),
            ("GST कितना है", Language.HINDI),
            ("", Language.ENGLISH),
        ],
    )
    def test_language_is_told_by_letters_and_small_words(self, prompt: str, language: Language) -> None:
        assert questions.understood(prompt, on=TODAY).language is language


class TestNames:
    @pytest.mark.parametrize(
        ("prompt", "name"),
        [
            ("How much does Ramesh Kumar owe me?", "ramesh kumar"),
            ("Ramesh ka kitna baki hai", "ramesh"),
            ("रमेश से कितना लेना है", "रमेश"),
        ],
    )
    def test_words_in_the_place_of_a_name_are_a_name(self, prompt: str, name: str) -> None:
        assert questions.understood(prompt, on=TODAY).names == (name,)

    def test_plain_question_names_nobody(self) -> None:
        assert questions.understood("Who owes me how much?", on=TODAY).names == ()
