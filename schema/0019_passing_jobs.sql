-- Jobs whose name begins with `passing.` are forgotten minutes after their end: the sweep finds them by this index.
create index if not exists idx_jobs_passing on public.jobs (finished_at)
    where name like 'passing.%' and state in ('done', 'failed', 'dead');
