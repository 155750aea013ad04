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
  planned numeric(14, 3) not null,
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
  -- What of all lines of the part up to this one is more than needed, for they are whole lots.
  spare numeric(14, 3) not null,
  need_on date not null,
  order_by date,
  primary key (plan_id, line)
);
create index material_line_by_supplier on material_line (plan_id, supplier_id, line);

-- What suppliers said of lines of a plan, each line as it was answered last.
create table material_answer (
  plan_id text not null,
  line int not null,
  answered_at timestamptz(3) not null,
  answered_by text not null,
  note text,
  primary key (plan_id, line),
  foreign key (plan_id, line) references material_line on delete cascade
);

-- What of an answered line comes on which day; what is missing to its quantity is not to be had.
create table material_portion (
  plan_id text not null,
  line int not null,
  due_on date not null,
  quantity numeric(14, 3) not null check (quantity > 0),
  primary key (plan_id, line, due_on),
  foreign key (plan_id, line) references material_answer on delete cascade
);
create index material_portion_by_day on material_portion (due_on);

-- The line that a purchase is made for: the supplier's answer to it does not count beside the purchase.
alter table open_purchase
  add column plan_id text,
  add column plan_line int,
  add check ((plan_id is null) = (plan_line is null)),
  add foreign key (plan_id, plan_line) references material_line on delete set null;
create index open_purchase_by_plan on open_purchase (plan_id, plan_line) where plan_id is not null;

-- What a plan is being made from, as of one moment: written and removed within the transaction that makes it.
create unlogged table ground_car (
  production_number text not null,
  model_code text not null,
  option_codes text[] not null,
  -- The families that the options decide.
  families text[] not null,
  planned_start timestamptz not null,
  day date not null
);
create unlogged table ground_need (
  model_code text not null,
  -- Empty for what all cars of the model need.
  option_code text not null,
  family text,
  standard boolean not null,
  part_number text not null,
  quantity numeric not null
);
create unlogged table ground_part (
  part_number text not null,
  supplier_id text,
  lead_days int,
  lot_size numeric not null,
  on_hand numeric not null
);
create unlogged table ground_receipt (
  part_number text not null,
  day date not null,
  quantity numeric not null
);
create unlogged table ground_refusal (
  part_number text not null,
  day date not null,
  quantity numeric not null
);

-- All parts that orders wait for, by the last plan of their plant and by what suppliers answered since.
create table production_wait (
  production_number text not null references production_order,
  part_number text not null references part,
  plan_id text not null references material_plan,
  -- The first day on which there is enough of it; null when nobody can say.
  ready_on date,
  primary key (production_number, part_number)
);

-- Orders that wait for parts, each as it was told.
create table production_delay (
  production_number text primary key references production_order,
  plan_id text not null references material_plan,
  part_number text not null references part,
  -- The first day on which all parts are there; null when nobody can say.
  ready_on date
);

-- The way of a released plan to its suppliers.
create table material_delivery (
  plan_id text not null references material_plan on delete cascade,
  supplier_id text not null references supplier,
  attempts int not null default 0,
  not_before timestamptz(3) not null default now(),
  -- Counts its sendings, so that what a lost one comes to in the end does not count; and until when nobody else sends it.
  sending int not null default 0,
  held_until timestamptz(3),
  failure text,
  delivered_at timestamptz(3),
  given_up_at timestamptz(3),
  primary key (plan_id, supplier_id)
);
create index material_delivery_due on material_delivery (not_before) where delivered_at is null and given_up_at is null;
create index material_delivery_of_supplier on material_delivery (supplier_id)
  where delivered_at is null and given_up_at is null;
create index material_delivery_given_up on material_delivery (given_up_at desc)
  where given_up_at is not null;
