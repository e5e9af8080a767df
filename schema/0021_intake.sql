-- Documents as they were sent and read, with what persons set right in them.
create table if not exists public.document_extractions (
    id uuid primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    uploaded_by uuid,
    sha256 text not null,
    file_name text not null check (length(file_name) <= 200),
    media_type text not null,
    size_bytes integer not null check (size_bytes > 0),
    reference_date date not null,
    status text not null default 'waiting' check (status in ('waiting', 'extracted', 'needs_review', 'failed')),
    engine_version text,
    page_count integer not null default 0 check (page_count >= 0),
    pages jsonb,
    result jsonb check (jsonb_typeof(result) = 'object'),
    assessment jsonb check (jsonb_typeof(assessment) = 'object'),
    document_type text,
    supplier_name text,
    invoice_number text,
    invoice_date date,
    total numeric(15, 2),
    supplier_key text,
    number_key text,
    irn text,
    step integer not null default 0,
    reviewed_at timestamptz,
    job_id uuid,
    created_at timestamptz not null,
    extracted_at timestamptz,
    unique (business_id, sha256)
);
create index if not exists idx_document_extractions_business on public.document_extractions (business_id, created_at desc);
create index if not exists idx_document_extractions_number on public.document_extractions (business_id, number_key);
create index if not exists idx_document_extractions_created on public.document_extractions (created_at);
comment on table public.document_extractions is 'One row per file and business: the same bytes again are the same row. Originals and pictures of pages lie in the object store.';
comment on column public.document_extractions.file_name is 'What the sender called it, cleaned; never part of a path.';
comment on column public.document_extractions.pages is 'The words of the pages with their places, as they were read.';
comment on column public.document_extractions.result is 'What was understood, before any correction.';
comment on column public.document_extractions.assessment is 'Side, draft, fraud check and likely duplicates, of the time of reading or of the last correction.';
comment on column public.document_extractions.job_id is 'The job that reads it, or has read it. No key: jobs are forgotten sooner.';
comment on column public.document_extractions.document_type is 'This and the columns to irn follow the corrections; they serve lists and the search for duplicates.';

create table if not exists public.document_extraction_corrections (
    extraction_id uuid not null references public.document_extractions (id) on delete cascade,
    business_id uuid not null references public.businesses (id) on delete cascade,
    step integer not null check (step > 0),
    path text not null check (length(path) <= 100),
    value jsonb,
    user_id uuid,
    created_at timestamptz not null,
    primary key (extraction_id, step, path)
);
create index if not exists idx_document_extraction_corrections_business
    on public.document_extraction_corrections (business_id);
create index if not exists idx_document_extraction_corrections_created
    on public.document_extraction_corrections (created_at);
comment on table public.document_extraction_corrections is 'What persons set right, step by step, never changed.';
comment on column public.document_extraction_corrections.value is 'Null: the document has no such value. Numbers as text, so that no paisa is lost.';

do $$
declare
    ours text;
begin
    foreach ours in array array['document_extractions', 'document_extraction_corrections'] loop
        execute format('alter table public.%I enable row level security', ours);
        execute format('alter table public.%I force row level security', ours);
        execute format('revoke all on public.%I from public, anon, authenticated, service_role', ours);
        execute format('grant select on public.%I to authenticated', ours);
        execute format('grant select, insert, update, delete on public.%I to service_role', ours);
        execute format('drop policy if exists own_businesses on public.%I', ours);
        execute format('create policy own_businesses on public.%I for select to authenticated'
                       ' using (business_id = any (array(select public.app_business_ids())))', ours);
    end loop;
end
$$;
