create table supplier (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  country char(2),
  -- Where released plans are sent, signed with the secret; a supplier without one reads them in the graph.
  endpoint text check (endpoint ~ '^https?://'),
  secret text check (secret ~ '^whsec_[A-Za-z0-9+/]{32,86}={0,2}$'),
  check ((endpoint is null) = (secret is null))
);

-- What a car of a model is built from, and what an assembly is built from in turn.
create table bill_line (
  model_code text references vehicle_model,
  assembly text references part,
  -- The line holds only for cars with this option.
  option_code text,
  part_number text not null references part,
  quantity numeric(14, 3) not null check (quantity > 0),
  -- The share of it that is spoilt on the line.
  scrap numeric(5, 4) not null default 0 check (scrap >= 0 and scrap < 1),
  check (num_nonnulls(model_code, assembly) = 1),
  check (option_code is null or model_code is not null),
  check (assembly <> part_number),
  unique nulls not distinct (model_code, assembly, option_code, part_number)
);
create index bill_line_by_assembly on bill_line (assembly) where assembly is not null;

-- Who supplies a part, how long it takes, and in what multiples it comes.
create table part_supply (
  part_number text primary key references part,
  supplier_id text not null references supplier,
  lead_days int not null check (lead_days between 0 and 730),
  lot_size numeric(14, 3) not null default 1 check (lot_size > 0)
);

-- What was ordered from suppliers and has not all come.
create table open_purchase (
  number text primary key,
  plant_id text not null references place,
  part_number text not null references part,
  supplier_id text not null references supplier,
  quantity numeric(14, 3) not null check (quantity > 0),
  received numeric(14, 3) not null default 0 check (received >= 0),
  due_on date not null,
  cancelled boolean not null default false
);
create index open_purchase_by_plant on open_purchase (plant_id, part_number, due_on) where not cancelled;

-- What a plant's schedule needs in a horizon, and what of it must be ordered.
create table material_plan (
  id text primary key,
  plant_id text not null references place,
  from_day date not null,
  -- The first day that is not in it.
  to_day date not null check (to_day > from_day),
  made_at timestamptz(3) not null default now(),
  made_by text not null,
  orders int not null default 0,
  released_at timestamptz(3)
);
create index material_plan_by_plant on material_plan (plant_id, made_at desc, id desc);
create index material_plan_by_time on material_plan (made_at desc, id desc);

create table material_coverage (
  plan_id text not null references material_plan on delete cascade,
  part_number text not null references part,
  supplier_id text references supplier,
  on_hand numeric(14, 3) not null,
  expected numeric(14, 3) not null,
  need numeric(14, 3) not null,
  -- Days from the beginning for which all is there; null when it lasts to the end.
  coverage_days int,
  -- What comes too late even when it is ordered today, and the first day that goes without.
  shortage numeric(14, 3) not null,
  short_on date,
  excess numeric(14, 3) not null,
  primary key (plan_id, part_number)
);
create index material_shortage on material_coverage (plan_id, short_on, part_number) where short_on is not null;

create table material_line (
  plan_id text not null references material_plan on delete cascade,
  line int not null,
  supplier_id text references supplier,
  part_number text not null references part,
  quantity numeric(14, 3) not null check (quantity > 0),
  need_on date not null,
  order_by date,
  primary key (plan_id, line)
);
create index material_line_by_supplier on material_line (plan_id, supplier_id, line);

-- What each order needs of each part, in the order in which they start: written and removed while a plan is made.
create unlogged table material_peg (
  plan_id text not null,
  production_number text not null,
  part_number text not null,
  day date not null,
  quantity numeric not null,
  -- With all orders before it.
  running numeric not null
);
create index material_peg_of_plan on material_peg (plan_id);

-- Orders that wait for parts, by the last plan of their plant.
create table production_delay (
  production_number text primary key references production_order,
  plan_id text not null references material_plan,
  part_number text not null references part,
  -- The first day on which all parts are there; null when nobody supplies one.
  ready_on date
);

-- The way of a released plan to its suppliers.
create table material_delivery (
  plan_id text not null references material_plan on delete cascade,
  supplier_id text not null references supplier,
  attempts int not null default 0,
  not_before timestamptz(3) not null default now(),
  failure text,
  delivered_at timestamptz(3),
  given_up_at timestamptz(3),
  primary key (plan_id, supplier_id)
);
create index material_delivery_due on material_delivery (not_before) where delivered_at is null and given_up_at is null;
