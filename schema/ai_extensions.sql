-- What this backend found out: finished analyses, alerts and insights. The app may subscribe to the last two (realtime).
create table if not exists public.ai_analysis_results (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    analysis_type text not null,
    subject_id uuid,
    model_version text not null,
    book_revision bigint not null,
    result jsonb not null,
    created_at timestamptz not null default now()
);
create index if not exists idx_ai_analysis_business_type
    on public.ai_analysis_results (business_id, analysis_type, subject_id, created_at desc);
create index if not exists idx_ai_analysis_created on public.ai_analysis_results (created_at);
comment on table public.ai_analysis_results is 'Every finished analysis as it was answered; the newest is served when no fresh one can be had.';
comment on column public.ai_analysis_results.subject_id is 'What was looked at when it is less than the whole business, such as one invoice.';
comment on column public.ai_analysis_results.book_revision is 'State of the books that was looked at (book_revisions.revision).';
alter table public.ai_analysis_results enable row level security;
alter table public.ai_analysis_results force row level security;
revoke all on public.ai_analysis_results from public, anon, authenticated, service_role;
grant select, insert on public.ai_analysis_results to authenticated;
grant select, insert, update, delete on public.ai_analysis_results to service_role;
drop policy if exists own_businesses on public.ai_analysis_results;
create policy own_businesses on public.ai_analysis_results to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids())));

create table if not exists public.fraud_alerts (
    id uuid primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    alert_type text not null check (alert_type in
        ('duplicate_invoice', 'payment_mismatch', 'suspicious_pattern', 'duplicate_supplier_bill')),
    fingerprint text not null,
    message text not null,
    confidence_score numeric(5, 4) not null check (confidence_score between 0 and 1),
    evidence jsonb not null default '{}' check (jsonb_typeof(evidence) = 'object'),
    status text not null default 'open' check (status in ('open', 'confirmed', 'dismissed', 'not_sure', 'resolved')),
    model_version text not null,
    book_revision bigint not null,
    detected_at timestamptz not null,
    last_seen_at timestamptz not null,
    answered_at timestamptz,
    answered_by uuid,
    answer_reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (business_id, fingerprint)
);
create index if not exists idx_fraud_alerts_business_status on public.fraud_alerts (business_id, status, detected_at desc);
create index if not exists idx_fraud_alerts_created on public.fraud_alerts (created_at);
comment on table public.fraud_alerts is 'One row per suspicion, kept over all analyses, with what the owner answered.';
comment on column public.fraud_alerts.id is 'Derived from business and fingerprint, so that the same suspicion keeps its id.';
comment on column public.fraud_alerts.fingerprint is 'What the suspicion is about (type and rows), the same in every analysis.';
comment on column public.fraud_alerts.status is 'resolved: the books no longer show it; the others are the owner''s answers.';
alter table public.fraud_alerts enable row level security;
alter table public.fraud_alerts force row level security;
revoke all on public.fraud_alerts from public, anon, authenticated, service_role;
grant select, update (status, answered_at, answered_by, answer_reason, updated_at) on public.fraud_alerts to authenticated;
grant select, insert, update, delete on public.fraud_alerts to service_role;
drop policy if exists own_businesses on public.fraud_alerts;
create policy own_businesses on public.fraud_alerts for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
drop policy if exists own_answers on public.fraud_alerts;
create policy own_answers on public.fraud_alerts for update to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids()))
                and (answered_by is null or answered_by = (select auth.uid())));

create table if not exists public.business_insights (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    insight_type text not null check (insight_type in
        ('cash_flow_prediction', 'customer_analysis', 'working_capital', 'expense_trend', 'revenue_forecast', 'general')),
    key text not null default '',
    title text not null,
    description text not null,
    recommendations jsonb not null default '[]' check (jsonb_typeof(recommendations) = 'array'),
    impact_score numeric(5, 4) check (impact_score between 0 and 1),
    priority text,
    category text,
    data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
    valid_until timestamptz,
    model_version text not null,
    book_revision bigint not null,
    generated_at timestamptz not null,
    created_at timestamptz not null default now(),
    unique (business_id, insight_type, key)
);
create index if not exists idx_insights_business_valid on public.business_insights (business_id, valid_until);
create index if not exists idx_insights_type on public.business_insights (insight_type);
comment on table public.business_insights is 'The current insights of each business.';
comment on column public.business_insights.key is 'Tells insights of one type apart, such as the customer each is about.';
alter table public.business_insights enable row level security;
alter table public.business_insights force row level security;
revoke all on public.business_insights from public, anon, authenticated, service_role;
grant select on public.business_insights to authenticated;
grant select, insert, update, delete on public.business_insights to service_role;
drop policy if exists own_businesses on public.business_insights;
create policy own_businesses on public.business_insights for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));

-- Supabase sends changes of the tables in this publication to subscribed phones, each as far as its policies allow.
do $$
declare
    published text;
begin
    if not exists (select from pg_publication where pubname = 'supabase_realtime') then
        create publication supabase_realtime;
    end if;
    foreach published in array array['fraud_alerts', 'business_insights'] loop
        if not exists (select from pg_publication_tables where pubname = 'supabase_realtime'
                       and schemaname = 'public' and tablename = published) then
            execute format('alter publication supabase_realtime add table public.%I', published);
        end if;
    end loop;
end
$$;
