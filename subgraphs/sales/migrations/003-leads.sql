create table lead (
  id text primary key,
  channel text not null
    check (channel in ('CALL_CENTRE', 'WEB', 'CAMPAIGN', 'PARTNER', 'REFERRAL', 'DEALER_VISIT')),
  status text not null default 'NEW' check (status in ('NEW', 'RESPONDED', 'CONVERTED', 'LOST')),
  customer_id text,
  contact_name text,
  -- E.164
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  model_code text,
  region text,
  city text,
  campaign_id text,
  referrer_id text,
  partner text,
  message text,
  dealer_id text not null references dealer,
  routing_rule text not null check (routing_rule in ('CHOSEN', 'CITY', 'REGION', 'LOAD')),
  routing_reason text not null,
  score smallint not null check (score between 0 and 100),
  score_reasons text[] not null,
  captured_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  responded_at timestamptz(3) check (responded_at >= captured_at),
  closed_at timestamptz(3),
  lost_reason text check (lost_reason in ('PRICE', 'COMPETITOR', 'NO_INTEREST', 'UNREACHABLE', 'OTHER')),
  lost_note text,
  check (customer_id is not null or phone is not null),
  check ((status = 'LOST') = (lost_reason is not null)),
  check ((status in ('CONVERTED', 'LOST')) = (closed_at is not null))
);
create index lead_by_time on lead (captured_at desc, id desc);
create index lead_by_dealer on lead (dealer_id, captured_at desc, id desc);
create index lead_by_customer on lead (customer_id, captured_at desc, id desc);
create index lead_open_by_dealer on lead (dealer_id) where status in ('NEW', 'RESPONDED');
create index lead_open_by_phone on lead (phone, model_code) where status in ('NEW', 'RESPONDED');
create index lead_open_by_customer on lead (customer_id, model_code) where status in ('NEW', 'RESPONDED');

-- An opportunity: one customer's way from the wish to the purchase.
create table sales_cycle (
  id text primary key,
  category text not null check (category in ('PROSPECT', 'UPSELL', 'INCREMENTAL', 'RETENTION')),
  status text not null default 'OPEN' check (status in ('OPEN', 'WON', 'LOST')),
  customer_id text not null,
  dealer_id text not null references dealer,
  lead_id text unique references lead,
  origin text not null
    check (origin in ('CALL_CENTRE', 'WEB', 'CAMPAIGN', 'PARTNER', 'REFERRAL', 'DEALER_VISIT')),
  campaign_id text,
  model_code text,
  opened_at timestamptz(3) not null
);
create index sales_cycle_by_customer on sales_cycle (customer_id, opened_at desc, id desc);
