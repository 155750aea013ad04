-- A department's figures of a period are one stretch of an index. Whose rows somebody sees is read from it too, or each
-- row would be fetched from its table.
drop index request_step_by_leaving, request_settled_by_opening, request_rating_by_time;
create index request_step_by_leaving on request_step (department, left_at)
  include (entered_at, allowed_minutes, request_id) where left_at is not null;
create index request_settled_by_opening on request (owner_department, opened_at)
  include (reopened, status, customer_id, dealer_id, departments) where status = 'CLOSED' or reopened > 0;
create index request_rating_by_time on request_rating (department, rated_at) include (score, request_id);
