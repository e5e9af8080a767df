-- Who has left a business sees its jobs no more, whoever asked for them: their results are the business's.
-- What belongs to no business (an export, a model) stays its asker's.
drop policy if exists own_businesses on public.jobs;
create policy own_businesses on public.jobs for select to authenticated
    using (business_id = any (array(select public.app_business_ids()))
           or (business_id is null and requested_by = (select auth.uid())));
