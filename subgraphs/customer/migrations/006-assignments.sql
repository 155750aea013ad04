create extension if not exists btree_gist with schema platform;

create table assignment (
  id text primary key,
  customer_id text not null references customer,
  role text not null check (role in ('ACCOUNT_MANAGER', 'SERVICE_ADVISOR', 'SALES_CONSULTANT', 'KEY_ACCOUNT')),
  employee_id text not null check (employee_id <> ''),
  employee_name text check (employee_name <> ''),
  dealer_id text check (dealer_id <> ''),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  reason text check (reason <> ''),
  assigned_by text not null,
  check (valid_until > valid_from),
  constraint assignment_one_at_a_time exclude using gist
    (customer_id with =, role with =, tstzrange(valid_from, valid_until) with &&)
);
create index assignment_by_customer on assignment (customer_id, valid_from desc, id desc);
create index assignment_by_employee on assignment (employee_id, role) where valid_until is null;
