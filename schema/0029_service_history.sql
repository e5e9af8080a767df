-- How the service itself fares: what its processes counted, which of them live, reports, and the room that tables take.
create table if not exists public.service_points (
    at timestamptz primary key,
    requests bigint not null default 0 check (requests >= 0),
    errors bigint not null default 0 check (errors >= 0),
    buckets bigint[] not null default '{}',
    cache_looks bigint not null default 0 check (cache_looks >= 0),
    cache_hits bigint not null default 0 check (cache_hits >= 0),
    memory_share double precision check (memory_share >= 0),
    disk_share double precision check (disk_share between 0 and 1)
);
comment on table public.service_points is 'What all processes together counted in five minutes from `at`. No row: nobody could write one.';
comment on column public.service_points.errors is 'Answers with a status of 500 or more.';
comment on column public.service_points.buckets is 'Requests by the time they took, one count for each bound of app/runtime/http/counting.py and one beyond.';
comment on column public.service_points.memory_share is 'The fullest container or machine, of those that a process runs in.';

create table if not exists public.service_calls (
    day date not null,
    call text not null,
    requests bigint not null default 0 check (requests >= 0),
    errors bigint not null default 0 check (errors >= 0),
    seconds double precision not null default 0 check (seconds >= 0),
    buckets bigint[] not null default '{}',
    primary key (day, call)
);
comment on table public.service_calls is 'The same by day in India and by call: a method and a route of ours, never what somebody sent.';

create table if not exists public.service_processes (
    process text primary key,
    kind text not null check (kind in ('web', 'worker', 'beat')),
    version text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null
);
comment on table public.service_processes is 'Each process that serves, works or keeps the schedule: it says so every minute. Old rows are of processes that were killed.';

create table if not exists public.service_reports (
    period text not null check (period in ('week', 'month')),
    begins_on date not null,
    ends_before date not null check (ends_before > begins_on),
    figures jsonb not null check (jsonb_typeof(figures) = 'object'),
    sections jsonb not null check (jsonb_typeof(sections) = 'array'),
    written_at timestamptz not null,
    primary key (period, begins_on)
);
comment on table public.service_reports is 'What was told of a week or month of India. `figures` is what the next report compares with, `sections` the sentences.';

create table if not exists public.service_table_looks (
    looked_at timestamptz not null,
    name text not null,
    total_bytes bigint not null check (total_bytes >= 0),
    live_rows bigint not null check (live_rows >= 0),
    dead_rows bigint not null check (dead_rows >= 0),
    dead_rows_after bigint check (dead_rows_after >= 0),
    left_alone text not null default '',
    primary key (looked_at, name)
);
comment on table public.service_table_looks is 'Size and rows of our tables, as PostgreSQL estimates them, each week before and after they were vacuumed.';
comment on column public.service_table_looks.left_alone is 'Why the table was not vacuumed; empty when it was.';

do $$
declare
    ours text;
begin
    foreach ours in array array['service_points', 'service_calls', 'service_processes', 'service_reports',
                                'service_table_looks'] loop
        execute format('alter table public.%I enable row level security', ours);
        execute format('revoke all on public.%I from public, anon, authenticated, service_role', ours);
        execute format('grant select, insert, update, delete on public.%I to service_role', ours);
    end loop;
end
$$;
