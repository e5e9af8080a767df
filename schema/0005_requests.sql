-- Answers already given, so that a repeated POST is answered again instead of being done again.
create table if not exists public.idempotency_keys (
    user_id uuid not null,
    key text not null,
    method_path text not null,
    body_sha256 text not null,
    state text not null default 'in_flight' check (state in ('in_flight', 'done')),
    status integer,
    response_headers jsonb not null default '{}' check (jsonb_typeof(response_headers) = 'object'),
    response_body bytea,
    created_at timestamptz not null default now(),
    primary key (user_id, key, method_path)
);
create index if not exists idx_idempotency_keys_created on public.idempotency_keys (created_at);
comment on table public.idempotency_keys is 'One row per user, key and call; removed once it is older than a day.';
comment on column public.idempotency_keys.body_sha256 is 'The same key with another body is a mistake of the caller and refused.';
alter table public.idempotency_keys enable row level security;
alter table public.idempotency_keys force row level security;
revoke all on public.idempotency_keys from public, anon, authenticated, service_role;
grant select, insert, update, delete on public.idempotency_keys to authenticated, service_role;
drop policy if exists own_rows on public.idempotency_keys;
create policy own_rows on public.idempotency_keys to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
