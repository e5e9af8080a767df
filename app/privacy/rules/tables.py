"""The one table of treatments: every table of ours, in the order in which they are worked on.

A table whose rows are found through another's comes before it. The app's own tables are the app's: nothing is erased
there, and nothing of them is exported. A new table without a line here fails `tests/privacy/test_tables.py`.
"""

from app.privacy.records import Deed, Table, Treatment
from app.privacy.rules.laws import BOOKS, PROOF

OF_BUSINESS = "business_id = :subject"
PEOPLE = (
    "(select user_id from businesses where id = :subject"
    " union select id from user_profiles where business_id = :subject)"
)
ANSWERS = (
    "(select id::text from fraud_alerts where business_id = :subject"
    " union all select id::text from business_insights where business_id = :subject"
    " union all select id::text from document_extractions where business_id = :subject"
    " union all select answer_id::text from document_corrections where business_id = :subject"
    " union all select subject::text from ml_model_observations where business_id = :subject)"
)
JOBS_OF_BUSINESS = "(business_id = :subject or payload ->> 'place' = cast(:subject as text))"
JOBS_OF_USER = "requested_by = :subject and business_id is null"
STILL_HIS = (
    "(business_id is null or business_id in (select id from businesses where user_id = :subject"
    " union select business_id from user_profiles where id = :subject))"
)
"""Who has left a business is given no rows of it, though he answered or sent them."""
UNDER_WAY = "(kind = 'delete' and subject = 'user' and state = 'running')"
"""The very erasure: its worker may be killed, and the next one has to know whom it is about. It is anonymised last."""
STANDING_NO = (
    "(not is_given and id = (select max(l.id) from ai_user_consents l"
    " where l.user_id = ai_user_consents.user_id and l.purpose = ai_user_consents.purpose))"
)
NOBODYS = (Treatment(Deed.KEPT, because="It holds nothing of a person or a business."),)
NOT_OF_ONE = (Treatment(Deed.KEPT, because="It holds no person; what it says is the business's."),)
TRAIL = (
    Treatment(
        Deed.KEPT,
        because="The trail of who did what cannot be changed; it holds ids and codes, and whose rows they are is"
        " forgotten with the user.",
    ),
)
ERASED = (Treatment(Deed.ERASED, OF_BUSINESS),)


def _erased_of(column: str) -> tuple[Treatment, ...]:
    return (Treatment(Deed.ERASED, f"{column} = :subject"),)


def _nobodys_from_now(column: str, *, but: str = "", shown: str = STILL_HIS) -> tuple[Treatment, ...]:
    where = f"{column} = :subject" + (f" and not {but}" if but else "")
    because = "It belongs to the business; a keyed hash stands in your place."
    return (Treatment(Deed.ANONYMISED, where, f"{column} = :pseudonym", because, shown=shown),)


def _named_no_more(column: str) -> tuple[Treatment, ...]:
    """For columns of text, where an admin's id may stand beside other names."""
    because = "The history of what was done stays; a keyed hash stands in your place."
    where, sets = f"{column} = cast(:subject as text)", f"{column} = cast(:pseudonym as text)"
    return (Treatment(Deed.ANONYMISED, where, sets, because),)


BOOK_ROWS = (Treatment(Deed.KEPT, OF_BUSINESS, because="It is part of your books.", law=BOOKS),)
SWITCHES = (Treatment(Deed.KEPT, OF_BUSINESS, because="An operator's decision; it holds nothing that you wrote."),)

