"""Which function carries out which job. A handler may be run twice, and ignores fields that it does not know."""

from app.assistant import service as assistant
from app.fraud import service as fraud
from app.insights import service as insights
from app.invoices import service as invoices
from app.runtime.jobs.records import Handler
from tasks import measure, retrain, validate

HANDLERS: dict[str, Handler] = {
    assistant.JOB: assistant.figures_job,
    fraud.JOB: fraud.analyze_job,
    insights.JOB: insights.compute_job,
    measure.JOB: measure.measure,
    invoices.JOB: invoices.ocr_job,
    invoices.TAG_JOB: invoices.tag,
    retrain.JOB: retrain.retrain,
    retrain.PART_JOB: retrain.fold,
    validate.JOB: validate.validate,
}
LONG_SECONDS = 3600
LONG: frozenset[str] = frozenset({retrain.JOB, retrain.PART_JOB, validate.JOB})
"""Work on models, which nobody waits for with a shop open: MODEL_TIMEOUT_SECONDS holds for all other jobs."""
