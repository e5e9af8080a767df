-- What the scan of each part of a business's books found, so that a part that has not changed is not scanned again.
create table if not exists public.fraud_scans (
    business_id uuid primary key references public.businesses (id) on delete cascade,
    version text not null,
    book_revision bigint not null,
    parts jsonb not null check (jsonb_typeof(parts) = 'object'),
    habits jsonb not null default '{}' check (jsonb_typeof(habits) = 'object'),
    scanned_at timestamptz not null
);
comment on table public.fraud_scans is 'One row per business, made anew by every analysis; without it everything is scanned, with the same answer.';
comment on column public.fraud_scans.version is 'The rules and the model that judged; what another version found is of no use.';
comment on column public.fraud_scans.parts is 'Findings by the digest of a part''s rows.';
comment on column public.fraud_scans.habits is 'What the check of one draft has to know of the whole books.';
alter table public.fraud_scans enable row level security;
alter table public.fraud_scans force row level security;
revoke all on public.fraud_scans from public, anon, authenticated, service_role;
grant select on public.fraud_scans to authenticated;
grant select, insert, update, delete on public.fraud_scans to service_role;
drop policy if exists own_businesses on public.fraud_scans;
create policy own_businesses on public.fraud_scans for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));

-- The check of a draft looks for documents of its amount, and for payments under its bank reference.
do $$
declare
    wanted record;
begin
    for wanted in select * from (values ('invoices', 'total_amount'), ('invoices', 'subtotal'),
                                        ('payments', 'reference'), ('transactions', 'reference')) as w (name, sought)
    loop
        if to_regclass('public.' || wanted.name) is null then
            raise notice 'no table public.%: a check of a draft does not look there', wanted.name;
            continue;
        end if;
        execute format('create index if not exists idx_%s_business_%s on public.%I (business_id, %I)',
                       wanted.name, wanted.sought, wanted.name, wanted.sought);
    end loop;
end
$$;
