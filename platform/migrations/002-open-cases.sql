-- Whose cases are open: kept by the service subgraph in the transaction of what opens and ends one. While it lasts,
-- whoever takes calls is shown how the person is reached.
create table open_case (
  case_id text primary key,
  customer_id text not null
);
create index open_case_by_customer on open_case (customer_id);
