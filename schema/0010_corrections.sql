-- What a person corrected in a draft made of a sentence: the right parts, and where they stand. Labels for the tagger.
create table if not exists public.document_corrections (
    id uuid primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null,
    answer_id uuid,
    raw_input text not null check (length(raw_input) between 1 and 10000),
    entities jsonb not null check (jsonb_typeof(entities) = 'object'),
    spans jsonb not null check (jsonb_typeof(spans) = 'array'),
    is_aligned boolean not null,
    created_at timestamptz not null default now()
);
create index if not exists idx_document_corrections_business on public.document_corrections (business_id, created_at desc);
create index if not exists idx_document_corrections_created on public.document_corrections (created_at);
create index if not exists idx_document_corrections_answer on public.document_corrections (answer_id);
comment on table public.document_corrections is 'Corrected parts of sentences; those whose every part stands in the sentence (is_aligned) teach the tagger.';
comment on column public.document_corrections.spans is '[[first character, the one behind the last, label], ...] in the normalised sentence.';
alter table public.document_corrections enable row level security;
alter table public.document_corrections force row level security;
revoke all on public.document_corrections from public, anon, authenticated, service_role;
grant select, insert on public.document_corrections to authenticated;
grant select, insert, update, delete on public.document_corrections to service_role;
drop policy if exists own_businesses on public.document_corrections;
create policy own_businesses on public.document_corrections to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids())) and user_id = (select auth.uid()));
