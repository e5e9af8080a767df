"""What people set right: kept once, aligned with their sentence, and handed on as labels."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.invoices import training
from app.runtime.identity import Caller
from tests import shops
from tests.invoices.conftest import Shop

PATH = "/api/v1/invoice/corrections"
SENTENCE = "we dispatched 4 pens rate 12 to Ravi Kumar"
RIGHT = {
    "customer_name": "Ravi Kumar",
    "items": [{"description": "pens", "quantity": 4, "unit_price": 12}],
    "total": 48,
}
PARTS = [[14, 15, "QUANTITY"], [16, 20, "ITEM"], [26, 28, "PRICE"], [32, 42, "CUSTOMER"]]
COUNT = text("select count(*) from document_corrections where business_id = :id")
OBSERVED = (
    "with model as (insert into ml_models (name, version, label, kind) values (gen_random_uuid()::text, 1, '1',"
    " 'skops') returning id) insert into ml_model_observations (model_id, subject, business_id, role, probability,"
    " inputs, predicted_at) select id, :answer, :business, 'production', 0.5, '[]', now() from model"
)


class TestCorrections:
    def test_kept_with_the_places_of_its_parts(self, shop: Shop) -> None:
        kept = corrected(shop, id=str(uuid4()))
        assert (kept["spans"], kept["is_aligned"], kept["status"]) == (PARTS, True, "recorded")
        assert (kept["entities"], kept["raw_input"]) == (RIGHT, SENTENCE)

    def test_part_that_was_not_said_is_kept_and_teaches_nothing(self, shop: Shop) -> None:
        kept = corrected(shop, id=str(uuid4()), entities=RIGHT | {"customer_name": "Ravi Kumar Stores"})
        assert (kept["is_aligned"], kept["spans"]) == (False, PARTS[:-1])

    def test_repeat_and_later_content_change_nothing(self, shop: Shop) -> None:
        name = str(uuid4())
        first = corrected(shop, id=name)
        assert corrected(shop, id=name) == first
        assert corrected(shop, id=name, raw_input="other words", entities={"customer_name": "Ravi"}) == first
        assert stored(shop) == 1

    def test_calls_at_the_same_time_are_kept_once(self, shop: Shop) -> None:
        body = {"id": str(uuid4()), "business_id": str(shop.business_id), "raw_input": SENTENCE, "entities": RIGHT}

        def call(_: int) -> int:
            return shop.client.application.test_client().post(PATH, json=body, headers=shop.headers()).status_code

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(call, range(8))) == {200}
        assert stored(shop) == 1

    def test_answers_entities_are_taken_as_they_came(self, shop: Shop) -> None:
        said = shop.post("/api/v1/invoice/generate", raw_input="Ravi Kumar ko 4 tyre 5200 each, gst 28, 5% chhoot, upi")
        answer = said.get_json()
        kept = corrected(
            shop,
            id=str(uuid4()),
            answer_id=answer["answer_id"],
            raw_input="Ravi Kumar ko 4 tyre 5200 each, gst 28, 5% chhoot, upi",
            entities=answer["extracted_entities"],
        )
        assert (kept["is_aligned"], kept["answer_id"]) == (True, answer["answer_id"])


class TestRefusals:
    @pytest.mark.parametrize(
        "change",
        [
            {"entities": {}},
            {"entities": {"total": 5}},
            {"entities": {"items": [{"quantity": 1}]}},
            {"entities": {"items": [{"description": "x", "quantity": "one"}]}},
            {"entities": {"items": [{"description": "x", "quantity": True}]}},
            {"entities": {"customer_name": ""}},
            {"entities": {"customer_name": "x", "payment_mode": "barter"}},
            {"entities": {"customer_name": "x", "discount": {"type": "percent"}}},
            {"entities": {"customer_name": "x", "due_in_days": -1}},
            {"entities": {"customer_name": "x", "gst_rate": 1e300}},
            {"entities": {"customer_name": "x", "invented": 1}},
            {"entities": []},
            {"raw_input": ""},
            {"raw_input": "x" * 10_001},
            {"raw_input": "nul \x00"},
            {"id": "7"},
            {"answer_id": "7"},
        ],
    )
    def test_wrong_body_is_refused_in_a_sentence(self, shop: Shop, change: dict[str, Any]) -> None:
        body = {"id": str(uuid4()), "raw_input": SENTENCE, "entities": RIGHT} | change
        response = shop.post(PATH, **body)
        assert response.status_code == 422, response.get_data(as_text=True)
        assert response.get_json()["message"]
        assert stored(shop) == 0

    def test_business_of_another_owner_does_not_exist(self, shop: Shop) -> None:
        body = {"id": str(uuid4()), "business_id": str(shop.business_id), "raw_input": SENTENCE, "entities": RIGHT}
        stranger = Caller.user(uuid4())
        assert shop.client.post(PATH, json=body, headers=shop.headers(stranger)).status_code == 404

    def test_id_of_another_business_tells_nothing_and_is_kept_apart(self, shop: Shop, other_shop: Shop) -> None:
        name, others = str(uuid4()), RIGHT | {"customer_name": "Somebody else"}
        theirs = corrected(other_shop, id=name, entities=others)
        ours = corrected(shop, id=name)
        assert (ours["id"], ours["entities"]) == (name, RIGHT)
        assert (corrected(shop, id=name), corrected(other_shop, id=name)) == (ours, theirs)


class TestLabels:
    def test_aligned_corrections_are_labels_and_others_are_not(self, shop: Shop) -> None:
        began = shop.rt.clock.now()
        kept = corrected(shop, id=str(uuid4()))
        corrected(shop, id=str(uuid4()), entities=RIGHT | {"customer_name": "Nobody"})
        with shop.rt.db.transaction(Caller.service()) as tx:
            found = [one for one in training.learner().labelled(tx, began) if one.business_id == shop.business_id]
        assert [(one.subject, one.inputs, one.outcome) for one in found] == [(UUID(kept["id"]), SENTENCE, PARTS)]

    def test_labels_become_sentences_that_teach(self, shop: Shop) -> None:
        from app.invoices.training import sentences

        corrected(shop, id=str(uuid4()))
        with shop.rt.db.transaction(Caller.service()) as tx:
            found = list(training.learner().labelled(tx, shop.rt.clock.now().replace(year=2000)))
        taught = sentences.labelled(found)
        assert (SENTENCE, tuple(tuple(part) for part in PARTS)) in [(one.text, one.spans) for one in taught]

    def test_corrected_answer_was_wrong(self, shop: Shop) -> None:
        answer, began = uuid4(), shop.rt.clock.now()
        corrected(shop, id=str(uuid4()), answer_id=str(answer))
        with shop.rt.db.transaction(Caller.service()) as tx:
            found = [one for one in training.learner().outcomes(tx, began) if one.subject == answer]
        assert [one.is_true for one in found] == [False]

    def test_nobody_says_that_the_answer_of_another_business_was_wrong(
        self, engine: Engine, shop: Shop, other_shop: Shop
    ) -> None:
        answer, began = uuid4(), shop.rt.clock.now()
        shops.execute(engine, OBSERVED, {"answer": answer, "business": other_shop.business_id})
        corrected(shop, id=str(uuid4()), answer_id=str(answer))
        with shop.rt.db.transaction(Caller.service()) as tx:
            assert answer not in {one.subject for one in training.learner().outcomes(tx, began)}
        corrected(other_shop, id=str(uuid4()), answer_id=str(answer))
        with shop.rt.db.transaction(Caller.service()) as tx:
            assert answer in {one.subject for one in training.learner().outcomes(tx, began)}


def corrected(shop: Shop, **body: Any) -> dict[str, Any]:
    response = shop.post(PATH, **({"raw_input": SENTENCE, "entities": RIGHT} | body))
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, Any] = response.get_json()
    return found


def stored(shop: Shop) -> int:
    with shop.rt.db.transaction(Caller.service()) as tx:
        return int(tx.execute(COUNT, {"id": shop.business_id}).scalar_one())
