-- The truth about background work. Celery only carries the ids of these rows.
create table if not exists public.jobs (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    business_id uuid references public.businesses (id) on delete cascade,
    requested_by uuid,
    payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
    dedupe_key text,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'dead')),
    progress numeric(5, 4) not null default 0 check (progress between 0 and 1),
    progress_note text,
    result jsonb,
    error text,
    attempts integer not null default 0 check (attempts >= 0),
    max_attempts integer not null default 3 check (max_attempts > 0),
    lease_until timestamptz,
    dispatched_at timestamptz,
    run_after timestamptz not null default now(),
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    request_id text
);
create unique index if not exists idx_jobs_one_active on public.jobs (dedupe_key) where state in ('queued', 'running');
create index if not exists idx_jobs_to_dispatch on public.jobs (run_after) where state = 'queued';
create index if not exists idx_jobs_leases on public.jobs (lease_until) where state = 'running';
create index if not exists idx_jobs_business on public.jobs (business_id, created_at desc);
create index if not exists idx_jobs_requested_by on public.jobs (requested_by, created_at desc);
create index if not exists idx_jobs_finished on public.jobs (finished_at) where state in ('done', 'failed', 'dead');
comment on table public.jobs is 'Background work: written with the rows that need it, run at least once, dead after max_attempts.';
comment on column public.jobs.dedupe_key is 'While a job with this key is queued or running, no second one is made.';
comment on column public.jobs.lease_until is 'The worker extends it; once it has passed, the job is given to another worker.';
comment on column public.jobs.dispatched_at is 'When its id was last handed to the queue; null: not yet.';

-- Only the service enqueues: under Supabase every user of the app holds the role `authenticated` and could otherwise
-- insert a row of any name, or take a key that another tenant's work needs.
alter table public.jobs enable row level security;
alter table public.jobs force row level security;
revoke all on public.jobs from public, anon, authenticated, service_role;
grant select on public.jobs to authenticated;
grant select, insert, update, delete on public.jobs to service_role;
drop policy if exists own_businesses on public.jobs;
create policy own_businesses on public.jobs for select to authenticated
    using (business_id = any (array(select public.app_business_ids())) or requested_by = (select auth.uid()));
