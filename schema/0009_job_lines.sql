-- What a job said while it worked: every note of progress with its moment, for whoever watches or looks into it later.
create table if not exists public.job_lines (
    id bigint generated always as identity primary key,
    job_id uuid not null references public.jobs (id) on delete cascade,
    attempt integer not null check (attempt >= 0),
    share numeric(5, 4) not null check (share between 0 and 1),
    note text not null,
    at timestamptz not null default now()
);
create index if not exists idx_job_lines_job on public.job_lines (job_id, id);
comment on table public.job_lines is 'Notes of progress, the first thousand of a job; they go with the job.';

-- Whoever sees the job sees its lines: the policies of jobs hold inside the query.
alter table public.job_lines enable row level security;
alter table public.job_lines force row level security;
revoke all on public.job_lines from public, anon, authenticated, service_role;
revoke all on sequence public.job_lines_id_seq from public, anon, authenticated, service_role;
grant select on public.job_lines to authenticated;
grant select, insert, delete on public.job_lines to service_role;
drop policy if exists of_own_jobs on public.job_lines;
create policy of_own_jobs on public.job_lines for select to authenticated
    using (exists (select 1 from public.jobs where jobs.id = job_lines.job_id));
