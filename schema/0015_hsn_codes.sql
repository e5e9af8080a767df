-- The official list of codes of goods (HSN) and services (SAC) with its descriptions, as `flask gst import-hsn` read it.
create table if not exists public.hsn_codes (
    code text primary key check (code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8})$'),
    kind text not null check (kind in ('HSN', 'SAC')),
    description text not null check (length(description) between 1 and 4000),
    words tsvector generated always as (to_tsvector('english'::regconfig, description)) stored,
    imported_at timestamptz not null default now()
);
create index if not exists idx_hsn_codes_words on public.hsn_codes using gin (words);
create index if not exists idx_hsn_codes_prefix on public.hsn_codes (code text_pattern_ops);
comment on table public.hsn_codes is 'Public facts, the same for everybody; replaced as a whole by each import.';
alter table public.hsn_codes enable row level security;
revoke all on public.hsn_codes from public, anon, authenticated, service_role;
grant select on public.hsn_codes to authenticated;
grant select, insert, update, delete on public.hsn_codes to service_role;
drop policy if exists for_everybody on public.hsn_codes;
create policy for_everybody on public.hsn_codes for select to authenticated using (true);
