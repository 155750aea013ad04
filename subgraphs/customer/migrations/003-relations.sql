-- Kept once, read from both ends: the customer is the `kind` of the related one.
create table relation (
  id text primary key,
  customer_id text not null references customer,
  related_id text not null references customer,
  kind text not null check (kind in ('SPOUSE', 'CHILD', 'HOUSEHOLD_MEMBER', 'EMPLOYEE', 'CONTACT_PERSON', 'SUBSIDIARY')),
  source text not null check (source <> ''),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  updated_by text not null,
  check (customer_id <> related_id),
  check (valid_until >= valid_from)
);
create unique index relation_once on relation (customer_id, related_id, kind) where valid_until is null;
create index relation_by_related on relation (related_id);
