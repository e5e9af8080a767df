-- What Supabase brings and a plain PostgreSQL lacks: its three roles and the schema `auth`. Each part is made only where it is absent.
do $$
declare
    role_name text;
begin
    foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            begin
                execute format('create role %I nologin noinherit %s', role_name,
                               case role_name when 'service_role' then 'bypassrls' else '' end);
            exception when duplicate_object or unique_violation then
                null;  -- Roles belong to the whole cluster: another database's runner was faster.
            end;
        end if;
        -- A superuser may become any role; anybody else needs the membership for `set local role`.
        if not (select rolsuper from pg_roles where rolname = current_user) then
            execute format('grant %I to current_user', role_name);
        end if;
    end loop;
end
$$;

create schema if not exists auth;
grant usage on schema auth, public to anon, authenticated, service_role;

create table if not exists auth.users (
    id uuid primary key default gen_random_uuid(),
    email text unique,
    created_at timestamptz not null default now()
);
grant select, insert, update, delete on auth.users to service_role;

do $$
begin
    if to_regprocedure('auth.jwt()') is null then
        create function auth.jwt() returns jsonb language sql stable as
            $f$ select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $f$;
    end if;
    if to_regprocedure('auth.uid()') is null then
        create function auth.uid() returns uuid language sql stable as
            $f$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $f$;
    end if;
    if to_regprocedure('auth.role()') is null then
        create function auth.role() returns text language sql stable as
            $f$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role' $f$;
    end if;
end
$$;
