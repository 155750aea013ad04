-- Where cases wait for those who can work on them.
create table queue (
  id text primary key,
  name text not null check (name <> ''),
  department text not null
);

create table agent (
  id text primary key,
  name text not null check (name <> ''),
  queue_id text not null references queue,
  skills text[] not null,
  languages text[] not null,
  -- Open cases at the most; none for who is away.
  capacity int not null check (capacity >= 0)
);
create index agent_by_queue on agent (queue_id, id);

-- The first rule that fits decides: a list that is null fits all.
create table routing_rule (
  position int primary key check (position > 0),
  name text not null check (name <> ''),
  kinds text[],
  languages text[],
  tiers text[],
  queue_id text not null references queue
);

-- Who answers for a customer, as the customer subgraph tells.
create table account_manager (
  customer_id text not null,
  employee_id text not null,
  since timestamptz(3) not null,
  primary key (customer_id, since)
);

alter table service_case
  add agent_id text references agent,
  add queue_id text references queue;
create index service_case_by_agent on service_case (agent_id) where agent_id is not null and status not in ('SOLVED', 'CLOSED');
create index service_case_by_queue on service_case (queue_id, opened_at, id) where queue_id is not null;

-- What decided about a customer's question when it came in.
create table inquiry (
  case_id text primary key references service_case on delete cascade,
  stated boolean not null,
  confidence numeric(3, 2) not null check (confidence between 0 and 1),
  kind_reasons text[] not null,
  language text not null,
  tier text not null,
  rule text,
  routing_reasons text[] not null,
  appointment_id text references appointment
);

call platform.guard_each(array['queue', 'agent', 'routing_rule'],
  '(select platform.is_staff())', '(select platform.is_maker())');
call platform.guard('account_manager', platform.rows_of_customer('customer_id'), '(select platform.is_system())');
call platform.guard('inquiry',
  '(select platform.sees_all()) or exists (select from service_case where service_case.id = case_id)
     and (select platform.desk()) is distinct from ''SALES''');
