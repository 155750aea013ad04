-- The stations whose rows the principal sees, and whose work: those of his dealers, where he is not at the sales desk.
create function own_stations() returns text[] language plpgsql stable parallel safe as $$
begin
  return array(select id from service.station where dealer_id = any ((select platform.dealers())::text[]));
end $$;
create function own_workshops() returns text[] language plpgsql stable parallel safe as $$
begin
  return array(select id from service.station where dealer_id = any ((select platform.dealers_at('SERVICE'))::text[]));
end $$;

-- Whose a station is says who sees whose rows: that, when it is open and what is under warranty everybody reads, and
-- nobody writes but who loads it. Slots fill by what is booked.
call platform.guard_each(array['station', 'opening_hours', 'warranty_terms', 'slot'],
  'true', '(select platform.is_system())');
call platform.guard_each(array['recall', 'recall_vehicle'],
  'true', '(select platform.is_maker() or platform.has_role(''integrator''))');
call platform.guard('knowledge_article', 'true', '(select platform.is_staff())');

-- Rows of a station: its dealer's, and those of whom they are about. That a customer comes, and that he asked or complains
-- and of what, both desks know; the work is the workshop's.
create procedure guard_stations_rows(guarded regclass, stations text) language plpgsql as $$
begin
  call platform.guard(guarded, format(
    '(select platform.sees_all()) or station_id = any ((select service.%s())::text[])
     or customer_id = any ((select platform.own_persons())::text[])', stations));
end $$;
call guard_stations_rows('appointment', 'own_stations');
call guard_stations_rows('service_order', 'own_workshops');
call guard_stations_rows('service_case', 'own_stations');
drop procedure guard_stations_rows;

-- How a case is worked on, the sales desk is not told. A function, so that plans for those who see all are spared what
-- it asks.
create function sees_work_on(asked text) returns boolean language plpgsql stable as $$
begin
  return platform.desk() is distinct from 'SALES' and exists (select from service.service_case where id = asked);
end $$;
call platform.guard('case_status_change', '(select platform.sees_all()) or service.sees_work_on(case_id)');
-- What agents write to each other is not for the customer.
call platform.guard('case_message',
  '(select platform.sees_all())
     or service.sees_work_on(case_id) and (author <> ''INTERNAL'' or (select platform.is_staff()))');

-- What was done to a car is known to all who work with cars; it says nothing of a person, and its workshop writes it.
-- Whether somebody else sees the order is a function, so that their plans are spared what it asks.
create function sees_order(work text) returns boolean language plpgsql stable as $$
begin
  return exists (select from service.service_order where id = work);
end $$;
call platform.guard('service_operation',
  '(select platform.is_staff()) or service.sees_order(service_order_id)',
  '(select platform.is_staff()) and service.sees_order(service_order_id)');
call platform.guard('service_part',
  '(select platform.is_staff()) or service.sees_order(service_order_id)',
  '(select platform.is_staff()) and service.sees_order(service_order_id)');
call platform.guard('odometer_reading',
  '(select platform.is_staff()) or service.sees_order(service_order_id)',
  '(select platform.is_staff()) and service.sees_order(service_order_id)');

-- Whose car it is, is known to the dealer who sold it and to himself.
call platform.guard('covered_vehicle',
  '(select platform.sees_all()) or dealer_id = any ((select platform.dealers())::text[])
     or owner_id = any ((select platform.own_persons())::text[])', '(select platform.is_system())');

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

-- The history of a car whichever dealer did the work, and that of a customer at his dealer: on which appointment, by whom
-- and what the customer said only where the reader sees the row, and whose car it is also at the dealer's sales desk.
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
  where work.vin = car and ((select platform.sees_all())
    or work.station_id = any ((select service.own_workshops())::text[])
    or work.customer_id = any ((select platform.own_persons())::text[]))
  union all
  select work.id, work.vin, work.station_id,
    case when work.station_id = any ((select service.own_stations())::text[]) then work.customer_id end, null,
    work.status, work.pay_type, work.odometer_km, null, work.cause, null, work.currency, work.labour_amount,
    work.price_amount, work.in_at, work.out_at
  from service.service_order as work
  where work.vin = car and (select platform.is_staff() and not platform.sees_all())
    and work.station_id <> all ((select service.own_workshops())::text[])
    and (work.customer_id = any ((select platform.own_persons())::text[])) is not true;
end;
create function orders_of_customer(customer text) returns table (
  id text, vin text, station_id text, customer_id text, appointment_id text, status text, pay_type text,
  odometer_km int, complaint text, cause text, technician text, currency char(3), labour_amount numeric,
  price_amount numeric, in_at timestamptz, out_at timestamptz
) language sql stable security definer
begin atomic
  select work.id, work.vin, work.station_id, work.customer_id, case when whole then work.appointment_id end, work.status,
    work.pay_type, work.odometer_km, case when whole then work.complaint end, work.cause,
    case when whole then work.technician end, work.currency, work.labour_amount, work.price_amount, work.in_at,
    work.out_at
  from service.service_order as work
    cross join lateral (
      select (select platform.sees_all()) or work.station_id = any ((select service.own_workshops())::text[])
        or work.customer_id = any ((select platform.own_persons())::text[]) as whole) as reader
  where work.customer_id = customer and (whole or work.station_id = any ((select service.own_stations())::text[]));
end;
