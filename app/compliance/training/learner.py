"""How the model that suggests codes for wordings is learned and judged: `hsn_words`.

The items in the books of businesses have codes too, but they are private: none teaches a model that serves others.
"""

from collections.abc import Sequence
from typing import Any

from app.compliance.records.suggestions import MODEL
from app.gst import shop_words
from app.model_registry.records import Learner, Observed, Policy
from ml_models.contracts import Kind, Task

SMOKE = (
    "OPC 53 cement 50 kg bag",
    "basmati chawal 5kg",
    "मोबाइल चार्जर",
    "taxi fare airport to hotel",
    "ladies cotton kurti XL",
    "qwrtp zzkl",
)


def learner() -> Learner:
    """The model of wordings."""
    from app.compliance.training import judged  # arrays live in the worker only
    from ml_models.hsn_words import train

    return Learner(
        name=MODEL,
        title="Codes for wordings",
        purpose="Which HSN or SAC codes an item may have by what a shop calls it, in English, Hinglish and Hindi.",
        kind=Kind.SKOPS,
        task=Task.RANKING,
        features=(),
        policy=Policy(retrain_cron="0 4 1 * *", least_new_labels=1000),
        smoke=SMOKE,
        examples=examples,
        candidates=({"ranker": "trees", "count": 120}, {"ranker": "logistic"}, {"ranker": "plain"}),
        fold_score=train.fold_score,
        fit=train.fit,
        evaluate=judged.evaluation,
        data=(
            "Some 17,000 phrases of shops for more than 1,000 headings, written for this repository"
            " (app/gst/data/shop_words), with variations: makers' names, misspellings, Hinglish spellings, details."
            " The model compares a wording with them by letters and words as they sound; a ranker that learned from"
            " hidden phrases weighs how near each heading is. What is measured below are 600 wordings by another"
            " author who had not seen the phrases (ml_models/hsn_words/unseen.csv); the scores of the candidates are"
            " the share of hidden phrases, each of which may hold a word that no other phrase has, with a right code"
            " among five when a third is hidden."
        ),
        limits=(
            "It suggests; what goes on an invoice is for a person to choose.",
            "A word that stands in none of its phrases is only found by its letters.",
            "Material and use decide many codes (a cotton shirt, woven or knitted): where a wording leaves them out,"
            " the first code is the usual one.",
            "Sizes, prices and makers' names tell it nothing.",
            "Codes that people choose do not teach it: they are private to their business.",
        ),
        licence="the same as this repository; trained on its own phrases only",
    )


def examples(observed: Sequence[Observed], seed: int) -> Any:
    """The phrases of shops with their codes; the same for every seed, and nothing that was observed."""
    from ml_models.hsn_words.records import Phrase
    from ml_models.hsn_words.records import examples as of

    return of([Phrase(phrase, goods.code) for goods in shop_words.every() for phrase in goods.phrases])
