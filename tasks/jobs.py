"""Which function carries out which job. A handler may be run twice, and ignores fields that it does not know."""

from collections.abc import Mapping

from app.assistant import service as assistant
from app.audit.service import exporting
from app.books.importer import service as importer
from app.compliance.service import matching, periods
from app.compliance.service.hsn import asking as suggestions
from app.compliance.service.hsn import suggest_job
from app.fraud import service as fraud
from app.fraud.service import nightly
from app.insights import service as insights
from app.insights.service import drawing, trying
from app.insights.service import nightly as insights_nightly
from app.intake import service as intake
from app.invoices import service as invoices
from app.privacy.records import Kind
from app.privacy.service import asking as privacy
from app.privacy.service import erasing
from app.privacy.service import exporting as privacy_exporting
from app.runtime.backups import nightly as backups
from app.runtime.jobs.records import RELEASE_CHECK, Handler
from tasks import imported, measure, release, retrain, validate

HANDLERS: dict[str, Handler] = {
    assistant.JOB: assistant.figures_job,
    backups.JOB: backups.backup_job,
    exporting.JOB: exporting.export_job,
    suggestions.JOB: suggest_job.suggest,
    fraud.JOB: fraud.analyze_job,
    nightly.JOB: nightly.look_job,
    importer.JOB: imported.look_job,
    insights.JOB: insights.compute_job,
    drawing.JOB: drawing.chart_job,
    insights_nightly.JOB: insights_nightly.refresh_job,
    intake.JOB: intake.extract_job,
    matching.MATCH_JOB: matching.match_job,
    matching.READ_JOB: matching.read_job,
    measure.JOB: measure.measure,
    invoices.JOB: invoices.ocr_job,
    invoices.TAG_JOB: invoices.tag,
    periods.JOB: periods.period_job,
    privacy.JOBS[Kind.EXPORT]: privacy_exporting.export_job,
    privacy.JOBS[Kind.DELETE]: erasing.erase_job,
    trying.JOB: trying.scenario_job,
    retrain.JOB: retrain.retrain,
    retrain.PART_JOB: retrain.fold,
    RELEASE_CHECK: release.tell_version,
    validate.JOB: validate.validate,
}
LONG: Mapping[str, int] = {
    retrain.JOB: 3600,
    retrain.PART_JOB: 3600,
    validate.JOB: 600,
    intake.JOB: 300,
    backups.JOB: 4 * 3600,
    exporting.JOB: 300,
    privacy.JOBS[Kind.EXPORT]: 1800,
    privacy.JOBS[Kind.DELETE]: 1800,
}
"""Seconds for a backup of a large database, for work on models, which nobody waits for with a shop open, and for a
document of fifty scanned pages, two seconds each. MODEL_TIMEOUT_SECONDS holds for all others."""
