"""No training reads a row of a business or a person that said no, and none learns a name that it was asked not to."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, text

from app.invoices.repo import corrected
from app.invoices.training import anonymous
from app.model_registry.records import Learner, Observed
from app.model_registry.repo import labels as labels_repo
from app.model_registry.service.learning import making, retraining
from app.runtime.runtime import Runtime
from app.simulate import names
from ml_models import splits
from ml_models.invoice_ner.records import Role
from tasks import learners as all_learners
from tests.model_registry import learners, tiny

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
SENTENCE = "Rakesh Traders ko 5 kursi 350 wali, phone 9812345678, GSTIN 24AAACR5055K1Z7"
SPANS = [[0, 14, Role.CUSTOMER.value], [20, 25, Role.ITEM.value]]
UNREADABLE = json.dumps({"no": "pages"})
EVERYTHING = (
    "insert into document_corrections (id, business_id, user_id, raw_input, entities, spans, is_aligned)"
    " values (gen_random_uuid(), :business, :user, :sentence, '{}', cast(:spans as jsonb), true)",
    "insert into document_extractions (id, business_id, sha256, file_name, media_type, size_bytes, reference_date,"
    " pages, created_at) values (:extraction, :business, gen_random_uuid()::text, 'bill.pdf', 'application/pdf', 1,"
    " '2026-04-01', cast(:pages as jsonb), now())",
    "insert into document_extraction_corrections (extraction_id, business_id, step, path, value, user_id, created_at)"
    " values (:extraction, :business, 1, 'invoice_number', '\"7\"', :user, now())",
    "insert into ml_model_observations (model_id, subject, business_id, role, probability, inputs, predicted_at,"
    " outcome, outcome_at) select id, gen_random_uuid(), :business, 'production', 0.5, '[1]', now() - interval '2 d',"
    " 'true', now() from ml_models where manifest -> 'features' <> '[]'",
)
READ_PAGES = {"receipt_fields", "field_confidence"}
Say = Callable[..., tuple[UUID, UUID]]


class TestEveryLearner:
    @pytest.mark.parametrize("refusal", ["settings", "owner", "author"])
    def test_reads_no_row_of_who_said_no(self, tx: Connection, with_rows: Say, refusal: str) -> None:
        business, _ = with_rows(refusal)  # what would be read of it cannot be: a training that tried would fail
        for learner in all_learners.everyone():
            assert business not in of_businesses(tx, learner, with_answers=refusal != "author")

    def test_reads_rows_of_everybody_else(self, tx: Connection, with_rows: Say) -> None:
        business, _ = with_rows(None)
        documents = tx.execute(corrected.CORRECTED, {"since": EVER, "most": 10_000, "is_of_words": True})
        assert business in {row.business_id for row in documents.all()}
        readers = [
            learner.name
            for learner in all_learners.everyone()
            if learner.name not in READ_PAGES and business in of_businesses(tx, learner)
        ]
        assert readers == ["duplicate_pairs", "alert_confidence", "late_payment", "invoice_ner"]

    def test_takes_a_word_back_as_well(self, tx: Connection, with_rows: Say) -> None:
        business, owner = with_rows("owner")
        say_yes = "insert into ai_user_consents (user_id, purpose, version, language, is_given) values"
        tx.execute(text(f"{say_yes} (:user, 'training', 1, 'en', true)"), {"user": owner})
        assert business in of_businesses(tx, all_learners.one("invoice_ner"))

    def test_leaves_out_an_answer_that_only_a_refuser_gave(self, tx: Connection, with_rows: Say) -> None:
        business, member = with_rows("author")
        tx.execute(
            text(
                "insert into fraud_alerts (id, business_id, alert_type, fingerprint, message, confidence_score,"
                " model_version, book_revision, detected_at, last_seen_at, status, answered_by, answered_at)"
                " select subject, :b, 'duplicate_invoice', subject::text, 'Twice?', 0.8, '1', 1, now(), now(),"
                " 'confirmed', :member, now() from ml_model_observations where business_id = :b"
            ),
            {"b": business, "member": member},
        )
        assert business not in of_businesses(tx, all_learners.one("alert_confidence"))


class TestRetraining:
    def test_learns_nothing_of_a_business_that_opted_out(self, rt: Runtime, engine: Engine) -> None:
        seen: list[UUID] = []

        def examples(observed: Sequence[Observed], seed: int) -> learners.Rows:
            seen.extend(one.business_id for one in observed)
            return learners.examples(observed, seed)

        learner = learners.described(rt, tiny.name(), NOW, examples=examples)
        version = tiny.promoted(rt, tiny.registered(rt, learner.name))
        willing, unwilling = (learners.business(engine) for _ in range(2))
        known_at = splits.cutoff(NOW) - timedelta(days=3)
        for business in (willing, unwilling):
            learners.labels(engine, version, business, 25, known_at=known_at)
        with engine.begin() as db:
            no = "insert into ai_privacy_settings (business_id, data_sharing_enabled) values (:b, false)"
            db.execute(text(no), {"b": unwilling})
        retraining.retrain(
            rt,
            learner,
            now=NOW,
            progress=lambda share, note: None,
            spread=making.here(learner, learner.examples([], making.SEED)),
        )
        assert set(seen) == {willing}


class TestAnonymous:
    def test_sentence_is_learned_without_names_and_numbers(self, tx: Connection, with_rows: Say) -> None:
        business, _ = with_rows("anonymous")
        [taught] = [one for one in all_learners.one("invoice_ner").labelled(tx, EVER) if one.business_id == business]
        for personal in ("Rakesh", "9812345678", "24AAACR5055K1Z7"):
            assert personal not in taught.inputs
        (start, end, label), (first, last, _) = taught.outcome
        assert (label, taught.inputs[first:last]) == (Role.CUSTOMER.value, "kursi")
        assert taught.inputs[start:end] in names.PEOPLE

    def test_receipt_is_left_out(self, tx: Connection, with_rows: Say) -> None:
        business, _ = with_rows("anonymous")
        assert business not in of_businesses(tx, all_learners.one("receipt_fields"))

    @pytest.mark.parametrize("spans", [[(5, 3, "ITEM")], [(0, 99, "ITEM")], [(0, 9, "ITEM"), (4, 12, "ITEM")], []])
    def test_parts_that_do_not_fit_teach_nothing(self, spans: list[tuple[int, int, str]]) -> None:
        _, parts = anonymous.stripped("Rakesh 9812345678", spans, uuid4())
        assert parts == []

    def test_everything_else_keeps_its_place(self) -> None:
        sentence = "bill 9812345678 for rakesh@okaxis"
        assert anonymous.stripped(sentence, [], uuid4())[0] == "bill 0000000000 for XXXXXX@XXXXXX"


@pytest.fixture
def with_rows(tx: Connection) -> Iterator[Say]:
    """Makes a business with a row for every training, and has it said no: business, and who wrote the rows."""

    def made(refusal: str | None) -> tuple[UUID, UUID]:
        business, owner, member = uuid4(), uuid4(), uuid4()
        tx.execute(text("select set_config('role', 'none', true)"))
        for person in (owner, member):
            tx.execute(text("insert into auth.users (id) values (:id)"), {"id": person})
        shop = "insert into businesses (id, user_id, name, category) values (:id, :owner, 'Sai', 'retail')"
        tx.execute(text(shop), {"id": business, "owner": owner})
        _version_of_each(tx)
        author = member if refusal == "author" else owner
        values: dict[str, Any] = {"business": business, "user": author, "extraction": uuid4(), "pages": UNREADABLE}
        for statement in EVERYTHING:
            tx.execute(text(statement), values | {"sentence": SENTENCE, "spans": json.dumps(SPANS)})
        _say(tx, refusal, business, author)
        return business, author

    yield made


def _version_of_each(tx: Connection) -> None:
    """A version of every model that learns from what became of its predictions."""
    for learner in all_learners.everyone():
        values = {"name": learner.name, "manifest": json.dumps({"features": learner.features}), "label": uuid4().hex}
        tx.execute(
            text(
                "insert into ml_models (name, version, label, kind, manifest)"
                " values (:name, 1000000, :label, 'skops', cast(:manifest as jsonb))"
            ),
            values,
        )


def _say(tx: Connection, refusal: str | None, business: UUID, author: UUID) -> None:
    if refusal in ("settings", "anonymous"):
        values = {"b": business, "shares": refusal != "settings", "anonymous": refusal == "anonymous"}
        chosen = "insert into ai_privacy_settings (business_id, data_sharing_enabled, anonymize_data) values"
        tx.execute(text(f"{chosen} (:b, :shares, :anonymous)"), values)
    elif refusal:
        no = "insert into ai_user_consents (user_id, purpose, version, language, is_given) values"
        tx.execute(text(f"{no} (:user, 'training', 1, 'hi', false)"), {"user": author})


def of_businesses(tx: Connection, learner: Learner, *, with_answers: bool = True) -> set[UUID]:
    """The businesses of whom this training would learn."""
    found = {one.business_id for one in learner.labelled(tx, EVER)}
    if with_answers:
        found |= {one.business_id for one in labels_repo.fetch_known(tx, learner.name, learner.features)}
    return found
