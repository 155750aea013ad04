-- Whose cases are open is known to all subgraphs at once.
create function tell_open_case() returns trigger language plpgsql security definer as $$
begin
  if tg_op <> 'INSERT' then
    delete from platform.open_case where case_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    if new.customer_id is not null and new.status not in ('SOLVED', 'CLOSED') then
      insert into platform.open_case (case_id, customer_id) values (new.id, new.customer_id);
    end if;
  end if;
  return null;
end $$;
revoke execute on function tell_open_case() from public;
create trigger open_case after insert or delete or update of id, customer_id, status on service_case
  for each row execute function tell_open_case();
alter table service_case enable always trigger open_case;
insert into platform.open_case (case_id, customer_id)
select id, customer_id from service_case where customer_id is not null and status not in ('SOLVED', 'CLOSED');
