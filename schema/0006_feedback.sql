-- What users say about an answer. The app chooses the id and repeats the call, so the id makes it one row.
create table if not exists public.feedback (
    id uuid primary key,
    user_id uuid not null,
    business_id uuid references public.businesses (id) on delete cascade,
    feedback_type text not null,
    entity_id text not null,
    helpful boolean not null,
    comment text,
    submitted_at timestamptz not null,
    created_at timestamptz not null default now()
);
create index if not exists idx_feedback_entity on public.feedback (feedback_type, entity_id);
create index if not exists idx_feedback_user on public.feedback (user_id, created_at desc);
create index if not exists idx_feedback_business on public.feedback (business_id);
comment on table public.feedback is 'Helpful or not, per answer; labels for the next training.';
alter table public.feedback enable row level security;
alter table public.feedback force row level security;
revoke all on public.feedback from public, anon, authenticated, service_role;
grant select, insert on public.feedback to authenticated;
grant select, insert, update, delete on public.feedback to service_role;
drop policy if exists own_rows on public.feedback;
create policy own_rows on public.feedback to authenticated
    using (user_id = (select auth.uid()))
    with check (user_id = (select auth.uid())
                and (business_id is null or business_id = any (array(select public.app_business_ids()))));
