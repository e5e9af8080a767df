-- What is switched on, for whom. The environment gives the default of the four services; a row here decides above it.
create table if not exists public.feature_flags (
    name text primary key check (name ~ '^[a-z][a-z0-9_]*$'),
    description text not null default '',
    enabled boolean,
    rollout_percent integer not null default 100 check (rollout_percent between 0 and 100),
    variant text,
    metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column public.feature_flags.enabled is 'Null: as the environment says (FRAUD_DETECTION_ENABLED and so on; on where it says nothing).';
comment on column public.feature_flags.rollout_percent is 'Share of users for whom an enabled flag is on; a user stays on the same side.';

create table if not exists public.feature_flag_overrides (
    name text not null references public.feature_flags (name) on delete cascade,
    business_id uuid not null references public.businesses (id) on delete cascade,
    enabled boolean not null,
    variant text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (name, business_id)
);
create index if not exists idx_feature_flag_overrides_business on public.feature_flag_overrides (business_id);
comment on table public.feature_flag_overrides is 'A flag''s state for one business, above rollout and default.';

alter table public.feature_flags enable row level security;
revoke all on public.feature_flags from public, anon, authenticated, service_role;
grant select on public.feature_flags to authenticated;
grant select, insert, update, delete on public.feature_flags to service_role;
drop policy if exists everybody_reads on public.feature_flags;
create policy everybody_reads on public.feature_flags for select to authenticated using (true);

alter table public.feature_flag_overrides enable row level security;
alter table public.feature_flag_overrides force row level security;
revoke all on public.feature_flag_overrides from public, anon, authenticated, service_role;
grant select on public.feature_flag_overrides to authenticated;
grant select, insert, update, delete on public.feature_flag_overrides to service_role;
drop policy if exists own_businesses on public.feature_flag_overrides;
create policy own_businesses on public.feature_flag_overrides for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));

-- The names that the mobile app asks for when it starts.
insert into public.feature_flags (name, description) values
    ('fraud_detection', 'Search for duplicate bills, payments that do not match and unusual patterns'),
    ('predictive_insights', 'Cash flow and revenue forecasts, customer and expense insights'),
    ('compliance_checking', 'GST checks of invoices'),
    ('nlp_invoice_generation', 'Invoices from a sentence or a scanned document'),
    ('smart_notifications', 'Notices of new alerts and insights'),
    ('ml_analytics_engine', 'Learned models behind the analyses')
on conflict (name) do nothing;
