-- Which records were found to be of one customer, by whom, and what had to be decided.
create table customer_merge (
  id text primary key,
  merged_id text not null,
  survivor_id text not null,
  reason text check (reason <> ''),
  -- Of each fact that the records differed in, whose was kept and by which rule; no value stands here.
  decisions jsonb not null,
  -- The survivor's facts before, of those that the merge changed.
  facts_before jsonb not null,
  -- What the merge itself entered in the history, and the last position there: later changes outlive it.
  change_ids text[] not null,
  last_position bigint not null,
  -- In which order merges took effect; the clocks of two requests can say otherwise.
  number bigint generated always as identity,
  merged_at timestamptz(3) not null,
  merged_by text not null,
  unmerged_at timestamptz(3),
  unmerged_by text,
  check ((unmerged_at is null) = (unmerged_by is null)),
  check (merged_id <> survivor_id)
);
create unique index customer_merge_once on customer_merge (merged_id) where unmerged_at is null;
create index customer_merge_by_survivor on customer_merge (survivor_id, number desc);
call platform.guard('customer_merge', platform.rows_of_customer('platform.golden(customer_merge.survivor_id)'));

-- How a merge treats each table. What the survivor has as well is set aside.
insert into platform.customer_column (subgraph, relation, of_person) values
  ('customer', 'platform.customer_reach', 'customer_id'),
  ('customer', 'platform.data_export', 'customer_id');
call platform.follow_merges('contact_point', 'customer_id', $$
  line.valid_until is null and exists (
    select from customer.contact_point as other
    where other.customer_id = $2 and other.kind = line.kind and other.value = line.value and other.valid_until is null) $$);
call platform.follow_merges('fact_change', 'customer_id');
call platform.follow_merges('fact_verification', 'customer_id', $$
  exists (
    select from customer.fact_verification as other
    where other.customer_id = $2 and other.field = line.field and other.value = line.value
      and other.verified_at >= line.verified_at) $$, $$
  exists (
    select from customer.fact_verification as other
    where other.customer_id = $1 and other.field = line.field and other.value = line.value
      and other.verified_at > line.verified_at) $$);
call platform.follow_merges('relation', 'customer_id', $$
  line.related_id = $2 or line.valid_until is null and exists (
    select from customer.relation as other
    where other.customer_id = $2 and other.related_id = line.related_id and other.kind = line.kind
      and other.valid_until is null) $$);
call platform.follow_merges('relation', 'related_id', $$
  line.customer_id = $2 or line.valid_until is null and exists (
    select from customer.relation as other
    where other.related_id = $2 and other.customer_id = line.customer_id and other.kind = line.kind
      and other.valid_until is null) $$);
call platform.follow_merges('activity', 'customer_id', $$
  exists (
    select from customer.activity as other
    where other.customer_id = $2
      and (other.kind, other.subject_type, other.subject_id, other.at) = (line.kind, line.subject_type, line.subject_id, line.at)) $$);
call platform.follow_merges('contact_grant', 'customer_id');
call platform.follow_merges('touchpoint', 'customer_id');
call platform.follow_merges('consent_entry', 'customer_id');
-- One answers for a customer at any time: the survivor's.
call platform.follow_merges('assignment', 'customer_id', $$
  exists (
    select from customer.assignment as other
    where other.customer_id = $2 and other.role = line.role
      and tstzrange(other.valid_from, other.valid_until) && tstzrange(line.valid_from, line.valid_until)) $$);
call platform.follow_merges('source_id', 'customer_id');
call platform.follow_merges('customer', 'id', 'true');
