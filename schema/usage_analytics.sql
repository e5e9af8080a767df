-- What is used, as the app reports it (feature_flag_events) and as this backend sees it (ai_analytics_events).
create table if not exists public.feature_flag_events (
    id uuid primary key default gen_random_uuid(),
    feature_name text not null,
    user_id uuid not null,
    event_type text not null check (event_type in ('interaction', 'conversion')),
    interaction_type text,
    conversion_value numeric,
    natural_key text unique,
    created_at timestamptz not null default now(),
    check ((event_type = 'interaction') = (interaction_type is not null)),
    check ((event_type = 'conversion') = (conversion_value is not null))
);
create index if not exists idx_feature_flag_events_feature on public.feature_flag_events (feature_name, created_at);
create index if not exists idx_feature_flag_events_user on public.feature_flag_events (user_id);
comment on column public.feature_flag_events.natural_key is 'Same for the repeats of one call, so that each event counts once.';
alter table public.feature_flag_events enable row level security;
alter table public.feature_flag_events force row level security;
revoke all on public.feature_flag_events from public, anon, authenticated, service_role;
grant select, insert on public.feature_flag_events to authenticated;
grant select, insert, update, delete on public.feature_flag_events to service_role;
drop policy if exists own_rows on public.feature_flag_events;
create policy own_rows on public.feature_flag_events to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create table if not exists public.ai_analytics_events (
    id uuid primary key default gen_random_uuid(),
    business_id uuid references public.businesses (id) on delete cascade,
    user_id uuid,
    event text not null,
    attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
    created_at timestamptz not null default now()
);
create index if not exists idx_ai_analytics_events_event on public.ai_analytics_events (event, created_at);
create index if not exists idx_ai_analytics_events_business on public.ai_analytics_events (business_id, created_at);
comment on table public.ai_analytics_events is 'Use of the AI services. Attributes hold names and numbers, never what somebody wrote.';
alter table public.ai_analytics_events enable row level security;
alter table public.ai_analytics_events force row level security;
revoke all on public.ai_analytics_events from public, anon, authenticated, service_role;
grant select, insert on public.ai_analytics_events to authenticated;
grant select, insert, update, delete on public.ai_analytics_events to service_role;
drop policy if exists own_rows on public.ai_analytics_events;
create policy own_rows on public.ai_analytics_events to authenticated
    using (user_id = (select auth.uid()))
    with check (user_id = (select auth.uid())
                and (business_id is null or business_id = any (array(select public.app_business_ids()))));
