-- Under which ids other systems know a customer: each id of a system is one customer's to those who told it. What
-- another dealer's system calls so is another id, and nobody comes to know that there is one.
create table source_id (
  source text not null check (source <> ''),
  external_id text not null check (external_id <> ''),
  customer_id text not null references customer,
  added_at timestamptz(3) not null,
  added_by text not null,
  -- The dealer whose people told it; empty for the maker's.
  told_for text not null default '',
  primary key (source, external_id, told_for)
);
create index source_id_by_customer on source_id (customer_id, source, external_id);
