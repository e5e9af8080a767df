"""How the tagger of sentences is learned and judged: `invoice_ner`."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from app.invoices.records import TAGGER
from app.invoices.repo import corrections
from app.invoices.rules.sentences import normalise
from app.model_registry.records import Learner, Observed, Outcome, Policy
from ml_models.contracts import Kind, Task

SMOKE = (
    "Create invoice for Verma Traders, 12 bags cement at 360 each, 18% GST",
    "Gupta Stores ka bill bana do 5 kilo chawal 60 rupaye kilo, cash",
    "शर्मा किराना को 10 बोरी सीमेंट 350 रुपये बोरी, 18% जीएसटी",
    "sold 3 chairs to Anil for 1,500 each, 10% discount, due in 15 days",
    "good morning",
)


def learner() -> Learner:
    """The tagger of sentences."""
    from app.invoices.training import judged, sentences  # arrays live in the worker only
    from ml_models.invoice_ner import train

    return Learner(
        name=TAGGER,
        title="Parts of a sentence",
        purpose="Which words of a request for an invoice are the customer, the goods, quantities, prices and terms.",
        kind=Kind.SPACY,
        task=Task.TAGGING,
        features=(),
        policy=Policy(retrain_cron="0 3 * * 0", least_new_labels=50),
        smoke=SMOKE,
        examples=sentences.examples,
        candidates=({"epochs": 6, "dropout": 0.25, "width": 64, "depth": 4},),
        fold_score=train.fold_score,
        fit=train.fit,
        evaluate=judged.evaluation,
        outcomes=outcomes,
        labelled=labelled,
        data=(
            "Generated sentences in English, Hinglish and Hindi (app/simulate/sentences), and the sentences that people"
            " corrected in POST /api/v1/invoice/corrections where every part stands in them. What is measured was"
            " written with templates, names and goods of its own."
        ),
        limits=(
            "It decides nothing: the grammar does, and its reading is taken only where the grammar doubts.",
            "The generator is one author's; what people of other trades and regions say is further from it than the"
            " measured sentences are.",
            "A customer or goods of several unknown words are found less surely than numbers and measures.",
            "Other languages and scripts than these three are not known to it.",
        ),
    )


def outcomes(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """Whether answers that the tagger helped with were right, as corrections and feedback tell since then."""
    return [Outcome(*judged) for judged in corrections.fetch_judged(tx, TAGGER, since)]


def labelled(tx: Connection, since: datetime) -> Iterable[Observed]:
    """The sentences that people corrected since then, with the places of the right parts.

    Those of a business that wants nobody's name learned have other names and no numbers of persons.
    """
    from app.invoices.training import anonymous

    for subject, business_id, said, spans, at, is_anonymous in corrections.fetch_aligned(tx, since):
        text = normalise.plain(said)
        text, parts = anonymous.stripped(text, spans, subject) if is_anonymous else (text, spans)
        yield Observed(business_id, subject, text, [list(span) for span in parts], at, at)
