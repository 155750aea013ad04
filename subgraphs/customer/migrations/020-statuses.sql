-- How a customer stands in one respect now; what he is called by several respects at once.
create table customer_status (
  customer_id text not null,
  kind text not null check (kind in ('RISK', 'PROFIT', 'LOYALTY', 'SATISFACTION')),
  level text not null check (level in ('LOW', 'MEDIUM', 'HIGH')),
  since timestamptz(3) not null,
  change_id text not null,
  primary key (customer_id, kind)
);

-- How he came to stand so.
create table status_change (
  id text primary key,
  position bigint generated always as identity,
  customer_id text not null,
  kind text not null,
  level text not null,
  previous text,
  reason text not null check (reason <> ''),
  -- The run of an analysis that found it; null when an employee did.
  analysis_run text check (analysis_run <> ''),
  set_by text not null,
  at timestamptz(3) not null
);
create index status_change_by_customer on status_change (customer_id, position desc);

-- What was done that moved it.
create table status_action (
  change_id text not null references status_change on delete cascade,
  position int not null,
  subject_type text not null check (subject_type in ('ContactGrant', 'Touchpoint', 'Campaign', 'Case', 'Request', 'ServiceOrder')),
  subject_id text not null check (subject_id <> ''),
  primary key (change_id, position)
);

call platform.guard('customer_status', format('(select platform.is_staff()) and ((select platform.is_analyst()) or (%s))',
  platform.rows_of_customer('customer_status.customer_id')));
call platform.guard('status_change', format('(select platform.is_staff()) and ((select platform.is_analyst()) or (%s))',
  platform.rows_of_customer('status_change.customer_id')));
call platform.guard('status_action', '(select platform.is_staff())
  and exists (select from status_change where status_change.id = change_id)');

-- Of two records of one customer the later finding holds.
call platform.follow_merges('status_change', 'customer_id');
call platform.follow_merges('customer_status', 'customer_id', $$
  exists (select from customer.customer_status as other where other.customer_id = $2 and other.kind = line.kind) $$, $$
  exists (
    select from customer.customer_status as other
    where other.customer_id = $1 and other.kind = line.kind and other.since > line.since) $$);
