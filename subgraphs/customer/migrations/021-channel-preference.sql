-- The channel that a customer says he wants to be contacted by.
create table channel_preference (
  customer_id text primary key,
  channel text not null check (channel in ('PHONE', 'MAIL', 'EMAIL', 'SMS', 'IM', 'WECHAT', 'APP')),
  stated_at timestamptz(3) not null,
  recorded_by text not null
);
call platform.guard('channel_preference', platform.rows_of_customer('channel_preference.customer_id'));

-- Of two records of one customer the later word holds.
call platform.follow_merges('channel_preference', 'customer_id', $$
  exists (select from customer.channel_preference as other where other.customer_id = $2) $$, $$
  exists (
    select from customer.channel_preference as other where other.customer_id = $1 and other.stated_at > line.stated_at) $$);
