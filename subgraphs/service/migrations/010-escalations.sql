-- Who is told when a case climbs: by rank for one department, or for all that have nobody of their own.
create table escalation_contact (
  rank text not null check (rank in ('TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER')),
  department text,
  employee_id text not null,
  name text not null check (name <> ''),
  unique nulls not distinct (rank, department)
);

-- Each step of a case up the chain: a rank is told of each reason once.
create table case_escalation (
  id text primary key,
  case_id text not null references service_case on delete cascade,
  rank text not null check (rank in ('AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER')),
  reason text not null check (reason in ('TIME_OVER', 'NO_DEALER')),
  department text not null,
  -- Null when nobody has that rank.
  employee_id text,
  employee_name text,
  consumed_minutes int not null check (consumed_minutes >= 0),
  at timestamptz(3) not null,
  unique (case_id, rank, reason)
);
create index case_escalation_by_time on case_escalation (at, id);
create index case_escalation_by_employee on case_escalation (employee_id, at, id) where employee_id is not null;

call platform.guard('escalation_contact', '(select platform.is_staff())', '(select platform.is_maker())');
-- Whom a case was brought before is not for the customer, nor for the sales desk.
call platform.guard('case_escalation',
  '(select platform.is_staff()) and exists (select from service_case where service_case.id = case_id)
     and (select platform.desk()) is distinct from ''SALES''');
