-- GSTR-2B as uploaded, what it was found to be against the purchase bills, and what the owner said of it.
create table if not exists public.gstr2b_uploads (
    id uuid primary key,
    business_id uuid not null references public.businesses (id) on delete cascade,
    period text not null check (period ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
    gstin text not null,
    sha256 text not null,
    format text not null check (format in ('json', 'xlsx')),
    papers integer not null check (papers >= 0),
    generated_on date,
    uploaded_by uuid,
    created_at timestamptz not null,
    unique (business_id, sha256)
);
create index if not exists idx_gstr2b_uploads_period on public.gstr2b_uploads (business_id, period);
comment on table public.gstr2b_uploads is 'One row per file of the portal that was taken; the one generated last is the statement of its month.';

create table if not exists public.gstr2b_papers (
    upload_id uuid not null references public.gstr2b_uploads (id) on delete cascade,
    business_id uuid not null references public.businesses (id) on delete cascade,
    place integer not null,
    paper jsonb not null check (jsonb_typeof(paper) = 'object'),
    primary key (upload_id, place)
);
create index if not exists idx_gstr2b_papers_business on public.gstr2b_papers (business_id);
comment on table public.gstr2b_papers is 'The documents of an upload in their order, amounts as text so that no paisa is lost.';

create table if not exists public.gstr2b_reconciliations (
    business_id uuid not null references public.businesses (id) on delete cascade,
    period text not null,
    upload_id uuid not null references public.gstr2b_uploads (id) on delete cascade,
    book_revision bigint not null,
    rules_version text not null,
    matched_at timestamptz not null,
    primary key (business_id, period)
);
comment on table public.gstr2b_reconciliations is 'From which books and which upload the rows of a month were made.';

create table if not exists public.gstr2b_rows (
    id uuid not null,
    business_id uuid not null references public.businesses (id) on delete cascade,
    period text not null,
    place integer not null,
    state text not null check (state in ('exact', 'suggested', 'mismatch', 'missing_in_2b', 'missing_in_books')),
    supplier_gstin text,
    supplier_name text,
    document_id uuid,
    value numeric(15, 2) not null,
    tax numeric(15, 2) not null,
    row jsonb not null check (jsonb_typeof(row) = 'object'),
    primary key (business_id, period, id)
);
create index if not exists idx_gstr2b_rows_place on public.gstr2b_rows (business_id, period, place);
create index if not exists idx_gstr2b_rows_document on public.gstr2b_rows (business_id, document_id);
comment on table public.gstr2b_rows is 'The month''s match, made anew whenever books or upload change.';
comment on column public.gstr2b_rows.id is 'Derived from both papers and the state: the same evidence keeps its id, and so its answer.';
comment on column public.gstr2b_rows.tax is 'Credit that hangs on the row: as booked, or as in 2B where it is not booked. Credit notes lower it.';

create table if not exists public.gstr2b_answers (
    row_id uuid not null,
    business_id uuid not null references public.businesses (id) on delete cascade,
    answer text not null check (answer in ('accept', 'ignore')),
    note text check (length(note) <= 1000),
    answered_by uuid not null,
    answered_at timestamptz not null,
    primary key (business_id, row_id)
);
comment on table public.gstr2b_answers is 'Kept when the rows are made anew; it counts while a row with this id, the same evidence, is there.';

do $$
declare
    ours text;
begin
    foreach ours in array array['gstr2b_uploads', 'gstr2b_papers', 'gstr2b_reconciliations', 'gstr2b_rows', 'gstr2b_answers'] loop
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
