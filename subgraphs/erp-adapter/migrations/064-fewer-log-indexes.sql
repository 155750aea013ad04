-- What carriers reported of a car is among its events, which lie together.
drop index event_log_of_shipments;
