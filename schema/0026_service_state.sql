-- Whether the service is open, and what everybody is told: one row, which every process reads each second.
create table if not exists public.service_state (
    is_only boolean primary key default true check (is_only),
    is_closed boolean not null default false,
    closed_at timestamptz,
    reopens_at timestamptz,
    sentence text not null default '' check (length(sentence) <= 300),
    sentence_hindi text not null default '' check (length(sentence_hindi) <= 300),
    banner text not null default '' check (length(banner) <= 300),
    banner_hindi text not null default '' check (length(banner_hindi) <= 300),
    changed_at timestamptz not null default now()
);
comment on table public.service_state is 'Maintenance, and the banner. Who changed it when stands in ai_audit_logs.';
comment on column public.service_state.reopens_at is 'What callers are told; the service opens when somebody says so, never by itself.';
comment on column public.service_state.banner is 'Shown to everybody while it is not empty, the service being open or closed.';
alter table public.service_state enable row level security;
revoke all on public.service_state from public, anon, authenticated, service_role;
grant select, insert, update on public.service_state to service_role;
insert into public.service_state (is_only) values (true) on conflict do nothing;
