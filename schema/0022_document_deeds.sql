-- Which admin looked at a document of a business, or set something right in it: never changed.
create table if not exists public.document_deeds (
    id bigint generated always as identity primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    extraction_id uuid not null,
    deed text not null check (deed in ('looked', 'corrected')),
    actor text not null,
    at timestamptz not null default now()
);
create index if not exists idx_document_deeds_business on public.document_deeds (business_id, id desc);
create index if not exists idx_document_deeds_extraction on public.document_deeds (extraction_id, id desc);
comment on table public.document_deeds is 'Which admin looked at a document of a business or set something right in it. Rows are never changed; they go with their business.';
comment on column public.document_deeds.extraction_id is 'No key: a document may go while the deed stays.';
alter table public.document_deeds enable row level security;
alter table public.document_deeds force row level security;
revoke all on public.document_deeds from public, anon, authenticated, service_role;
revoke all on sequence public.document_deeds_id_seq from public, anon, authenticated, service_role;
grant select on public.document_deeds to authenticated;
grant select, insert, update, delete on public.document_deeds to service_role;
drop policy if exists own_businesses on public.document_deeds;
create policy own_businesses on public.document_deeds for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
