-- What orders to be built have reserved of the parts at their plants: `part_stock.reserved` counts it.
create table part_reservation (
  production_number text not null references production_order,
  part_number text not null,
  place_id text not null,
  quantity numeric(14, 3) not null check (quantity > 0),
  primary key (production_number, part_number, place_id),
  foreign key (part_number, place_id) references part_stock on delete cascade
);
create index part_reservation_of_stock on part_reservation (part_number, place_id);
