-- Records that may be of one customer, each pair once: found anew whenever what either is matched by changes.
create table duplicate_pair (
  customer_id text not null,
  other_id text not null,
  score double precision not null,
  reasons text[] not null,
  -- A digest of what they have in common.
  evidence text not null,
  primary key (customer_id, other_id),
  check (customer_id < other_id)
);
create index duplicate_pair_by_other on duplicate_pair (other_id);
create index duplicate_pair_by_score on duplicate_pair (score desc, customer_id, other_id);

-- That two are not one: it holds while they have the same in common.
create table duplicate_dismissal (
  customer_id text not null,
  other_id text not null,
  evidence text not null,
  dismissed_at timestamptz(3) not null,
  dismissed_by text not null,
  primary key (customer_id, other_id, evidence)
);
create index duplicate_dismissal_by_other on duplicate_dismissal (other_id);

call platform.guard('duplicate_pair', format('(%s) and (%s)',
  platform.rows_of_customer('duplicate_pair.customer_id'), platform.rows_of_customer('duplicate_pair.other_id')));
call platform.guard('duplicate_dismissal', format('(%s) and (%s)',
  platform.rows_of_customer('duplicate_dismissal.customer_id'), platform.rows_of_customer('duplicate_dismissal.other_id')));
