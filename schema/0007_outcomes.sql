-- What people's answers say about each model's predictions: one row for each prediction that somebody judged.
-- An answer to an alert counts before feedback on it; of several feedbacks on one thing the latest counts. Feedback counts
-- only from the owner or a member of the business: anybody may send any entity_id.
create or replace view public.ml_model_outcomes with (security_invoker = on) as
with judged as (
    select a.business_id, 'fraud'::text as model_name, a.model_version, a.id as subject_id, a.status = 'confirmed' as is_correct,
           coalesce(a.answered_at, a.updated_at) as judged_at
    from public.fraud_alerts a
    where a.status in ('confirmed', 'dismissed')
), rated as (
    select 'fraud'::text as model_name, a.business_id, a.model_version, a.id as subject_id
    from public.fraud_alerts a
    where a.status not in ('confirmed', 'dismissed')
    union all
    select 'insights'::text, i.business_id, i.model_version, i.id
    from public.business_insights i
)
select business_id, model_name, model_version, subject_id, is_correct, judged_at from judged
union all
(
    select distinct on (r.subject_id) r.business_id, r.model_name, r.model_version, r.subject_id, f.helpful, f.created_at
    from rated r
    join public.feedback f on f.entity_id = r.subject_id::text
    join public.businesses b on b.id = r.business_id
    where f.user_id = b.user_id
       or exists (select 1 from public.user_profiles p where p.id = f.user_id and p.business_id = r.business_id)
    order by r.subject_id, f.created_at desc, f.id
);
comment on view public.ml_model_outcomes is 'Judged predictions by model and version; read by GET /api/v1/models/performance.';
revoke all on public.ml_model_outcomes from public, anon, authenticated, service_role;
grant select on public.ml_model_outcomes to service_role;
create index if not exists idx_feedback_entity_id on public.feedback (entity_id);
