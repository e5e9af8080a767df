-- The newest backup and what kept a later one from being made, for every process of every machine to read: the file
-- itself may lie where only its maker can see it.
alter table public.service_state
    add column if not exists backup_name text not null default '',
    add column if not exists backup_begun_at timestamptz,
    add column if not exists backup_bytes bigint not null default 0,
    add column if not exists backup_place text not null default '',
    add column if not exists backup_failed_at timestamptz,
    add column if not exists backup_failure text not null default '';
comment on table public.service_state is 'Maintenance, the banner, and the newest backup. Who changed what when stands in ai_audit_logs.';
comment on column public.service_state.backup_place is 'The bucket, or the folder and the machine that it is on.';
comment on column public.service_state.backup_failed_at is 'Since then none was made that was tried; empty once one is made.';