TABLES: tuple[Table, ...] = (
    Table(
        "feedback",
        "what you said about answers",
        (Treatment(Deed.ERASED, f"business_id = :subject or entity_id in {ANSWERS}"),),
        _erased_of("user_id"),
    ),
    Table(
        "idempotency_keys",
        "answers kept for a day, should your phone repeat a call",
        (Treatment(Deed.ERASED, f"state = 'done' and user_id in {PEOPLE}"),),
        (Treatment(Deed.ERASED, "state = 'done' and user_id = :subject"),),
    ),
    Table("ai_analytics_events", "which services you used", ERASED, _erased_of("user_id")),
    Table("feature_flag_events", "which features you tapped on", NOT_OF_ONE, _erased_of("user_id")),
    Table("insight_evidence", "the rows behind figures of insights", ERASED, NOT_OF_ONE),
    Table("business_insights", "insights", ERASED, NOT_OF_ONE),
    Table("insight_looks", "the day on which insights were last looked at", ERASED, NOT_OF_ONE),
    Table("insight_preferences", "what you said that no book holds", ERASED, _nobodys_from_now("updated_by")),
    Table("insight_deeds", "which admin looked at insights", ERASED, _named_no_more("actor")),
    Table("document_extraction_corrections", "what you set right in documents", ERASED, _nobodys_from_now("user_id")),
    Table("document_deeds", "which admin looked at documents", ERASED, _named_no_more("actor")),
    Table("document_extractions", "what was read in documents", ERASED, _nobodys_from_now("uploaded_by")),
    Table("document_corrections", "what you set right in sentences", ERASED, _nobodys_from_now("user_id")),
    Table("fraud_alerts", "alerts and your answers to them", ERASED, _nobodys_from_now("answered_by")),
    Table("fraud_exceptions", "parties that are always fine", ERASED, _nobodys_from_now("created_by")),
    Table("fraud_scans", "what each part of the books told", ERASED, NOT_OF_ONE),
    Table("ai_analysis_results", "finished analyses", ERASED, NOT_OF_ONE),
    Table("gstr2b_answers", "your answers to differences with GSTR-2B", ERASED, _nobodys_from_now("answered_by")),
    Table("gstr2b_rows", "bills matched with GSTR-2B", ERASED, NOT_OF_ONE),
    Table("gstr2b_reconciliations", "months that were matched", ERASED, NOT_OF_ONE),
    Table("gstr2b_papers", "papers of uploaded GSTR-2B files", ERASED, NOT_OF_ONE),
    Table("gstr2b_uploads", "uploaded GSTR-2B files", ERASED, _nobodys_from_now("uploaded_by")),
    Table("ml_model_observations", "predictions, from which models learn", ERASED, NOT_OF_ONE),
    Table(
        "job_lines",
        "what background work said while it went on",
        (Treatment(Deed.ERASED, f"job_id in (select id from jobs where {JOBS_OF_BUSINESS})"),),
        (Treatment(Deed.ERASED, f"job_id in (select id from jobs where {JOBS_OF_USER})"),),
    ),
    Table(
        "jobs",
        "background work and its results",
        (Treatment(Deed.ERASED, JOBS_OF_BUSINESS),),
        (Treatment(Deed.ERASED, JOBS_OF_USER), *_nobodys_from_now("requested_by")),
    ),
    Table("feature_flag_overrides", "what an operator switched on or off for a business", SWITCHES, NOT_OF_ONE),
    Table("feature_flag_changes", "who switched what", SWITCHES, _named_no_more("actor")),
    Table("ml_model_refusals", "model files that were refused", NOBODYS, _named_no_more("actor")),
    Table("book_facts", "what the app's own tables cannot hold of the books", BOOK_ROWS, NOT_OF_ONE),
    Table("book_revisions", "a number that grows when the books change", BOOK_ROWS, NOT_OF_ONE),
    Table(
        "ai_privacy_settings",
        "how a business lets its rows be used",
        (Treatment(Deed.KEPT, OF_BUSINESS, because="A no has to outlive what it was said about."),),
        _nobodys_from_now("updated_by"),
    ),
    Table(
        "ai_privacy_requests",
        "exports and erasures, with their receipts",
        (Treatment(Deed.KEPT, OF_BUSINESS, because="The receipts prove that we did what you asked."),),
        _nobodys_from_now("requested_by", but=UNDER_WAY),
    ),
    Table(
        "ai_user_consents",
        "what you agreed to",
        NOBODYS,
        (
            *_nobodys_from_now("user_id", but=STANDING_NO, shown=""),
            Treatment(Deed.KEPT, "user_id = :subject", because="A no has to be known to be honoured.", law=PROOF),
        ),
    ),
    Table("ai_audit_logs", "who did what, in the last 90 days", TRAIL, TRAIL),
    Table("ai_audit_archive", "the older trail, without who and about what", TRAIL, TRAIL),
    Table("ai_audit_heads", "how long each trail is", TRAIL, TRAIL),
    Table("ai_audit_anchors", "signatures over trails", TRAIL, TRAIL),
    Table("ai_audit_actors", "whose rows in the trail are whose", NOBODYS, _erased_of("user_id")),
    Table(
        "ml_model_events",
        "which admin moved which model",
        NOBODYS,
        (Treatment(Deed.KEPT, because="A history that nobody may change, of what admins did with models."),),
    ),
    *(
        Table(name, holds, NOBODYS, NOBODYS)
        for name, holds in (
            ("feature_flags", "what is switched on"),
            ("hsn_codes", "the official list of codes"),
            ("ml_models", "versions of models"),
            ("ml_model_loads", "which version each process has loaded"),
            ("ml_model_pointers", "which version serves"),
            ("ml_model_predictions", "counts of predictions by day"),
            ("ml_model_validations", "how versions were judged"),
            ("ml_model_weeks", "counts of what became of predictions"),
            ("service_state", "whether the service is open, what everybody is told, and the newest backup"),
            ("service_points", "counts of requests in five minutes"),
            ("service_calls", "counts of requests by day and call"),
            ("service_processes", "which processes live"),
            ("service_reports", "weekly and monthly reports on the service"),
            ("service_table_looks", "how large tables are"),
            ("sealing_keys", "which keys have sealed something, never a key"),
            ("schema_migrations", "which files made this database"),
        )
    ),
)
