-- What is purged is found by its age.
create index signed_message_by_time on signed_message (received_at);
create index taken_cloud_event_by_time on taken_cloud_event (received_at);
