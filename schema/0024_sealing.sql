-- What is personal lies sealed in its columns. Here: which keys sealed, and room for what is longer once it is sealed.
create table if not exists public.sealing_keys (
    key_id text primary key check (key_id ~ '^[0-9a-f]{8}$'),
    probe text not null,
    first_used_at timestamptz not null default now(),
    whole_at timestamptz,
    retired_at timestamptz
);
comment on table public.sealing_keys is 'The keys that have sealed something here, by ids that tell nothing about them; never a key.';
comment on column public.sealing_keys.probe is 'A constant, sealed: what opens it is the key.';
comment on column public.sealing_keys.whole_at is 'When every row was last found sealed by this key.';
comment on column public.sealing_keys.retired_at is 'When nothing was sealed by it any more; null while a process must have it.';
alter table public.sealing_keys enable row level security;
revoke all on public.sealing_keys from public, anon, authenticated, service_role;
grant select, insert, update on public.sealing_keys to service_role;

alter table public.document_extractions drop constraint if exists document_extractions_file_name_check;
alter table public.document_extractions add constraint document_extractions_file_name_check
    check (length(file_name) <= case when file_name like 'sealed:1:%' then 4000 else 200 end);
alter table public.document_extractions add column if not exists look_up text;
comment on column public.document_extractions.look_up is 'Sealed: the values of which supplier_key, number_key and irn are blind indexes, so that another key can index them.';
comment on column public.document_extractions.supplier_key is 'A blind index, as number_key and irn: equal values of a business are equal here, and none can be read.';

alter table public.document_corrections drop constraint if exists document_corrections_raw_input_check;
alter table public.document_corrections add constraint document_corrections_raw_input_check
    check (length(raw_input) between 1 and case when raw_input like 'sealed:1:%' then 100000 else 10000 end);
comment on column public.document_corrections.raw_input is 'Sealed, as entities is.';
