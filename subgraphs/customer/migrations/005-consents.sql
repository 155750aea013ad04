create table consent_entry (
  id text primary key,
  customer_id text not null references customer,
  given boolean not null,
  purpose text not null check (purpose in
    ('MARKETING', 'SALES_FOLLOW_UP', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING', 'PROFILING')),
  channel text not null check (channel in ('ANY', 'PHONE', 'MAIL', 'EMAIL', 'SMS', 'IM', 'WECHAT', 'APP')),
  recipient_kind text not null check (recipient_kind in ('MAKER', 'DEALER', 'PARTNER')),
  -- Empty for the maker, of which there is one.
  recipient_id text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  proof_method text not null check (proof_method in
    ('SIGNED_FORM', 'WEB_FORM', 'APP', 'RECORDED_CALL', 'MESSAGE_REPLY', 'IN_PERSON')),
  proof_document text check (proof_document <> ''),
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  recorded_by text not null,
  position bigint generated always as identity,
  check ((recipient_kind = 'MAKER') = (recipient_id = ''))
);
create index consent_entry_by_customer on consent_entry (customer_id, at desc, id desc);
create index consent_entry_by_state on consent_entry
  (customer_id, purpose, channel, recipient_kind, recipient_id, country, at desc, position desc);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the consent ledger is append-only: % is refused', lower(tg_op) using errcode = 'restrict_violation';
end
$$;
create trigger consent_ledger_append_only before update or delete or truncate on consent_entry
  for each statement execute function refuse_ledger_change();
