-- What a customer thought of how his case was solved.
create table case_rating (
  case_id text primary key references service_case on delete cascade,
  score int not null check (score between 1 and 5),
  comment text,
  rated_by text not null,
  rated_at timestamptz(3) not null
);

-- Something that went wrong, until what was done about it is verified and learnt from.
create table closed_loop (
  id text primary key,
  trigger text not null check (trigger in ('COMPLAINT', 'LOW_CUSTOMER_SCORE', 'LOW_INTERNAL_SCORE', 'FINDING')),
  subject text not null check (subject <> ''),
  case_id text references service_case,
  request_id text references request,
  customer_id text,
  -- The dealer whose employee opened it.
  dealer_id text,
  department text not null,
  -- Null when nobody answers for it yet.
  owner_id text,
  opened_by text not null,
  opened_at timestamptz(3) not null,
  result text check (result <> ''),
  verified_by text check (verified_by is null or result is not null),
  verified_at timestamptz(3),
  ended_at timestamptz(3),
  article_id text references knowledge_article,
  check ((verified_by is null) = (verified_at is null)),
  check (ended_at is null or verified_by is not null and article_id is not null)
);
create index closed_loop_by_time on closed_loop (opened_at, id);
create unique index closed_loop_of_case on closed_loop (case_id, trigger) where ended_at is null and case_id is not null;
create unique index closed_loop_of_request on closed_loop (request_id, department, trigger)
  where ended_at is null and request_id is not null and case_id is null;

create table loop_action (
  loop_id text not null references closed_loop on delete cascade,
  position int not null check (position > 0),
  action text not null check (action <> ''),
  taken_by text not null,
  taken_at timestamptz(3) not null,
  primary key (loop_id, position)
);

call platform.guard('case_rating',
  '(select platform.sees_all()) or exists (select from service_case where service_case.id = case_id)
     and (select platform.desk()) is distinct from ''SALES''');
-- What went wrong is settled among staff: whoever sees the case or the request sees its loop, or opened it at his dealer.
-- What is done about a case is not the sales desk's.
call platform.guard('closed_loop',
  '(select platform.is_staff()) and (
     (select platform.sees_all())
     or exists (select from service_case where service_case.id = case_id)
       and (select platform.desk()) is distinct from ''SALES''
     or exists (select from request where request.id = request_id)
     or case_id is null and request_id is null and dealer_id = any ((select platform.dealers())::text[]))');
call platform.guard('loop_action', 
  '(select platform.sees_all()) or exists (select from closed_loop where closed_loop.id = loop_id)');
-- Whose case it is about, whoever sees the case may name.
call platform.know_customers('closed_loop', $$
  select id, customer_id, '', null::timestamptz from changed
  where customer_id is distinct from (select customer_id from service.service_case where service_case.id = case_id) $$);
