-- The stations whose work the principal sees: those of his dealers.
create function own_stations() returns text[] language plpgsql stable parallel safe as $$
begin
  return array(select id from service.station where dealer_id = any ((select platform.dealers())::text[]));
end $$;

-- Rows of a station: its dealer's, and those of whom they are about.
create procedure guard_stations_rows(guarded regclass) language plpgsql as $$
begin
  call platform.guard(guarded,
    '(select platform.sees_all()) or station_id = any ((select service.own_stations())::text[])
     or customer_id = any ((select platform.own_persons())::text[])');
end $$;
call guard_stations_rows('appointment');
call guard_stations_rows('service_order');
call guard_stations_rows('service_case');
drop procedure guard_stations_rows;

-- A function, so that plans for those who see all are spared what it asks.
create function sees_case(asked text) returns boolean language plpgsql stable as $$
begin
  return exists (select from service.service_case where id = asked);
end $$;
call platform.guard('case_status_change', '(select platform.sees_all()) or service.sees_case(case_id)');
-- What agents write to each other is not for the customer.
call platform.guard('case_message',
  '(select platform.sees_all())
     or service.sees_case(case_id) and (author <> ''INTERNAL'' or (select platform.is_staff()))');

-- What was done to a car is known to all who work with cars; it says nothing of a person. Whether somebody else sees the
-- order is a function, so that their plans are spared what it asks.
create function sees_order(work text) returns boolean language plpgsql stable as $$
begin
  return exists (select from service.service_order where id = work);
end $$;
call platform.guard('service_operation',
  '(select platform.is_staff()) or service.sees_order(service_order_id)');
call platform.guard('service_part',
  '(select platform.is_staff()) or service.sees_order(service_order_id)');
call platform.guard('odometer_reading',
  '(select platform.is_staff()) or service.sees_order(service_order_id)');

-- Whose car it is, is known to the dealer who sold it and to himself.
call platform.guard('covered_vehicle',
  '(select platform.sees_all()) or dealer_id = any ((select platform.dealers())::text[])
     or owner_id = any ((select platform.own_persons())::text[])');

-- Whose customers are whose: whom a workshop served, expects or answers.
call platform.tell_reach('service_order', 'SERVICE_ORDER', $$
  select changed.id, customer_id, dealer_id, null::timestamptz
  from changed join service.station on station.id = station_id $$);
call platform.tell_reach('appointment', 'APPOINTMENT', $$
  select changed.id, customer_id, dealer_id, null::timestamptz
  from changed join service.station on station.id = station_id where status in ('PROPOSED', 'BOOKED') $$);
call platform.tell_reach('service_case', 'CASE', $$
  select changed.id, customer_id, dealer_id, null::timestamptz
  from changed join service.station on station.id = station_id where status not in ('SOLVED', 'CLOSED') $$);

-- The history of a car whichever dealer did the work: for whom, on which appointment, by whom and what the customer said
-- only where he sees it.
create function orders_of_car(car text) returns table (
  id text, vin text, station_id text, customer_id text, appointment_id text, status text, pay_type text,
  odometer_km int, complaint text, cause text, technician text, currency char(3), labour_amount numeric,
  price_amount numeric, in_at timestamptz, out_at timestamptz
) language sql stable security definer
begin atomic
  select work.id, work.vin, work.station_id, work.customer_id, work.appointment_id, work.status, work.pay_type,
    work.odometer_km, work.complaint, work.cause, work.technician, work.currency, work.labour_amount,
    work.price_amount, work.in_at, work.out_at
  from service.service_order as work
  where work.vin = car and ((select platform.sees_all()) or work.station_id = any ((select service.own_stations())::text[])
    or work.customer_id = any ((select platform.own_persons())::text[]))
  union all
  select work.id, work.vin, work.station_id, null, null, work.status, work.pay_type,
    work.odometer_km, null, work.cause, null, work.currency, work.labour_amount,
    work.price_amount, work.in_at, work.out_at
  from service.service_order as work
  where work.vin = car and (select platform.is_staff() and not platform.sees_all())
    and work.station_id <> all ((select service.own_stations())::text[])
    and (work.customer_id = any ((select platform.own_persons())::text[])) is not true;
end;
