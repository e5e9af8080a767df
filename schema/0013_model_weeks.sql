-- What became of each version's predictions, week by week: figures that outlive the predictions they were counted from.
create table if not exists public.ml_model_weeks (
    model_id uuid not null references public.ml_models (id),
    week date not null,
    predictions integer not null check (predictions >= 0),
    outcomes integer not null check (outcomes between 0 and predictions),
    correct integer not null check (correct between 0 and outcomes),
    figures jsonb not null default '{}' check (jsonb_typeof(figures) = 'object'),
    last_outcome_at timestamptz,
    updated_at timestamptz not null default now(),
    primary key (model_id, week)
);
comment on table public.ml_model_weeks is 'Counted hourly by the worker; a week begins on its Monday in Indian time and is that of the prediction.';
comment on column public.ml_model_weeks.figures is 'ece, predicted and observed mean, and drift (PSI) by input; what few cases cannot tell is left out.';
alter table public.ml_model_weeks enable row level security;
revoke all on public.ml_model_weeks from public, anon, authenticated, service_role;
grant select, insert, update on public.ml_model_weeks to service_role;
