"""One row of every table that belongs to a business, as SQL with the parameters `business`, `user` and `customer`.

A new table with a business_id needs a line here, or `test_policies` fails.
"""

UPLOADED = (
    "insert into gstr2b_uploads (id, business_id, period, gstin, sha256, format, papers, created_at)"
    " values (gen_random_uuid(), %(business)s, '2025-10', '27', gen_random_uuid()::text, 'json', 0, now()) returning id"
)

EXTRACTED = (
    "insert into document_extractions (id, business_id, sha256, file_name, media_type, size_bytes, reference_date,"
    " created_at) values (gen_random_uuid(), %(business)s, gen_random_uuid()::text, 'bill.pdf', 'application/pdf', 1,"
    " '2026-04-01', now()) returning id"
)

NEW = {
    "user_profiles": "insert into user_profiles (id, business_id) values (%(user)s, %(business)s)",
    "customers": "insert into customers (business_id, user_id, name) values (%(business)s, %(user)s, 'Asha')",
    "suppliers": "insert into suppliers (business_id, user_id, name) values (%(business)s, %(user)s, 'Mehta')",
    "products": "insert into products (business_id, user_id, name) values (%(business)s, %(user)s, 'Saree')",
    "invoices": "insert into invoices (business_id, invoice_number, invoice_type, invoice_date, total_amount)"
    " values (%(business)s, 'A-1', 'customer', '2026-04-01', 100)",
    "transactions": "insert into transactions (business_id, user_id, type, amount, description, payment_mode, date)"
    " values (%(business)s, %(user)s, 'sale', 10, 'cloth', 'upi', '2026-04-01')",
    "payments": "insert into payments (business_id, user_id, amount, payment_mode, payment_date)"
    " values (%(business)s, %(user)s, 10, 'upi', '2026-04-01')",
    "expenses": "insert into expenses (business_id, user_id, category, amount, description, expense_date)"
    " values (%(business)s, %(user)s, 'rent', 10, 'shop', '2026-04-01')",
    "cashbook_entries": "insert into cashbook_entries (business_id, user_id, type, amount, payment_mode, entry_date)"
    " values (%(business)s, %(user)s, 'IN', 10, 'cash', '2026-04-01')",
    "recurring_payments": "insert into recurring_payments (business_id, customer_id, description, amount, frequency,"
    " start_date) values (%(business)s, %(customer)s, 'rent', 10, 'monthly', '2026-04-01')",
    "book_facts": "insert into book_facts (business_id, subject_kind, subject_id)"
    " values (%(business)s, 'employee', gen_random_uuid())",
    "book_revisions": "insert into book_revisions (business_id, revision) values (%(business)s, 1)",
    "ai_analysis_results": "insert into ai_analysis_results (business_id, analysis_type, model_version, book_revision,"
    " result) values (%(business)s, 'fraud', '1', 1, '{}')",
    "fraud_alerts": "insert into fraud_alerts (id, business_id, alert_type, fingerprint, message, confidence_score,"
    " model_version, book_revision, detected_at, last_seen_at) values (gen_random_uuid(), %(business)s,"
    " 'duplicate_invoice', gen_random_uuid()::text, 'Twice?', 0.8, '1', 1, now(), now())",
    "fraud_scans": "insert into fraud_scans (business_id, version, book_revision, parts, scanned_at)"
    " values (%(business)s, '1', 1, '{}', now())",
    "fraud_exceptions": "insert into fraud_exceptions (business_id, party_id, created_by, created_at)"
    " values (%(business)s, gen_random_uuid(), %(user)s, now())",
    "business_insights": "insert into business_insights (business_id, insight_type, key, title, description,"
    " model_version, book_revision, generated_at) values (%(business)s, 'general', gen_random_uuid()::text, 't', 'd',"
    " '1', 1, now())",
    "insight_evidence": "with insight as (insert into business_insights (business_id, insight_type, key, title,"
    " description, model_version, book_revision, generated_at) values (%(business)s, 'general',"
    " gen_random_uuid()::text, 't', 'd', '1', 1, now()) returning id)"
    " insert into insight_evidence (insight_id, business_id) select id, %(business)s from insight",
    "insight_preferences": "insert into insight_preferences (business_id, cash_floor, updated_by)"
    " values (%(business)s, 1000, %(user)s)",
    "insight_looks": "insert into insight_looks (business_id, looked_on) values (%(business)s, '2026-04-01')",
    "insight_deeds": "insert into insight_deeds (business_id, deed, actor) values (%(business)s, 'looked', 'an admin')",
    "document_deeds": "insert into document_deeds (business_id, extraction_id, deed, actor)"
    " values (%(business)s, gen_random_uuid(), 'looked', 'an admin')",
    "jobs": "insert into jobs (name, business_id) values ('fraud.analyze', %(business)s)",
    "feedback": "insert into feedback (id, user_id, business_id, feedback_type, entity_id, helpful, submitted_at)"
    " values (gen_random_uuid(), %(user)s, %(business)s, 'fraud_alert', '1', true, now())",
    "document_corrections": "insert into document_corrections (id, business_id, user_id, raw_input, entities, spans,"
    " is_aligned) values (gen_random_uuid(), %(business)s, %(user)s, 'two fans', '{}', '[]', true)",
    "feature_flag_overrides": "insert into feature_flag_overrides (name, business_id, enabled)"
    " values ('fraud_detection', %(business)s, true)",
    "feature_flag_changes": "insert into feature_flag_changes (name, business_id, enabled, actor)"
    " values ('fraud_detection', %(business)s, true, 'command line')",
    "ml_model_observations": "with model as (insert into ml_models (name, version, label, kind)"
    " values (gen_random_uuid()::text, 1, '1', 'skops') returning id)"
    " insert into ml_model_observations (model_id, subject, business_id, role, probability, inputs, predicted_at)"
    " select id, gen_random_uuid(), %(business)s, 'production', 0.5, '[1, 2]', now() from model",
    "gstr2b_uploads": "insert into gstr2b_uploads (id, business_id, period, gstin, sha256, format, papers, created_at)"
    " values (gen_random_uuid(), %(business)s, '2025-10', '27', gen_random_uuid()::text, 'json', 0, now())",
    "gstr2b_papers": f"with upload as ({UPLOADED}) insert into gstr2b_papers (upload_id, business_id, place, paper)"
    " select id, %(business)s, 0, '{}' from upload",
    "gstr2b_reconciliations": f"with upload as ({UPLOADED}) insert into gstr2b_reconciliations (business_id, period,"
    " upload_id, book_revision, rules_version, matched_at)"
    " select %(business)s, gen_random_uuid()::text, id, 1, '1', now() from upload",
    "gstr2b_rows": "insert into gstr2b_rows (id, business_id, period, place, state, value, tax, row)"
    " values (gen_random_uuid(), %(business)s, '2025-10', 0, 'exact', 1, 1, '{}')",
    "gstr2b_answers": "insert into gstr2b_answers (row_id, business_id, answer, answered_by, answered_at)"
    " values (gen_random_uuid(), %(business)s, 'accept', %(user)s, now())",
    "document_extractions": EXTRACTED.removesuffix(" returning id"),
    "document_extraction_corrections": f"with extraction as ({EXTRACTED}) insert into document_extraction_corrections"
    " (extraction_id, business_id, step, path, created_at)"
    " select id, %(business)s, 1, 'invoice_number', now() from extraction",
    "ai_audit_logs": "select ai_audit_append(jsonb_build_array(jsonb_build_object('business_id', %(business)s::text,"
    " 'created_at', now(), 'action', 'books read', 'actor_kind', 'user', 'is_refused', false, 'subject_kind', 'route',"
    " 'subject', '/', 'details', '{}'::jsonb, 'fields', repeat('0', 64))))",
    "ai_privacy_settings": "insert into ai_privacy_settings (business_id, updated_by) values (%(business)s, %(user)s)",
    "ai_privacy_requests": "insert into ai_privacy_requests (id, kind, subject, business_id, requested_by, state)"
    " values (gen_random_uuid(), 'export', 'business', %(business)s, %(user)s, 'unconfirmed')",
    "ai_analytics_events": "insert into ai_analytics_events (business_id, user_id, event)"
    " values (%(business)s, %(user)s, 'asked')",
}

MADE_BY_TRIGGER = {"book_revisions"}
MADE_WITH_TENANT = {"user_profiles"}
SEEN_BY_AUTHOR_ONLY = {"feedback", "ai_analytics_events", "ai_privacy_requests"}
SEEN_BY_OWNER_ONLY = {"ai_audit_logs"}
NEVER_DELETED = {"ai_audit_logs"}
