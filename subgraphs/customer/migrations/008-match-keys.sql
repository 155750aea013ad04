-- What two records of one customer would have in common, kept with the facts: candidates are found by it alone.
create table match_key (
  customer_id text not null references customer,
  kind text not null check (kind in ('PHONE', 'EMAIL', 'WECHAT', 'NAME', 'ADDRESS', 'NAME_AND_ADDRESS',
    'NAME_AND_BIRTH_DATE', 'COMPANY')),
  key text not null check (key <> ''),
  primary key (customer_id, kind, key)
);
create index match_key_by_key on match_key (key, kind, customer_id);
