-- Leads that were open before others were told of leads.
with told as (
  insert into platform.event (type, key, payload)
  select 'sales.LeadChanged', id, jsonb_build_object('leadId', id, 'modelCode', model_code, 'open', true, 'score', score,
    'capturedAt', to_char(captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from lead where status in ('NEW', 'RESPONDED')
  returning id, type, key
)
insert into platform.delivery (consumer, event_id, key)
select consumer, id, key from told join platform.subscription using (type);
