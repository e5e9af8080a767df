-- What people agree to, how a business lets its rows be used, and what people ask to be given or to have erased.

-- Append-only: each answer is a row. Who was erased is named by a keyed hash from then on.
create table if not exists public.ai_user_consents (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    purpose text not null check (purpose ~ '^[a-z_]{1,40}$'),
    version integer not null check (version > 0),
    language text not null check (language in ('en', 'hi')),
    is_given boolean not null,
    created_at timestamptz not null default now()
);
create index if not exists idx_ai_user_consents_user on public.ai_user_consents (user_id, purpose, id desc);
create index if not exists idx_ai_user_consents_refused on public.ai_user_consents (purpose, user_id) where not is_given;
comment on table public.ai_user_consents is 'What a user agreed to or took back, purpose by purpose: rows are added, never changed. version and language name the sentence that was shown.';

create or replace function public.ai_consents_stay() returns trigger language plpgsql set search_path = '' as $$
begin
    if tg_op = 'UPDATE' and (new.id, new.purpose, new.version, new.language, new.is_given, new.created_at)
            is not distinct from (old.id, old.purpose, old.version, old.language, old.is_given, old.created_at) then
        return new;
    end if;
    raise exception 'answers of % are history and stay as they are', tg_table_name using errcode = 'restrict_violation';
end
$$;
comment on function public.ai_consents_stay() is 'Lets nothing of an answer change but whose it was: a user who is erased becomes a keyed hash.';
revoke all on function public.ai_consents_stay() from public, anon, authenticated, service_role;
drop trigger if exists history_stays on public.ai_user_consents;
create trigger history_stays before update or delete on public.ai_user_consents
    for each row execute function public.ai_consents_stay();

create table if not exists public.ai_privacy_settings (
    business_id uuid primary key references public.businesses (id) on delete cascade,
    anonymize_data boolean not null default false,
    data_sharing_enabled boolean not null default true,
    updated_by uuid,
    updated_at timestamptz not null default now()
);
comment on table public.ai_privacy_settings is 'How a business lets its rows be used for learning; where there is no row, the defaults hold.';
comment on column public.ai_privacy_settings.data_sharing_enabled is 'False: no training reads a row of this business.';
comment on column public.ai_privacy_settings.anonymize_data is 'True: names and personal numbers are taken out before a row is learned from; what cannot be stripped is left out.';

create table if not exists public.ai_privacy_requests (
    id uuid primary key,
    kind text not null check (kind in ('export', 'delete')),
    subject text not null check (subject in ('user', 'business')),
    business_id uuid,
    requested_by uuid not null,
    state text not null check (state in ('unconfirmed', 'queued', 'running', 'done')),
    found jsonb not null default '{}' check (jsonb_typeof(found) = 'object'),
    receipt jsonb,
    receipt_sha256 text,
    signature text,
    job_id uuid,
    created_at timestamptz not null default now(),
    confirmed_at timestamptz,
    finished_at timestamptz,
    check ((subject = 'business') = (business_id is not null)),
    check ((state = 'done') = (receipt is not null and finished_at is not null))
);
create index if not exists idx_ai_privacy_requests_requested_by
    on public.ai_privacy_requests (requested_by, created_at desc);
create index if not exists idx_ai_privacy_requests_business on public.ai_privacy_requests (business_id, created_at desc);
create unique index if not exists idx_ai_privacy_requests_one_open
    on public.ai_privacy_requests (kind, coalesce(business_id, requested_by)) where state in ('queued', 'running');
comment on table public.ai_privacy_requests is 'Exports and erasures that were asked for, with what was found and the receipt. No keys: a row outlives its business and, as a keyed hash, its user.';
comment on column public.ai_privacy_requests.found is 'Rows by table and by what was done with them, counted in the transaction that did it.';

create or replace view public.ai_consents_now with (security_invoker = on) as
select distinct on (user_id, purpose) user_id, purpose, version, language, is_given, created_at
from public.ai_user_consents order by user_id, purpose, id desc;
comment on view public.ai_consents_now is 'The last answer of each user to each purpose.';

create or replace view public.ai_training_refusals with (security_invoker = on) as
select user_id from public.ai_consents_now where purpose = 'training' and not is_given;
comment on view public.ai_training_refusals is 'Users whose answers and corrections no training reads.';

create or replace view public.ai_training_businesses with (security_invoker = on) as
select b.id as business_id, coalesce(s.anonymize_data, false) as is_anonymous
from public.businesses b left join public.ai_privacy_settings s on s.business_id = b.id
where coalesce(s.data_sharing_enabled, true)
  and not exists (select from public.ai_training_refusals r where r.user_id = b.user_id);
comment on view public.ai_training_businesses is 'Businesses whose rows may be learned from: neither they nor their owner said no.';

create or replace view public.ai_withheld_subjects with (security_invoker = on) as
select a.id as subject from public.fraud_alerts a join public.ai_training_refusals r on r.user_id = a.answered_by
union
select c.answer_id from public.document_corrections c join public.ai_training_refusals r on r.user_id = c.user_id
where c.answer_id is not null;
comment on view public.ai_withheld_subjects is 'Predictions whose outcome is known by a user alone whom no training may learn from.';

do $$
declare
    ours text;
begin
    foreach ours in array array['ai_user_consents', 'ai_privacy_settings', 'ai_privacy_requests'] loop
        execute format('alter table public.%I enable row level security', ours);
        execute format('alter table public.%I force row level security', ours);
        execute format('revoke all on public.%I from public, anon, authenticated, service_role', ours);
    end loop;
    foreach ours in array array['ai_consents_now', 'ai_training_refusals', 'ai_training_businesses',
                                'ai_withheld_subjects'] loop
        execute format('revoke all on public.%I from public, anon, authenticated, service_role', ours);
        execute format('grant select on public.%I to service_role', ours);
    end loop;
end
$$;
revoke all on sequence public.ai_user_consents_id_seq from public, anon, authenticated, service_role;
grant select, insert on public.ai_user_consents to authenticated;
grant select, insert on public.ai_user_consents to service_role;
grant update (user_id) on public.ai_user_consents to service_role;
grant select on public.ai_consents_now to authenticated;
grant select, insert, update on public.ai_privacy_settings to authenticated;
grant select, insert, update, delete on public.ai_privacy_settings to service_role;
grant select on public.ai_privacy_requests to authenticated;
grant select, insert, update, delete on public.ai_privacy_requests to service_role;

drop policy if exists own_rows on public.ai_user_consents;
create policy own_rows on public.ai_user_consents to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
drop policy if exists own_rows on public.ai_privacy_requests;
create policy own_rows on public.ai_privacy_requests for select to authenticated
    using (requested_by = (select auth.uid()));
drop policy if exists own_businesses on public.ai_privacy_settings;
create policy own_businesses on public.ai_privacy_settings for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
drop policy if exists owners_say on public.ai_privacy_settings;
create policy owners_say on public.ai_privacy_settings for insert to authenticated
    with check (updated_by = (select auth.uid())
                and business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))));
drop policy if exists owners_change on public.ai_privacy_settings;
create policy owners_change on public.ai_privacy_settings for update to authenticated
    using (business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))))
    with check (updated_by = (select auth.uid())
                and business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))));

-- An admin who is erased as a user is named by a keyed hash in what he was refused.
grant update (actor) on public.ml_model_refusals to service_role;
