-- From which stage of a customer's life to which other one, and by what. It is about nobody.
create table lifecycle_transition (
  -- Empty for a customer who is in none yet.
  from_stage text not null check (from_stage in
    ('', 'IDENTIFIED', 'SELECTED', 'ACQUIRED', 'DEVELOPED', 'RETAINED', 'LOST', 'WON_BACK')),
  to_stage text not null check (to_stage in
    ('IDENTIFIED', 'SELECTED', 'ACQUIRED', 'DEVELOPED', 'RETAINED', 'LOST', 'WON_BACK')),
  trigger text not null check (trigger in ('REGISTERED', 'LEAD', 'PURCHASE', 'SERVICE', 'EMPLOYEE')),
  primary key (from_stage, trigger, to_stage),
  check (from_stage <> to_stage)
);
-- What happens leads to one stage; an employee chooses.
create unique index lifecycle_transition_by_event on lifecycle_transition (from_stage, trigger) where trigger <> 'EMPLOYEE';
insert into lifecycle_transition (from_stage, to_stage, trigger)
values
  ('', 'IDENTIFIED', 'REGISTERED'),
  ('', 'SELECTED', 'LEAD'),
  ('IDENTIFIED', 'SELECTED', 'LEAD'),
  ('', 'ACQUIRED', 'PURCHASE'),
  ('IDENTIFIED', 'ACQUIRED', 'PURCHASE'),
  ('SELECTED', 'ACQUIRED', 'PURCHASE'),
  ('ACQUIRED', 'RETAINED', 'PURCHASE'),
  ('DEVELOPED', 'RETAINED', 'PURCHASE'),
  ('WON_BACK', 'RETAINED', 'PURCHASE'),
  ('LOST', 'WON_BACK', 'PURCHASE'),
  ('ACQUIRED', 'DEVELOPED', 'SERVICE'),
  ('LOST', 'WON_BACK', 'SERVICE'),
  ('', 'IDENTIFIED', 'EMPLOYEE'),
  ('IDENTIFIED', 'SELECTED', 'EMPLOYEE'),
  ('IDENTIFIED', 'LOST', 'EMPLOYEE'),
  ('SELECTED', 'LOST', 'EMPLOYEE'),
  ('ACQUIRED', 'DEVELOPED', 'EMPLOYEE'),
  ('ACQUIRED', 'LOST', 'EMPLOYEE'),
  ('DEVELOPED', 'LOST', 'EMPLOYEE'),
  ('RETAINED', 'LOST', 'EMPLOYEE'),
  ('WON_BACK', 'LOST', 'EMPLOYEE'),
  ('LOST', 'SELECTED', 'EMPLOYEE'),
  ('LOST', 'WON_BACK', 'EMPLOYEE');

-- Where a customer is now; empty while nothing has led him anywhere. He may not be known here yet.
create table customer_stage (
  customer_id text primary key,
  stage text not null default '',
  since timestamptz(3)
);
create index customer_stage_by_stage on customer_stage (stage);

-- How he came there.
create table lifecycle_move (
  id text primary key,
  position bigint generated always as identity,
  customer_id text not null,
  from_stage text not null,
  to_stage text not null,
  trigger text not null,
  -- What tells one cause from another: it moves a customer once.
  cause text not null,
  reason text check (reason <> ''),
  subject_type text,
  subject_id text,
  moved_by text,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  unique (customer_id, cause),
  check ((trigger = 'EMPLOYEE') = (reason is not null)),
  check ((subject_type is null) = (subject_id is null))
);
create index lifecycle_move_by_customer on lifecycle_move (customer_id, position desc);

call platform.guard('customer_stage', format('(select platform.is_staff()) and ((select platform.is_analyst()) or (%s))',
  platform.rows_of_customer('customer_stage.customer_id')));
call platform.guard('lifecycle_move', format('(select platform.is_staff()) and ((select platform.is_analyst()) or (%s))',
  platform.rows_of_customer('lifecycle_move.customer_id')));

-- Where two records of one customer stand, the later stage is his; how they came there is kept of both.
call platform.follow_merges('lifecycle_move', 'customer_id', $$
  exists (
    select from customer.lifecycle_move as other where other.customer_id = $2 and other.cause = line.cause) $$);
call platform.follow_merges('customer_stage', 'customer_id', $$
  exists (select from customer.customer_stage as other where other.customer_id = $2) $$, $$
  exists (select from customer.customer_stage as other where other.customer_id = $1 and other.since > line.since) $$);
