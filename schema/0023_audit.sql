-- Who did what: rows that hang on each other by their hashes, one chain a business and one of the service's own.
-- Nobody changes a row. Only these functions write: a row is appended, and moved to the archive once it is 90 days old.

-- A user in the trail is a keyed hash. Whoever deletes the row here has made every row of that user nobody's.
create table if not exists public.ai_audit_actors (
    user_id uuid primary key,
    key text not null,
    actor text not null unique,
    seen_at timestamptz not null default now()
);
comment on table public.ai_audit_actors is 'actor = sha256(key || user_id): the only place that says whose rows in ai_audit_logs are whose. Deleted to forget a user.';

create table if not exists public.ai_audit_heads (
    chain uuid primary key,
    seq bigint not null default 0,
    hash text not null default repeat('0', 64),
    updated_at timestamptz not null default now()
);
comment on table public.ai_audit_heads is 'The last row of each chain; locked while a row is appended. The service''s own chain is the nil uuid.';

create table if not exists public.ai_audit_logs (
    business_id uuid,
    chain uuid generated always as (coalesce(business_id, '00000000-0000-0000-0000-000000000000')) stored,
    seq bigint not null,
    created_at timestamptz not null,
    action text not null check (action ~ '^[a-z][a-z ]{0,79}$'),
    actor_kind text not null check (actor_kind in ('user', 'admin', 'operator', 'service', 'nobody')),
    actor text,
    is_refused boolean not null,
    subject_kind text not null,
    subject text not null,
    details jsonb not null check (jsonb_typeof(details) = 'object'),
    request_id text,
    content text not null,
    prev_hash text not null,
    hash text not null,
    primary key (chain, seq)
);
create index if not exists idx_ai_audit_created on public.ai_audit_logs (created_at desc, chain desc, seq desc);
create index if not exists idx_ai_audit_user_created on public.ai_audit_logs (actor, created_at desc);
create index if not exists idx_ai_audit_business_created on public.ai_audit_logs (business_id, created_at desc, seq desc);
comment on table public.ai_audit_logs is 'Who did what. Append-only; hash = sha256 of {"chain","content","prev","seq"}, content = sha256 of {"actor","fields"}, fields = sha256 of the other columns as canonical JSON.';
comment on column public.ai_audit_logs.business_id is 'No key: the row outlives its business. Null: the service itself.';
comment on column public.ai_audit_logs.actor is 'A keyed hash, see ai_audit_actors; null for whoever is no user.';

create table if not exists public.ai_audit_archive (
    chain uuid not null,
    seq bigint not null,
    created_at timestamptz not null,
    action text not null,
    actor_kind text not null,
    is_refused boolean not null,
    content text not null,
    prev_hash text not null,
    hash text not null,
    archived_at timestamptz not null default now(),
    primary key (chain, seq)
);
comment on table public.ai_audit_archive is 'Rows of ai_audit_logs older than 90 days, without who and about what. The hashes still hang together.';

create table if not exists public.ai_audit_anchors (
    chain uuid not null,
    seq bigint not null,
    hash text not null,
    signature text not null,
    created_at timestamptz not null default now(),
    primary key (chain, seq)
);
comment on table public.ai_audit_anchors is 'The last archived row of a chain, signed: what is left in ai_audit_logs begins behind it.';

alter table public.ai_audit_actors enable row level security;
alter table public.ai_audit_heads enable row level security;
alter table public.ai_audit_logs enable row level security;
alter table public.ai_audit_logs force row level security;
alter table public.ai_audit_archive enable row level security;
alter table public.ai_audit_anchors enable row level security;
revoke all on public.ai_audit_actors, public.ai_audit_heads, public.ai_audit_logs, public.ai_audit_archive,
    public.ai_audit_anchors from public, anon, authenticated, service_role;
grant select, delete on public.ai_audit_actors to service_role;
grant select on public.ai_audit_heads, public.ai_audit_logs, public.ai_audit_archive to service_role;
grant select, insert on public.ai_audit_anchors to service_role;
grant select on public.ai_audit_logs to authenticated;
drop policy if exists own_businesses on public.ai_audit_logs;
create policy own_businesses on public.ai_audit_logs for select to authenticated
    using (business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))));

-- Even for the owner of these tables: a row leaves the trail only when its hash lies in the archive.
create or replace function public.ai_audit_keep() returns trigger language plpgsql set search_path = '' as $$
begin
    if tg_op = 'DELETE' and tg_table_name = 'ai_audit_logs' then
        if exists (select from public.ai_audit_archive a
                   where a.chain = old.chain and a.seq = old.seq and a.hash = old.hash) then
            return old;
        end if;
    end if;
    raise exception 'rows of % are history and stay as they are', tg_table_name using errcode = 'restrict_violation';
end
$$;
revoke all on function public.ai_audit_keep() from public, anon, authenticated, service_role;
drop trigger if exists history_stays on public.ai_audit_logs;
create trigger history_stays before update or delete on public.ai_audit_logs
    for each row execute function public.ai_audit_keep();
