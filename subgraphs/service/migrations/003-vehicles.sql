-- What the workshop knows of a car, from events of sales and production; a car first seen here has only its VIN.
create table covered_vehicle (
  vin text primary key check (length(vin) = 17),
  model_code text,
  delivered_on date,
  dealer_id text,
  owner_id text,
  owner_since timestamptz(3)
);
create index covered_vehicle_by_owner on covered_vehicle (owner_id) where owner_id is not null;

-- What the maker promises, by model and day of delivery; the model '*' stands for all without terms of their own.
create table warranty_terms (
  model_code text not null,
  valid_from date not null,
  months int not null check (months > 0),
  km int not null check (km > 0),
  primary key (model_code, valid_from)
);
insert into warranty_terms (model_code, valid_from, months, km) values ('*', '1990-01-01', 36, 100000);
