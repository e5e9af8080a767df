-- How an alert lives on: what it rests on, who was shown it, what was said of it before; and parties that are always fine.
alter table public.fraud_alerts
    add column if not exists rule text,
    add column if not exists amount_at_risk numeric not null default 0,
    add column if not exists score numeric(5, 4) check (score between 0 and 1),
    add column if not exists features jsonb not null default '{}',
    add column if not exists facts jsonb,
    add column if not exists is_audit boolean not null default false,
    add column if not exists show_probability numeric(5, 4) not null default 1 check (show_probability > 0 and show_probability <= 1),
    add column if not exists is_always boolean not null default false,
    add column if not exists folded_into uuid,
    add column if not exists previous_answer jsonb;
create index if not exists idx_fraud_alerts_answered on public.fraud_alerts (answered_at) where status in ('confirmed', 'dismissed');
create index if not exists idx_fraud_alerts_folded on public.fraud_alerts (folded_into) where folded_into is not null;
comment on column public.fraud_alerts.fingerprint is 'What the suspicion was about when it was born; later evidence may name more or less.';
comment on column public.fraud_alerts.amount_at_risk is 'Rupees that may be lost.';
comment on column public.fraud_alerts.score is 'What the rule said before the confidence was made of it.';
comment on column public.fraud_alerts.features is 'The signs and figures that the score was made of.';
comment on column public.fraud_alerts.facts is 'A digest of each fact it rests on, by the id of what holds the fact; enough new ones open an answered alert again.';
comment on column public.fraud_alerts.is_audit is 'Too uncertain to be shown, but drawn to be asked about.';
comment on column public.fraud_alerts.show_probability is 'The chance that it was put before the owner: its answer weighs by the inverse.';
comment on column public.fraud_alerts.is_always is 'Dismissed because its party is always fine: no label for training.';
comment on column public.fraud_alerts.folded_into is 'The alert that speaks for it, and whose answer it takes.';
comment on column public.fraud_alerts.previous_answer is 'What was answered before its evidence changed and it was opened again.';
grant update (is_always) on public.fraud_alerts to authenticated;

create table if not exists public.fraud_exceptions (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    party_id uuid not null,
    alert_type text check (alert_type in
        ('duplicate_invoice', 'payment_mismatch', 'suspicious_pattern', 'duplicate_supplier_bill')),
    rule text,
    reason text check (length(reason) <= 500),
    created_by uuid,
    created_at timestamptz not null
);
create unique index if not exists idx_fraud_exceptions_what
    on public.fraud_exceptions (business_id, party_id, coalesce(alert_type, ''), coalesce(rule, ''));
comment on table public.fraud_exceptions is 'Parties that their owner has called always fine, for one type and rule of alerts or for all (null).';
alter table public.fraud_exceptions enable row level security;
alter table public.fraud_exceptions force row level security;
revoke all on public.fraud_exceptions from public, anon, authenticated, service_role;
grant select, insert, delete on public.fraud_exceptions to authenticated;
grant select, insert, update, delete on public.fraud_exceptions to service_role;
drop policy if exists own_businesses on public.fraud_exceptions;
create policy own_businesses on public.fraud_exceptions to authenticated
    using (business_id = any (array(select public.app_business_ids())))
    with check (business_id = any (array(select public.app_business_ids()))
                and created_by = (select auth.uid()));

-- What is excepted changes what an analysis says, as a change of the books does: everything kept of it lapses alike.
do $$
declare
    event record;
begin
    for event in
        select * from (values ('insert', 'new table as new_rows'),
                              ('update', 'old table as old_rows new table as new_rows'),
                              ('delete', 'old table as old_rows')) as e (name, referencing)
    loop
        execute format('create or replace trigger note_%s after %s on public.fraud_exceptions referencing %s
                        for each statement execute function public.note_change_of_business_rows()',
                       event.name, event.name, event.referencing);
    end loop;
end
$$;
