-- Persons whose data go from all subgraphs, or went: whatever tells of them later is erased again.
create table erasure (
  id text primary key,
  customer_id text not null unique,
  ground text not null check (ground in ('ASKED', 'CONSENT_WITHDRAWN', 'PURPOSE_ENDED', 'UNLAWFUL')),
  requested_by text not null,
  requested_at timestamptz(3) not null,
  -- Those who have to do their part.
  subgraphs text[] not null,
  -- By what the person is found where no id stands: telephone numbers and the like, and names. Empty at the end.
  contacts text[] not null,
  names text[] not null,
  completed_at timestamptz(3)
);

-- What became of the person's data in a table of a subgraph.
create table erasure_item (
  erasure_id text not null references erasure,
  subgraph text not null,
  item text not null,
  outcome text not null check (outcome in ('ERASED', 'ANONYMISED', 'RESTRICTED')),
  row_count int not null,
  legal_basis text,
  until date,
  done_at timestamptz(3) not null,
  primary key (erasure_id, subgraph, item),
  check ((outcome = 'RESTRICTED') = (legal_basis is not null))
);

-- Takes the events about a person out of the outbox, and who has still to hear of them; and what merges set aside of him.
create function forget_events(person text, numbers text[]) returns void language plpgsql security definer as $$
declare
  told bigint[];
  names constant text[] := person || array(select merged_id from platform.merged_customer where survivor_id = person);
begin
  if not platform.is_system() then
    raise insufficient_privilege using message = 'permission denied: only the program itself forgets events';
  end if;
  if not exists (select from platform.erasure where customer_id = person) then
    raise insufficient_privilege using message = 'permission denied: nobody asked for this person to be forgotten';
  end if;
  told := array(
    select id from platform.event
    where (key = any (names) and type <> 'customer.ErasureRequested')
      or (type = 'service.PurchaseWished'
        and (payload ->> 'customerId' = any (names) or payload ->> 'customerId' is null and payload ->> 'phone' = any (numbers))));
  delete from platform.delivery where event_id = any (told);
  delete from platform.event where id = any (told);
  delete from platform.merged_row using platform.merged_customer as merged
  where merged.merge_id = merged_row.merge_id and merged.survivor_id = person;
end $$;
revoke execute on function forget_events(text, text[]) from public;
create index event_of_wish on event ((payload ->> 'customerId')) where type = 'service.PurchaseWished';
