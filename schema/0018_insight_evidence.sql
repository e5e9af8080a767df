-- What stands behind each insight, what an owner has said that no book holds, and whose insights somebody looks at.
-- Evidence is a table of its own: phones subscribe to business_insights and need not be sent hundreds of ids each night.
create table if not exists public.insight_evidence (
    insight_id uuid primary key references public.business_insights (id) on delete cascade,
    business_id uuid not null references public.businesses (id) on delete cascade,
    traces jsonb not null default '[]' check (jsonb_typeof(traces) = 'array'),
    looked_back jsonb check (jsonb_typeof(looked_back) = 'object')
);
create index if not exists idx_insight_evidence_business on public.insight_evidence (business_id);
comment on table public.insight_evidence is 'From each figure of a current insight to its rows, and last quarter''s forecast beside what came.';
comment on column public.insight_evidence.traces is 'Figure, formula, amount, kind of rows, the first ids and how many there are.';
alter table public.insight_evidence enable row level security;
alter table public.insight_evidence force row level security;
revoke all on public.insight_evidence from public, anon, authenticated, service_role;
grant select on public.insight_evidence to authenticated;
grant select, insert, update, delete on public.insight_evidence to service_role;
drop policy if exists own_businesses on public.insight_evidence;
create policy own_businesses on public.insight_evidence for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));

create table if not exists public.insight_preferences (
    business_id uuid primary key references public.businesses (id) on delete cascade,
    cash_floor numeric check (abs(cash_floor) <= 1e12),
    balance numeric check (abs(balance) <= 1e12),
    balance_on date,
    gst_filing text check (gst_filing in ('monthly', 'quarterly', 'composition', 'not_registered')),
    deducts_tds boolean,
    pays_advance_tax boolean,
    updated_by uuid,
    updated_at timestamptz not null default now(),
    check ((balance is null) = (balance_on is null))
);
comment on table public.insight_preferences is 'What an owner has said that no book holds; null where nothing was said.';
comment on column public.insight_preferences.cash_floor is 'Rupees under which the money should not fall.';
comment on column public.insight_preferences.balance is 'Cash and bank together in rupees at the end of balance_on.';
alter table public.insight_preferences enable row level security;
alter table public.insight_preferences force row level security;
revoke all on public.insight_preferences from public, anon, authenticated, service_role;
grant select, insert, update on public.insight_preferences to authenticated;
grant select, insert, update, delete on public.insight_preferences to service_role;
drop policy if exists own_businesses on public.insight_preferences;
create policy own_businesses on public.insight_preferences to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids())) and updated_by = (select auth.uid()));

-- What was said changes the answers as a change of the books does: everything kept of them lapses alike.
do $$
declare
    event record;
begin
    for event in
        select * from (values ('insert', 'new table as new_rows'),
                              ('update', 'old table as old_rows new table as new_rows'),
                              ('delete', 'old table as old_rows')) as e (name, referencing)
    loop
        execute format('create or replace trigger note_%s after %s on public.insight_preferences referencing %s
                        for each statement execute function public.note_change_of_business_rows()',
                       event.name, event.name, event.referencing);
    end loop;
end
$$;

create table if not exists public.insight_looks (
    business_id uuid primary key references public.businesses (id) on delete cascade,
    looked_on date not null
);
comment on table public.insight_looks is 'The last day on which somebody asked for a business''s insights: at night they are made for those who look.';
alter table public.insight_looks enable row level security;
alter table public.insight_looks force row level security;
revoke all on public.insight_looks from public, anon, authenticated, service_role;
grant select on public.insight_looks to authenticated;
grant select, insert, update, delete on public.insight_looks to service_role;
drop policy if exists own_businesses on public.insight_looks;
create policy own_businesses on public.insight_looks for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
