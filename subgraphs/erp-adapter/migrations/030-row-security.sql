-- What the plants build and where it is says nothing of people, and no dealer owns it. Guarded is what holds secrets, and
-- what a factory sent that could not be read: it may name anything.
call platform.guard('ingest_sender', '(select platform.is_system())');
call platform.guard('signed_message', '(select platform.is_system())');
call platform.guard('kept_apart_event', '(select platform.has_role(''system'', ''factory'', ''compliance'', ''developer''))');
call platform.guard('supplier', '(select platform.is_staff() or platform.has_role(''factory''))');
