-- A question that departments settle between each other, for which one employee answers from its beginning to its end.
create table request (
  id text primary key,
  subject text not null check (subject <> ''),
  question text not null check (question <> ''),
  customer_id text,
  case_id text references service_case,
  -- The dealer whose employee opened it.
  dealer_id text,
  owner_id text not null,
  owner_name text,
  owner_department text not null,
  -- Where it lies now, or lay last.
  department text not null,
  -- All whom it went to, and who asked or were asked.
  departments text[] not null check (department = any (departments)),
  status text not null check (status in ('OPEN', 'CLOSED')),
  opened_by text not null,
  opened_at timestamptz(3) not null,
  due_at timestamptz(3) not null check (due_at > opened_at),
  closed_at timestamptz(3),
  answer text,
  reopened int not null default 0 check (reopened >= 0),
  check ((status = 'CLOSED') = (closed_at is not null)),
  check (status = 'OPEN' or answer is not null)
);
create index request_by_time on request (opened_at, id);
create index request_open on request (opened_at, id) where status = 'OPEN';
create index request_by_customer on request (customer_id, opened_at, id) where customer_id is not null;

create table request_step (
  request_id text not null references request on delete cascade,
  position int not null check (position > 0),
  department text not null,
  entered_at timestamptz(3) not null,
  left_at timestamptz(3) check (left_at >= entered_at),
  -- How long it may lie there.
  allowed_minutes int not null check (allowed_minutes > 0),
  handed_by text not null,
  note text,
  primary key (request_id, position)
);
create unique index request_step_one_at_a_time on request_step (request_id) where left_at is null;

create table sub_question (
  id text primary key,
  request_id text not null references request on delete cascade,
  department text not null,
  question text not null check (question <> ''),
  asked_by text not null,
  asked_at timestamptz(3) not null,
  status text not null check (status in ('OPEN', 'ANSWERED', 'WAIVED')),
  -- The answer, or why there is none.
  settlement text,
  settled_by text,
  settled_at timestamptz(3) check (settled_at >= asked_at),
  check ((status = 'OPEN') = (settlement is null) and (status = 'OPEN') = (settled_at is null))
);
create index sub_question_by_request on sub_question (request_id, asked_at, id);
create index sub_question_open on sub_question (department, request_id) where status = 'OPEN';

-- What the asking department thought of another's work when the request was closed.
create table request_rating (
  request_id text not null references request on delete cascade,
  department text not null,
  score int not null check (score between 1 and 5),
  note text,
  rated_by text not null,
  rated_at timestamptz(3) not null,
  primary key (request_id, department)
);

-- What departments ask each other is not for the customer. Dealers see what is about their customers, or their own.
call platform.guard('request',
  '(select platform.is_staff()) and (
     (select platform.sees_all())
     or exists (select from platform.customer_reach as reach where reach.customer_id = request.customer_id)
     or customer_id = any ((select platform.own_persons())::text[])
     or customer_id is null and dealer_id = any ((select platform.dealers())::text[])
     or (select platform.is_analyst()) and ''MARKETING'' = any (departments))');
call platform.guard('request_step',
  '(select platform.sees_all()) or exists (select from request where request.id = request_id)');
call platform.guard('sub_question',
  '(select platform.sees_all()) or exists (select from request where request.id = request_id)');
call platform.guard('request_rating',
  '(select platform.sees_all()) or exists (select from request where request.id = request_id)');