drop trigger if exists history_is_not_emptied on public.ai_audit_logs;
create trigger history_is_not_emptied before truncate on public.ai_audit_logs
    for each statement execute function public.refuse_change();
drop trigger if exists history_stays on public.ai_audit_archive;
create trigger history_stays before update or delete or truncate on public.ai_audit_archive
    for each statement execute function public.refuse_change();
drop trigger if exists history_stays on public.ai_audit_anchors;
create trigger history_stays before update or delete or truncate on public.ai_audit_anchors
    for each statement execute function public.refuse_change();
drop trigger if exists history_stays on public.ai_audit_heads;
create trigger history_stays before delete or truncate on public.ai_audit_heads
    for each statement execute function public.refuse_change();

create or replace function public.ai_audit_actor(person uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
    known text;
    fresh text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
    select a.actor into known from public.ai_audit_actors a
        where a.user_id = person and a.seen_at > now() - interval '1 day';
    if known is null then
        insert into public.ai_audit_actors (user_id, key, actor)
            values (person, fresh, encode(sha256(convert_to(fresh || person::text, 'UTF8')), 'hex'))
            on conflict (user_id) do update set seen_at = now() returning actor into known;
    end if;
    return known;
end
$$;
comment on function public.ai_audit_actor(uuid) is 'The keyed hash of a user, made when there is none.';

create or replace function public.ai_audit_append(deeds jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
    deed jsonb;
    place uuid;
    head public.ai_audit_heads;
    known text;
    said text;
    link text;
begin
    perform public.ai_audit_actor(person) from (
        select distinct (d.value ->> 'user_id')::uuid as person from jsonb_array_elements(deeds) d
        where d.value ->> 'user_id' is not null order by 1
    ) people;
    for deed in select d.value from jsonb_array_elements(deeds) with ordinality d order by d.ordinality loop
        place := coalesce((deed ->> 'business_id')::uuid, '00000000-0000-0000-0000-000000000000');
        select * into head from public.ai_audit_heads h where h.chain = place for update;
        if not found then
            insert into public.ai_audit_heads (chain) values (place) on conflict do nothing;
            select * into head from public.ai_audit_heads h where h.chain = place for update;
        end if;
        select a.actor into known from public.ai_audit_actors a where a.user_id = (deed ->> 'user_id')::uuid;
        said := encode(sha256(convert_to(format('{"actor":%s,"fields":"%s"}',
            coalesce('"' || known || '"', 'null'), deed ->> 'fields'), 'UTF8')), 'hex');
        link := encode(sha256(convert_to(format('{"chain":"%s","content":"%s","prev":"%s","seq":%s}',
            place, said, head.hash, head.seq + 1), 'UTF8')), 'hex');
        insert into public.ai_audit_logs (business_id, seq, created_at, action, actor_kind, actor, is_refused,
            subject_kind, subject, details, request_id, content, prev_hash, hash)
        values ((deed ->> 'business_id')::uuid, head.seq + 1, (deed ->> 'created_at')::timestamptz, deed ->> 'action',
            deed ->> 'actor_kind', known, (deed ->> 'is_refused')::boolean, deed ->> 'subject_kind',
            deed ->> 'subject', deed -> 'details', deed ->> 'request_id', said, head.hash, link);
        update public.ai_audit_heads h set seq = head.seq + 1, hash = link, updated_at = now() where h.chain = place;
    end loop;
end
$$;
comment on function public.ai_audit_append(jsonb) is 'Appends rows, each behind the last of its chain; `fields` is the hash of all but the actor. Users are locked first and in one order, then chains in the order given, which is one for all callers: none waits for another in a ring.';

-- What is younger than 90 days stays, whatever is asked for, and so does what stands behind it.
create or replace function public.ai_audit_put_away(place uuid, before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
    bound timestamptz := least(before, now() - interval '90 days');
    youngest bigint;
    moved bigint;
begin
    perform from public.ai_audit_heads h where h.chain = place for update;
    select coalesce(min(l.seq), 9223372036854775807) into youngest from public.ai_audit_logs l
        where l.chain = place and l.created_at >= bound;
    insert into public.ai_audit_archive (chain, seq, created_at, action, actor_kind, is_refused, content, prev_hash, hash)
        select l.chain, l.seq, l.created_at, l.action, l.actor_kind, l.is_refused, l.content, l.prev_hash, l.hash
        from public.ai_audit_logs l where l.chain = place and l.seq < youngest order by l.seq limit most
        on conflict do nothing;
    delete from public.ai_audit_logs l using public.ai_audit_archive a
        where l.chain = place and a.chain = place and a.seq = l.seq and a.hash = l.hash;
    get diagnostics moved = row_count;
    return moved;
end
$$;
comment on function public.ai_audit_put_away(uuid, timestamptz, integer) is 'Moves the oldest rows of a chain to the archive; returns how many.';

revoke all on function public.ai_audit_actor(uuid), public.ai_audit_append(jsonb),
    public.ai_audit_put_away(uuid, timestamptz, integer) from public, anon, authenticated;
grant execute on function public.ai_audit_actor(uuid), public.ai_audit_append(jsonb),
    public.ai_audit_put_away(uuid, timestamptz, integer) to service_role;
