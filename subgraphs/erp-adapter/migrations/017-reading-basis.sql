-- What events are read by beside themselves. Its version grows with each change of places, routes and limits, so that
-- a process knows that what it keeps in mind of cars was read by an older one.
create table reading_basis (
  version bigint not null
);
insert into reading_basis values (1);
create unique index reading_basis_is_one on reading_basis ((true));

create function reading_basis_changed() returns trigger language plpgsql set search_path from current as $$
begin
  update reading_basis set version = version + 1;
  return null;
end $$;
create trigger place_changed after insert or update or delete or truncate on place
  for each statement execute function reading_basis_changed();
create trigger route_changed after insert or update or delete or truncate on route_step
  for each statement execute function reading_basis_changed();
create trigger limits_changed after insert or update or delete or truncate on quality_limit
  for each statement execute function reading_basis_changed();

-- Events that named their car by its VIN alone: one that comes again is known though the VIN went to another car.
create table event_by_vin (
  event_id text not null,
  declares_error boolean not null,
  primary key (event_id, declares_error)
);
