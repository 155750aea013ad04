-- The figures of departments are read over a period, from these indexes alone.
create index request_step_by_leaving on request_step (left_at) include (department, entered_at, allowed_minutes)
  where left_at is not null;
create index request_settled_by_opening on request (opened_at) include (owner_department, reopened)
  where status = 'CLOSED' or reopened > 0;
create index request_rating_by_time on request_rating (rated_at) include (department, score);
create index case_escalation_over on case_escalation (at) include (department) where rank = 'AGENT' and reason = 'TIME_OVER';
