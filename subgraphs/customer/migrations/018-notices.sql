-- Which department hears of which change. It is about nobody.
create table notice_rule (
  id text primary key default 'notice-rule-' || gen_random_uuid(),
  topic text not null check (topic in ('REGISTERED', 'FACT', 'CONSENT', 'ACCOUNT_MANAGER', 'CONTACT_GRANTED',
    'CONTACT_COMPLETED', 'LIFECYCLE', 'STATUS', 'CAR_STATUS', 'CAR_DELAYED', 'TOUCHPOINT', 'LEAD', 'ORDER', 'SALE', 'OWNERSHIP', 'APPOINTMENT',
    'SERVICE', 'CASE', 'REQUEST', 'RECALL', 'MESSAGE')),
  -- The field, purpose, outcome or status that it is about; empty for all.
  detail text not null default '',
  department text not null check (department in ('CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION')),
  -- A rule is never deleted: notices name the one that they came by.
  active boolean not null default true,
  set_by text not null default 'maker',
  set_at timestamptz(3) not null default now(),
  unique (topic, detail, department)
);
insert into notice_rule (id, topic, detail, department)
select 'notice-rule-' || lower(topic) || case when detail = '' then '' else '-' || lower(detail) end || '-' || lower(department),
  topic, detail, department
from (values
  ('REGISTERED', '', 'SALES MARKETING'),
  ('FACT', 'phone', 'CUSTOMER SALES SERVICE MARKETING'),
  ('FACT', 'email', 'CUSTOMER SALES SERVICE MARKETING'),
  ('FACT', 'wechat', 'CUSTOMER SALES SERVICE MARKETING'),
  ('FACT', 'address', 'SALES SERVICE MARKETING'),
  ('FACT', 'familyName', 'SALES SERVICE'),
  ('FACT', 'givenName', 'SALES SERVICE'),
  ('FACT', 'organisationName', 'SALES SERVICE'),
  ('CONSENT', '', 'CUSTOMER SALES SERVICE MARKETING'),
  ('ACCOUNT_MANAGER', '', 'CUSTOMER SALES SERVICE'),
  ('CONTACT_COMPLETED', '', 'CUSTOMER SALES SERVICE MARKETING'),
  ('LIFECYCLE', 'LOST', 'CUSTOMER SALES MARKETING'),
  ('LIFECYCLE', 'WON_BACK', 'CUSTOMER SALES MARKETING'),
  ('STATUS', 'RISK_HIGH', 'CUSTOMER SALES SERVICE'),
  ('STATUS', 'SATISFACTION_LOW', 'CUSTOMER SALES SERVICE'),
  ('CAR_STATUS', 'AT_DEALER', 'SALES SERVICE'),
  ('CAR_STATUS', 'CANCELLED', 'SALES CUSTOMER'),
  ('CAR_DELAYED', '', 'SALES CUSTOMER'),
  ('LEAD', '', 'CUSTOMER MARKETING'),
  ('ORDER', '', 'MARKETING'),
  ('SALE', '', 'CUSTOMER SERVICE MARKETING'),
  ('OWNERSHIP', '', 'SERVICE MARKETING'),
  ('SERVICE', '', 'SALES'),
  ('CASE', '', 'CUSTOMER SALES MARKETING'),
  ('RECALL', '', 'CUSTOMER SALES')
) as told (topic, detail, departments), string_to_table(departments, ' ') as department;

-- What a department was told of a customer, or of a prospect whom one of its colleagues spoke with.
create table notice (
  id text primary key,
  department text not null,
  customer_id text,
  -- Of a prospect: the dealer who spoke with him.
  dealer_id text check (dealer_id <> ''),
  topic text not null,
  details text[] not null,
  -- The department whose doing it was.
  origin text,
  summary text not null check (summary <> ''),
  subject_type text,
  subject_id text,
  rule_id text not null references notice_rule,
  -- What tells one change from another: told twice, it makes one notice.
  cause text not null,
  changed_at timestamptz(3) not null,
  delivered_at timestamptz(3) not null,
  check ((subject_type is null) = (subject_id is null)),
  unique (cause, department)
);
create index notice_by_inbox on notice (department, delivered_at desc, id desc);
create index notice_by_customer on notice (customer_id, delivered_at desc, id desc);
create index notice_by_time on notice (changed_at);

-- That a desk has taken note: a dealer's department, or the maker's, which has no dealer.
create table notice_acknowledgement (
  notice_id text not null references notice on delete cascade,
  dealer_id text not null,
  acknowledged_at timestamptz(3) not null,
  acknowledged_by text not null,
  primary key (notice_id, dealer_id)
);

-- Whose an order is, so that what the plant tells of it finds the customer.
create table order_customer (
  order_id text primary key,
  customer_id text not null
);
create index order_customer_by_customer on order_customer (customer_id);

-- A department's people hear of whom they see; of a prospect, those who work where he was spoken with. A dealer's desk
-- reads its own inbox.
call platform.guard('notice', format(
  '(select platform.is_staff()) and (department = (select platform.desk())) is not false and (
     (select platform.sees_all() or platform.is_analyst())
     or customer_id is not null and (%s)
     or customer_id is null and dealer_id = any ((select platform.dealers())::text[]))',
  platform.rows_of_customer('notice.customer_id')));
call platform.guard('notice_acknowledgement',
  'exists (select from notice where notice.id = notice_id) and ((select platform.sees_all())
     or dealer_id = any ((select platform.dealers())::text[])
     or dealer_id = '''' and not (select platform.has_role(''dealer'', ''dealer-sales'', ''dealer-service'')))');
call platform.guard('order_customer', '(select platform.is_system())');

call platform.follow_merges('notice', 'customer_id');
call platform.follow_merges('order_customer', 'customer_id');
