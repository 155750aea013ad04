-- The rules of contacts are set by people too.
alter table contact_rule add set_by text not null default 'maker', add set_at timestamptz(3) not null default now();

-- A way by silence is taken by whoever did nothing for so many months.
alter table lifecycle_transition drop constraint lifecycle_transition_trigger_check,
  add check (trigger in ('REGISTERED', 'LEAD', 'PURCHASE', 'SERVICE', 'SILENCE', 'EMPLOYEE')),
  add silent_months int check (silent_months between 1 and 240),
  add check ((trigger = 'SILENCE') = (silent_months is not null));
-- Who is in a stage is gone through in order.
create index customer_stage_in_order on customer_stage (stage, customer_id);
drop index customer_stage_by_stage;
