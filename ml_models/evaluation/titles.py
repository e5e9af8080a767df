"""How a metric is called in sentences and tables; names are for machines."""

TITLES = {
    "average_precision": "Average precision",
    "roc_auc": "ROC AUC",
    "precision": "Precision at the serving threshold",
    "recall": "Recall at the serving threshold",
    "f1": "F1 at the serving threshold",
    "share_right": "Share right at the serving threshold",
    "brier": "Brier score",
    "log_loss": "Log loss",
    "span_precision": "Precision of spans",
    "span_recall": "Recall of spans",
    "span_f1": "F1 of spans",
    "exact_sentences": "Sentences tagged entirely right",
    "top_5": "Right label among the first five",
    "top_1": "First label right",
    "answered": "Share answered at all",
    "top_5_by_words_alone": "Right label among the first five by the words alone",
    "top_1_by_words_alone": "First label right by the words alone",
    "ece": "Expected calibration error",
    "load_ms": "Time to load",
    "one_ms": "Time for one answer",
    "one_p95_ms": "Time for one answer, 95 of 100",
    "memory_mb": "Memory",
}
LABEL_PREFIX = "f1_of:"
"""Metrics of one label of a tagger are named `f1_of:amount`."""


def title(name: str) -> str:
    """The name of a metric as an admin reads it."""
    if name.startswith(LABEL_PREFIX):
        return f"F1 of {name.removeprefix(LABEL_PREFIX)}"
    return TITLES.get(name, name.replace("_", " ").capitalize())
