-- What a person is given who asks for his data: each subgraph puts in its part.
create table data_export (
  id text primary key,
  customer_id text not null,
  requested_by text not null,
  requested_at timestamptz(3) not null,
  -- When it goes.
  expires_at timestamptz(3) not null,
  -- Those who have to do their part.
  subgraphs text[] not null,
  completed_at timestamptz(3)
);
create index data_export_by_customer on data_export (customer_id, requested_at desc);
create index data_export_by_expiry on data_export (expires_at);

create table data_export_part (
  export_id text not null references data_export on delete cascade,
  subgraph text not null,
  -- The person's rows by their tables.
  content jsonb not null,
  primary key (export_id, subgraph)
);
