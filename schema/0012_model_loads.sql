-- What each process that loads models found: so that any other, and the health call, can tell what serves where.
create table if not exists public.ml_model_loads (
    process text not null,
    name text not null,
    model_id uuid not null references public.ml_models (id),
    serving text not null default '',
    code text not null default '',
    reason text not null default '',
    failures integer not null default 0 check (failures >= 0),
    since timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    primary key (process, model_id)
);
create index if not exists idx_ml_model_loads_model on public.ml_model_loads (model_id, seen_at desc);
comment on table public.ml_model_loads is 'One row a process and version that it should serve; old rows are of processes that have ended.';
comment on column public.ml_model_loads.serving is 'The label that answers in its place, empty for none; its own when it serves.';
comment on column public.ml_model_loads.reason is 'Why it could not be loaded; empty when it serves.';
alter table public.ml_model_loads enable row level security;
revoke all on public.ml_model_loads from public, anon, authenticated, service_role;
grant select, insert, update, delete on public.ml_model_loads to service_role;
