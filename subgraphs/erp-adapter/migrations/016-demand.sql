-- Cars that customers ordered, each order once, as sales told.
create table ordered_car (
  order_id text primary key,
  model_code text not null,
  -- Whether it takes a car from stock; otherwise the car is built for it.
  from_stock boolean not null,
  placed_at timestamptz(3) not null,
  cancelled_at timestamptz(3)
);
create index ordered_car_by_model on ordered_car (model_code, placed_at) where cancelled_at is null;

-- Cars that people think of: the open leads of sales that name a model.
create table wished_car (
  lead_id text primary key,
  model_code text not null,
  -- How likely the wish becomes an order, in percent: the lead's score.
  chance smallint not null check (chance between 0 and 100),
  wished_at timestamptz(3) not null
);
create index wished_car_by_model on wished_car (model_code, wished_at);

create index vehicle_built_by_model on vehicle (model_code, built_at) where built_at is not null;
create index vehicle_free on vehicle (model_code, availability)
  where availability in ('AVAILABLE', 'NOT_RELEASED') and status <> 'CANCELLED';

-- Orders that were told before this table was.
insert into ordered_car (order_id, model_code, from_stock, placed_at, cancelled_at)
select distinct on (placed.key) placed.key, placed.payload ->> 'modelCode', placed.payload ->> 'kind' = 'STOCK',
  (placed.payload ->> 'placedAt')::timestamptz, (cancelled.payload ->> 'cancelledAt')::timestamptz
from platform.event as placed
left join platform.event as cancelled on cancelled.type = 'sales.OrderCancelled' and cancelled.key = placed.key
where placed.type = 'sales.OrderPlaced'
order by placed.key, placed.id;
