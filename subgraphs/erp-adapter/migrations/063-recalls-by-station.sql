-- A recall finds what was read at a station, and what was declared in error, without reading the log.
create index event_log_by_station on event_log (read_point) where read_point is not null;
create index event_log_declared on event_log (production_number, event_id) where declares_error;
