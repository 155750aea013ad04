create table campaign (
  id text primary key,
  name text not null check (name <> ''),
  goal text not null,
  status text not null check (status in ('PLANNED', 'LAUNCHED', 'COMPLETED')),
  on_behalf_of text not null check (on_behalf_of <> ''),
  planned_at timestamptz(3) not null,
  launched_at timestamptz(3),
  version integer not null check (version >= 1),
  -- The first version, which names the whole lineage.
  lineage text not null references campaign,
  improves text unique references campaign,
  lesson text,
  unique (lineage, version),
  check ((status = 'PLANNED') = (launched_at is null)),
  check ((improves is null) = (version = 1))
);
create index campaign_by_age on campaign (planned_at desc, id desc);

create table campaign_segment (
  campaign_id text not null references campaign on delete cascade,
  segment_id text not null references segment,
  place integer not null,
  primary key (campaign_id, segment_id)
);
create index campaign_segment_by_segment on campaign_segment (segment_id);

create table campaign_step (
  campaign_id text not null references campaign on delete cascade,
  number integer not null check (number >= 1),
  channel text not null,
  template text not null check (template <> ''),
  after_days integer not null check (after_days between 0 and 365),
  dispatched_at timestamptz(3),
  primary key (campaign_id, number)
);

create table campaign_contact (
  campaign_id text not null references campaign,
  customer_id text not null references customer_fact,
  segment_id text not null references segment,
  chosen_at timestamptz(3) not null,
  status text not null check (status in ('CHOSEN', 'SENT', 'SUPPRESSED')),
  reached_at timestamptz(3),
  channel text,
  suppressed_because text,
  response text,
  responded_at timestamptz(3),
  primary key (campaign_id, customer_id),
  check ((status = 'SENT') = (reached_at is not null)),
  check ((status = 'SENT') = (channel is not null)),
  check ((status = 'SUPPRESSED') = (suppressed_because is not null)),
  check ((response is null) = (responded_at is null)),
  check (response is null or status = 'SENT')
);
create index campaign_contact_by_customer on campaign_contact (customer_id, chosen_at desc, campaign_id desc);
