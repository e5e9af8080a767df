-- The model store: versions with their states, the pointer that processes follow, what happened, what was measured.
alter table public.ml_models drop constraint if exists ml_models_state_check;
alter table public.ml_models add constraint ml_models_state_check check (state in
    ('candidate', 'validated', 'rejected', 'approved', 'production', 'archived', 'retired'));
update public.ml_models set state = 'archived' where state = 'retired';
comment on column public.ml_models.state is 'retired: written by releases before 0008, read as archived.';
alter table public.ml_models add column if not exists origin text not null default 'code'
    check (origin in ('code', 'shipped', 'upload', 'retrained'));
alter table public.ml_models add column if not exists size_bytes bigint check (size_bytes >= 0);
alter table public.ml_models add column if not exists signature text not null default '';
alter table public.ml_models add column if not exists parent_id uuid references public.ml_models (id);
alter table public.ml_models add column if not exists author text not null default '';
create index if not exists idx_ml_models_sha256 on public.ml_models (sha256);
comment on column public.ml_models.signature is 'Of the manifest''s canonical JSON, which holds the file''s SHA-256; checked before the file is opened.';

create table if not exists public.ml_model_pointers (
    name text primary key,
    title text not null default '',
    purpose text not null default '',
    generation bigint not null default 0,
    shadow_id uuid references public.ml_models (id),
    canary_id uuid references public.ml_models (id),
    canary_share double precision not null default 0 check (canary_share between 0 and 1),
    promotes_itself boolean not null default false,
    retrain_cron text not null default '',
    least_new_labels integer not null default 0 check (least_new_labels >= 0),
    updated_at timestamptz not null default now()
);
comment on table public.ml_model_pointers is 'One row a model; the generation grows whenever production, shadow or canary changes.';

create table if not exists public.ml_model_events (
    id bigint generated always as identity primary key,
    name text not null,
    model_id uuid not null references public.ml_models (id),
    kind text not null,
    from_state text,
    to_state text,
    actor text not null,
    actor_id uuid,
    reason text not null default '',
    detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
    at timestamptz not null default now()
);
create index if not exists idx_ml_model_events_name on public.ml_model_events (name, id desc);
create index if not exists idx_ml_model_events_model on public.ml_model_events (model_id, id desc);
comment on table public.ml_model_events is 'What happened to each version: who, when, why, from, to. Rows are never changed or deleted.';

create or replace function public.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are history and stay as they are', tg_table_name using errcode = 'restrict_violation';
end
$$;
revoke all on function public.refuse_change() from public, anon, authenticated, service_role;
drop trigger if exists history_stays on public.ml_model_events;
create trigger history_stays before update or delete or truncate on public.ml_model_events
    for each statement execute function public.refuse_change();

create table if not exists public.ml_model_validations (
    id uuid primary key default gen_random_uuid(),
    model_id uuid not null references public.ml_models (id),
    against_id uuid references public.ml_models (id),
    job_id uuid,
    has_passed boolean not null,
    evaluation jsonb not null check (jsonb_typeof(evaluation) = 'object'),
    verdict jsonb not null check (jsonb_typeof(verdict) = 'array'),
    created_at timestamptz not null default now()
);
create index if not exists idx_ml_model_validations_model on public.ml_model_validations (model_id, created_at desc);
comment on table public.ml_model_validations is 'Each validation of a version: what was measured, and each gate in a sentence.';

create table if not exists public.ml_model_refusals (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    filename text not null,
    sha256 text not null,
    size_bytes bigint not null,
    code text not null,
    reason text not null,
    actor text not null,
    at timestamptz not null default now()
);
comment on table public.ml_model_refusals is 'Files that were not taken, and why; the bytes lie in quarantine for a while.';

create table if not exists public.ml_model_observations (
    model_id uuid not null references public.ml_models (id),
    subject uuid not null,
    business_id uuid not null references public.businesses (id) on delete cascade,
    role text not null check (role in ('production', 'canary', 'shadow')),
    probability double precision not null check (probability between 0 and 1),
    inputs jsonb not null,
    predicted_at timestamptz not null,
    outcome jsonb,
    outcome_at timestamptz,
    primary key (model_id, subject)
);
create index if not exists idx_ml_model_observations_business on public.ml_model_observations (business_id);
create index if not exists idx_ml_model_observations_subject on public.ml_model_observations (subject);
create index if not exists idx_ml_model_observations_week on public.ml_model_observations (model_id, predicted_at);
comment on table public.ml_model_observations is 'Predictions with their inputs as they were, and later what became of them: labels, drift, shadow comparison.';

alter table public.ml_model_pointers enable row level security;
alter table public.ml_model_events enable row level security;
alter table public.ml_model_validations enable row level security;
alter table public.ml_model_refusals enable row level security;
alter table public.ml_model_observations enable row level security;
alter table public.ml_model_observations force row level security;
revoke all on public.ml_model_pointers, public.ml_model_events, public.ml_model_validations, public.ml_model_refusals,
    public.ml_model_observations from public, anon, authenticated, service_role;
revoke all on sequence public.ml_model_events_id_seq from public, anon, authenticated, service_role;
grant select, insert, update on public.ml_model_pointers to service_role;
grant select, insert on public.ml_model_events to service_role;
grant select, insert on public.ml_model_validations to service_role;
grant select, insert, delete on public.ml_model_refusals to service_role;
grant select, insert, update, delete on public.ml_model_observations to service_role;
grant select on public.ml_model_observations to authenticated;
drop policy if exists own_businesses on public.ml_model_observations;
create policy own_businesses on public.ml_model_observations to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids())));
