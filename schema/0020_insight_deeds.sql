-- Which admin looked at the insights of a business, or had them made anew, and why: never changed.
create table if not exists public.insight_deeds (
    id bigint generated always as identity primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    insight_id uuid,
    deed text not null check (deed in ('looked', 'recomputed')),
    actor text not null,
    reason text not null default '',
    at timestamptz not null default now()
);
create index if not exists idx_insight_deeds_business on public.insight_deeds (business_id, id desc);
comment on table public.insight_deeds is 'Which admin looked at the insights of a business or had them made anew. Rows are never changed; they go with their business.';
comment on column public.insight_deeds.insight_id is 'Null: all of them. No key: an insight may go while the deed stays.';
alter table public.insight_deeds enable row level security;
alter table public.insight_deeds force row level security;
revoke all on public.insight_deeds from public, anon, authenticated, service_role;
revoke all on sequence public.insight_deeds_id_seq from public, anon, authenticated, service_role;
grant select on public.insight_deeds to authenticated;
grant select, insert, update, delete on public.insight_deeds to service_role;
drop policy if exists own_businesses on public.insight_deeds;
create policy own_businesses on public.insight_deeds for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
