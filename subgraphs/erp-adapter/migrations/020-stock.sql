-- A page of cars that begins anywhere, by each order in which they are listed. A car not built yet is the youngest.
create index vehicle_by_built on vehicle (coalesce(built_at, 'infinity'), production_number);
drop index vehicle_unsold;
create index vehicle_unsold on vehicle (coalesce(built_at, 'infinity'), production_number) where availability <> 'SOLD';
-- Read backwards for the cars of a model that changed last, forwards for all cars by model.
drop index vehicle_by_model;
create index vehicle_by_model on vehicle (model_code, status_since, production_number);
-- Few cars have a rare option.
create index production_order_by_option on production_order using gin (option_codes);
