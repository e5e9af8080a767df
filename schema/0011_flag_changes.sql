-- Who switched what, when: one row for each change of a flag, never changed.
create table if not exists public.feature_flag_changes (
    id bigint generated always as identity primary key,
    name text not null,
    business_id uuid references public.businesses (id) on delete cascade,
    enabled boolean,
    rollout_percent integer check (rollout_percent between 0 and 100),
    variant text,
    actor text not null,
    reason text not null default '',
    at timestamptz not null default now()
);
create index if not exists idx_feature_flag_changes_name on public.feature_flag_changes (name, id desc);
create index if not exists idx_feature_flag_changes_business on public.feature_flag_changes (business_id);
comment on table public.feature_flag_changes is 'Each change of a flag as it was asked for. Rows are never changed; they go with the business they name.';
comment on column public.feature_flag_changes.enabled is 'Null: left to the environment, or to the flag for everybody where a business is named.';
alter table public.feature_flag_changes enable row level security;
alter table public.feature_flag_changes force row level security;
revoke all on public.feature_flag_changes from public, anon, authenticated, service_role;
revoke all on sequence public.feature_flag_changes_id_seq from public, anon, authenticated, service_role;
grant select on public.feature_flag_changes to authenticated;
grant select, insert, update, delete on public.feature_flag_changes to service_role;
drop policy if exists own_businesses on public.feature_flag_changes;
create policy own_businesses on public.feature_flag_changes for select to authenticated
    using (business_id = any (array(select public.app_business_ids())));
