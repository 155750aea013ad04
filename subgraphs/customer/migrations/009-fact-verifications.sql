-- What somebody made sure of: it is of a value, and counts while the fact has that value.
create table fact_verification (
  customer_id text not null references customer,
  field text not null,
  value text not null check (value <> ''),
  method text not null check (method in ('DOCUMENT', 'CALLED_BACK', 'MESSAGE_CONFIRMED', 'IN_PERSON')),
  verified_at timestamptz(3) not null,
  verified_by text not null,
  primary key (customer_id, field, value)
);
