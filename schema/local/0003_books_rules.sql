-- Rules that the app's Supabase project keeps on its own tables: status from payment, and rows only for owner and members.
create or replace function public.set_invoice_status() returns trigger
language plpgsql set search_path = '' as $$
begin
    if new.status = 'cancelled' then
        return new;
    end if;
    if new.paid_amount > 0 and new.paid_amount >= new.total_amount then
        new.status := 'paid';
    elsif new.paid_amount > 0 then
        new.status := 'partially_paid';
    elsif new.status in ('paid', 'partially_paid') and new.total_amount > 0 then
        new.status := 'sent';
    end if;
    return new;
end
$$;
create or replace trigger set_invoice_status
    before insert or update of paid_amount, total_amount, status on public.invoices
    for each row execute function public.set_invoice_status();

do $$
declare
    table_name text;
begin
    foreach table_name in array array['customers', 'suppliers', 'products', 'invoices', 'transactions', 'payments',
                                      'expenses', 'cashbook_entries', 'recurring_payments'] loop
        execute format('alter table public.%I enable row level security', table_name);
        execute format('drop policy if exists owner_or_member on public.%I', table_name);
        execute format('create policy owner_or_member on public.%I to authenticated
                        using (business_id = any (array(select public.app_business_ids())))
                        with check (business_id = any (array(select public.app_business_ids())))', table_name);
    end loop;
    foreach table_name in array array['businesses', 'user_profiles', 'customers', 'suppliers', 'products', 'invoices',
                                      'invoice_items', 'transactions', 'payments', 'expenses', 'cashbook_entries',
                                      'recurring_payments'] loop
        execute format('grant select, insert, update, delete on public.%I to authenticated, service_role', table_name);
    end loop;
end
$$;

alter table public.invoice_items enable row level security;
drop policy if exists owner_or_member on public.invoice_items;
create policy owner_or_member on public.invoice_items to authenticated
    using (exists (select from public.invoices i where i.id = invoice_id))
    with check (exists (select from public.invoices i where i.id = invoice_id));

alter table public.businesses enable row level security;
drop policy if exists owner_or_member_reads on public.businesses;
create policy owner_or_member_reads on public.businesses for select to authenticated
    using (user_id = (select auth.uid()) or id = any (array(select public.app_business_ids())));
drop policy if exists owner_writes on public.businesses;
create policy owner_writes on public.businesses to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- Membership is the owner's to give: nobody may write himself into a stranger's business.
alter table public.user_profiles enable row level security;
drop policy if exists member_reads on public.user_profiles;
create policy member_reads on public.user_profiles for select to authenticated
    using (id = (select auth.uid()));
drop policy if exists owner_writes on public.user_profiles;
create policy owner_writes on public.user_profiles to authenticated
    using (business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))))
    with check (business_id = any (array(select b.id from public.businesses b where b.user_id = (select auth.uid()))));
