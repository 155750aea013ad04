-- The ledger says that somebody consented also when nobody can be told any more who that was.
alter table consent_entry drop constraint consent_entry_customer_id_fkey;

-- The document that proves a consent goes with the person whose erasure was asked for; nothing else of an entry changes.
drop trigger consent_ledger_append_only on consent_entry;
create trigger consent_ledger_append_only before delete or truncate on consent_entry
  for each statement execute function refuse_ledger_change();
create function refuse_ledger_update() returns trigger language plpgsql as $$
begin
  if new.proof_document is null and to_jsonb(new) - 'proof_document' = to_jsonb(old) - 'proof_document'
    and exists (select from platform.erasure where erasure.customer_id = old.customer_id)
  then
    return new;
  end if;
  -- Or a merge brings it to another id of the same person: by a function of the platform, never by a login's own word.
  if current_user <> session_user and to_jsonb(new) - 'customer_id' = to_jsonb(old) - 'customer_id' then
    return new;
  end if;
  raise exception 'the consent ledger is append-only: update is refused' using errcode = 'restrict_violation';
end $$;
create trigger consent_ledger_no_update before update on consent_entry
  for each row execute function refuse_ledger_update();
