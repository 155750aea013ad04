-- A company's name as it is compared: width, case, spaces and marks don't tell two apart.
create function company_key(name text) returns text immutable strict parallel safe language sql as $$
  select nullif(lower(regexp_replace(normalize(name, nfkc), '[[:space:][:punct:]·]+', '', 'g')), '')
$$;
alter table customer add organisation_key text generated always as (company_key(organisation_name)) stored;
create index customer_by_organisation on customer (organisation_key, registered_at, id) where organisation_key is not null;

-- What holds for a contact: the row of the most specific country and channel counts. It is about nobody.
create table contact_rule (
  purpose text not null check (purpose in
    ('MARKETING', 'SALES_FOLLOW_UP', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'OPEN_CASE', 'SAFETY')),
  -- ANY for each channel that has no row of its own.
  channel text not null check (channel in ('ANY', 'PHONE', 'MAIL', 'EMAIL', 'SMS', 'IM', 'WECHAT', 'APP')),
  -- Empty for every country that has no row of its own.
  country text not null check (country = '' or country ~ '^[A-Z]{2}$'),
  consent text not null check (consent in ('GIVEN', 'NOT_WITHDRAWN', 'NOT_NEEDED')),
  hold_minutes int not null check (hold_minutes > 0),
  cool_down_minutes int not null check (cool_down_minutes >= 0),
  retry_minutes int not null check (retry_minutes >= 0),
  most_times int check (most_times > 0),
  most_days int check (most_days between 1 and 366),
  quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_until text check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  primary key (purpose, channel, country),
  check ((most_times is null) = (most_days is null)),
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);
insert into contact_rule (purpose, channel, country, consent, hold_minutes, cool_down_minutes, retry_minutes,
  most_times, most_days, quiet_from, quiet_until)
values
  ('MARKETING', 'ANY', '', 'GIVEN', 30, 10080, 1440, 4, 30, '21:00', '09:00'),
  ('MARKETING', 'EMAIL', '', 'GIVEN', 1440, 10080, 1440, 4, 30, null, null),
  ('MARKETING', 'MAIL', '', 'GIVEN', 14400, 10080, 1440, 4, 30, null, null),
  ('SALES_FOLLOW_UP', 'ANY', '', 'NOT_WITHDRAWN', 60, 1440, 240, 8, 30, '21:00', '09:00'),
  ('SALES_FOLLOW_UP', 'EMAIL', '', 'NOT_WITHDRAWN', 1440, 1440, 240, 8, 30, null, null),
  -- There a call without consent is no way to follow up.
  ('SALES_FOLLOW_UP', 'PHONE', 'DE', 'GIVEN', 60, 1440, 240, 8, 30, '20:00', '09:00'),
  ('SERVICE_REMINDER', 'ANY', '', 'NOT_WITHDRAWN', 60, 1440, 240, 6, 30, '20:00', '08:00'),
  ('SERVICE_REMINDER', 'EMAIL', '', 'NOT_WITHDRAWN', 1440, 1440, 240, 6, 30, null, null),
  ('SATISFACTION_SURVEY', 'ANY', '', 'GIVEN', 30, 2880, 1440, 2, 90, '20:00', '09:00'),
  ('SATISFACTION_SURVEY', 'EMAIL', '', 'GIVEN', 1440, 2880, 1440, 2, 90, null, null),
  ('OPEN_CASE', 'ANY', '', 'NOT_NEEDED', 60, 0, 30, null, null, '22:00', '07:00'),
  ('OPEN_CASE', 'EMAIL', '', 'NOT_NEEDED', 1440, 0, 30, null, null, null, null),
  ('SAFETY', 'ANY', '', 'NOT_NEEDED', 60, 0, 30, null, null, null, null);

create table contact_grant (
  id text primary key,
  -- Null for a prospect who was nobody's customer yet.
  customer_id text references customer,
  department text not null check (department in ('CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION')),
  dealer_id text check (dealer_id <> ''),
  purpose text not null,
  channel text not null check (channel in ('PHONE', 'MAIL', 'EMAIL', 'SMS', 'IM', 'WECHAT', 'APP')),
  goal text not null check (goal in
    ('ACQUIRE', 'CONVERT', 'RETAIN', 'ACTIVATE', 'DEEPEN', 'WIN_BACK', 'SATISFY', 'LOYALTY', 'REFER', 'PROFIT')),
  subject text not null check (subject <> ''),
  granted_to text not null,
  granted_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > granted_at),
  completed_at timestamptz(3),
  -- When the contact took place.
  contacted_at timestamptz(3),
  outcome text check (outcome in ('AGREED', 'INTERESTED', 'CALL_BACK', 'INFORMED', 'DECLINED', 'COMPLAINED',
    'NOT_REACHED', 'CANCELLED')),
  note text check (note <> ''),
  cost numeric(14,2) check (cost >= 0),
  gain numeric(14,2) check (gain >= 0),
  currency char(3),
  touchpoint_id text references touchpoint,
  check ((completed_at is null) = (outcome is null) and (completed_at is null) = (contacted_at is null)),
  check ((cost is null and gain is null) = (currency is null)),
  check (currency is null or outcome is not null)
);
create index contact_grant_by_customer on contact_grant (customer_id, granted_at desc, id desc);
create index contact_grant_by_time on contact_grant (granted_at);
create index contact_grant_by_touchpoint on contact_grant (touchpoint_id) where touchpoint_id is not null;

-- Under what a grant's person can be met again: digests of the customer's id, phones, e-mail addresses and company.
create table contact_grant_key (
  key text not null,
  grant_id text not null references contact_grant on delete cascade,
  primary key (key, grant_id)
);
create index contact_grant_key_by_grant on contact_grant_key (grant_id);

-- A department's grants: a dealer's are his, the maker's are told to the customer's dealers too; never to the customer.
call platform.guard('contact_grant', format(
  '(select platform.is_staff()) and ((select platform.sees_all() or platform.is_analyst())
     or dealer_id = any ((select platform.dealers())::text[])
     or dealer_id is null and customer_id is not null and (%s))',
  platform.rows_of_customer('contact_grant.customer_id')));
-- Whether somebody is spoken to is decided over all departments and dealers, by the program alone.
call platform.guard('contact_grant_key', '(select platform.is_system())');
