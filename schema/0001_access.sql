-- Who reaches which business. Every policy of the following files stands on this one function.
do $$
begin
    if to_regclass('public.businesses') is null or to_regclass('public.user_profiles') is null then
        raise exception 'the mobile app''s tables are not in this database'
            using hint = 'Point DATABASE_URL at the app''s Supabase project, or build a local copy with: flask db upgrade --local';
    end if;
end
$$;

-- Security definer: the tables it reads have policies of their own, which would otherwise call each other in a circle.
create or replace function public.app_business_ids() returns setof uuid
language sql stable security definer set search_path = '' rows 4 as $$
    select b.id from public.businesses b where b.user_id = auth.uid()
    union all
    select p.business_id from public.user_profiles p where p.id = auth.uid() and p.business_id is not null
$$;
comment on function public.app_business_ids() is
    'Businesses of the caller (claim sub): owned, or member of. Used by policies as business_id = any (array(select app_business_ids())).';
revoke all on function public.app_business_ids() from public, anon;
grant execute on function public.app_business_ids() to authenticated, service_role;

-- The runner's own table stands in the schema that Supabase exposes: nobody but the service may look, and only look.
do $$
begin
    if to_regclass('public.schema_migrations') is not null then
        revoke all on public.schema_migrations from public, anon, authenticated, service_role;
        grant select on public.schema_migrations to service_role;
    end if;
end
$$;
