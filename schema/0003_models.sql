-- Versions of the models, how often they were right when measured, and how much they answer.
create table if not exists public.ml_models (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    version integer not null check (version > 0),
    label text not null,
    kind text not null,
    state text not null default 'candidate' check (state in ('candidate', 'rejected', 'production', 'retired')),
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    metrics jsonb not null default '{}' check (jsonb_typeof(metrics) = 'object'),
    manifest jsonb not null default '{}' check (jsonb_typeof(manifest) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (name, version),
    unique (name, label)
);
create unique index if not exists idx_ml_models_one_in_production on public.ml_models (name) where state = 'production';
comment on table public.ml_models is 'Registry of the model store: at most one version of a name is in production.';
comment on column public.ml_models.label is 'The version as answers carry it (model_version).';
comment on column public.ml_models.sha256 is 'Of the stored file; it is checked before the file is opened. Null for rules, which are code.';

create table if not exists public.ml_model_predictions (
    model_name text not null,
    model_version text not null,
    day date not null,
    answers bigint not null default 0 check (answers >= 0),
    predictions bigint not null default 0 check (predictions >= 0),
    total_ms double precision not null default 0 check (total_ms >= 0),
    primary key (model_name, model_version, day)
);
comment on table public.ml_model_predictions is 'Computed answers a day, the predictions in them, and the time they took. Outcomes: ml_model_outcomes.';

alter table public.ml_models enable row level security;
alter table public.ml_model_predictions enable row level security;
revoke all on public.ml_models, public.ml_model_predictions from public, anon, authenticated, service_role;
grant select on public.ml_models, public.ml_model_predictions to authenticated;
grant select, insert, update, delete on public.ml_models, public.ml_model_predictions to service_role;
drop policy if exists everybody_reads on public.ml_models;
create policy everybody_reads on public.ml_models for select to authenticated using (true);
drop policy if exists everybody_reads on public.ml_model_predictions;
create policy everybody_reads on public.ml_model_predictions for select to authenticated using (true);
