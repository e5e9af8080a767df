-- Versions of the learned models, and what their predictions turned out to be worth.
create table if not exists public.ml_models (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    version integer not null check (version > 0),
    kind text not null,
    state text not null default 'candidate' check (state in ('candidate', 'rejected', 'production', 'retired')),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    metrics jsonb not null default '{}' check (jsonb_typeof(metrics) = 'object'),
    manifest jsonb not null default '{}' check (jsonb_typeof(manifest) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (name, version)
);
create unique index if not exists idx_ml_models_one_in_production on public.ml_models (name) where state = 'production';
comment on table public.ml_models is 'Registry of the model store: at most one version of a name is in production.';
comment on column public.ml_models.sha256 is 'Of the stored file; it is checked before the file is opened.';

create table if not exists public.ml_model_predictions (
    model_name text not null,
    model_version text not null,
    day date not null,
    predictions bigint not null default 0 check (predictions >= 0),
    correct bigint not null default 0 check (correct >= 0),
    wrong bigint not null default 0 check (wrong >= 0),
    total_ms double precision not null default 0 check (total_ms >= 0),
    primary key (model_name, model_version, day)
);
comment on table public.ml_model_predictions is 'Predictions a day, their outcome as far as it is known, and the time they took.';

alter table public.ml_models enable row level security;
alter table public.ml_model_predictions enable row level security;
revoke all on public.ml_models, public.ml_model_predictions from public, anon, authenticated, service_role;
grant select on public.ml_models, public.ml_model_predictions to authenticated;
grant select, insert, update, delete on public.ml_models, public.ml_model_predictions to service_role;
drop policy if exists everybody_reads on public.ml_models;
create policy everybody_reads on public.ml_models for select to authenticated using (true);
drop policy if exists everybody_reads on public.ml_model_predictions;
create policy everybody_reads on public.ml_model_predictions for select to authenticated using (true);
