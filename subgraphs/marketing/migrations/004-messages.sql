create table message (
  id text primary key,
  customer_id text not null,
  department text not null check (department in ('MARKETING', 'SALES', 'SERVICE')),
  channel text not null check (channel in ('PHONE', 'MAIL', 'EMAIL', 'SMS', 'WECHAT', 'APP')),
  text text not null check (text <> ''),
  status text not null check (status in ('SENT', 'SUPPRESSED')),
  suppressed_because text check (suppressed_because in
    ('CONSENT_UNKNOWN', 'CONSENT_WITHDRAWN', 'HELD_BY_OTHER_DEPARTMENT', 'RECENTLY_CONTACTED')),
  at timestamptz(3) not null,
  campaign_id text,
  step integer,
  source text not null check (source <> ''),
  external_id text not null check (external_id <> ''),
  unique (source, external_id),
  foreign key (campaign_id, step) references campaign_step,
  check ((campaign_id is null) = (step is null)),
  check ((status = 'SUPPRESSED') = (suppressed_because is not null))
);
create index message_by_customer on message (customer_id, at desc, id desc);
create index message_by_campaign on message (campaign_id, at desc, id desc) where campaign_id is not null;
