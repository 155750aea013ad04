create table touchpoint (
  id text primary key,
  customer_id text not null references customer,
  source text not null check (source <> ''),
  external_id text not null check (external_id <> ''),
  channel text not null check (channel in
    ('PHONE', 'MAIL', 'EMAIL', 'SMS', 'IM', 'WECHAT', 'WEB', 'SOCIAL', 'DEALER_VISIT', 'APP')),
  direction text not null check (direction in ('INBOUND', 'OUTBOUND')),
  department text not null check (department in ('CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION')),
  summary text not null check (summary <> ''),
  dealer_id text,
  at timestamptz(3) not null,
  recorded_by text not null,
  recorded_at timestamptz(3) not null,
  -- The dealer whose people told it; empty for the maker's. What another dealer's system calls so is another contact.
  told_for text not null default '',
  unique (source, external_id, told_for)
);
create index touchpoint_by_customer on touchpoint (customer_id, at desc, id desc);

-- What every department did with a customer, as told by events; the customer may not be known here yet.
create table activity (
  id text primary key,
  customer_id text not null,
  kind text not null,
  department text not null,
  at timestamptz(3) not null,
  summary text not null,
  subject_type text not null,
  subject_id text not null,
  unique (customer_id, kind, subject_type, subject_id, at)
);
create index activity_by_customer on activity (customer_id, at desc, id desc);
