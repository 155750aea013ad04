-- A recall leaves out what was declared in error without reading the log for it.
create index event_log_declared on event_log (production_number, event_id) where declares_error;
