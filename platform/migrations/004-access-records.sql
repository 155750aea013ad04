-- Who was shown what of whom. Each process of a subgraph writes a book of its own, so that nobody waits for another:
-- its entries are a chain, in which each has the hash of the one before it in its own.
create table access_book (
  number int primary key,
  subgraph text not null,
  opened_at timestamptz(3) not null,
  -- How far the books before it had come: `[{book, place, hash}]` of those that no earlier one tells of so.
  ends jsonb not null,
  hash text not null,
  seal text not null
);

create table access_entry (
  book int not null references access_book,
  place int not null,
  id text not null,
  at timestamptz(3) not null,
  reader text not null,
  role text not null,
  dealer_id text,
  operation text,
  -- The person; or, where it isn't known who that is, what told of one, such as `Lead lead-0192…`.
  customer_id text,
  subject text,
  fields text[] not null,
  classes text[] not null,
  reason text,
  -- The hash of the reason with what nobody can guess, so that the reason itself can go and the chain holds.
  reason_salt text,
  reason_hash text,
  hash text not null,
  -- The signature of the hash, on the last entry of each that were written together.
  seal text,
  primary key (book, place),
  check ((customer_id is null) <> (subject is null)),
  check ((reason is null) = (reason_salt is null))
);
create index access_entry_by_subject on access_entry (subject, at desc, id desc) where subject is not null;

-- Of whom something tells by which no person is known where it is shown: whose lead it turned out to be, and whose car it
-- was from a moment to another. What was shown of it meanwhile was shown of him.
create table access_subject (
  -- As in access_entry.
  subject text not null,
  customer_id text not null,
  since timestamptz(3) not null,
  -- Null when no end is known.
  until timestamptz(3),
  primary key (subject, customer_id, since)
);
create index access_subject_by_customer on access_subject (customer_id);
create index access_entry_by_customer on access_entry (customer_id, at desc, id desc) where customer_id is not null;

-- Nothing of it changes, but that the reason goes with the person whose erasure was asked for, and that what is older
-- than a signed cut goes.
create function refuse_access_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'access_entry' then
    if new.reason is null and new.reason_salt is null
      and to_jsonb(new) - '{reason,reason_salt}'::text[] = to_jsonb(old) - '{reason,reason_salt}'::text[]
      and exists (
        select from platform.erasure
        where erasure.customer_id = platform.golden(old.customer_id)
          or platform.told_of(old.subject, old.at, erasure.customer_id))
    then
      return new;
    end if;
  end if;
  if tg_op = 'DELETE' and tg_table_name = 'access_entry' then
    if exists (
      select from platform.access_cut
      where access_cut.book = old.book and access_cut.place >= old.place and access_cut.before > old.at)
    then
      return old;
    end if;
  end if;
  raise exception 'records of access are append-only: % is refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger access_entry_stays before update or delete on access_entry
  for each row execute function refuse_access_change();
create trigger access_entries_stay before truncate on access_entry
  for each statement execute function refuse_access_change();
create trigger access_book_stays before update or delete on access_book
  for each row execute function refuse_access_change();
create trigger access_books_stay before truncate on access_book
  for each statement execute function refuse_access_change();
