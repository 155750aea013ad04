alter table sales_order
  -- When the plant expects the car to be finished, as it told last.
  add expected_at timestamptz(3),
  add waits_for_parts boolean not null default false;
