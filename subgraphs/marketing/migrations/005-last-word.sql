-- What a customer said last about marketing on a channel to a recipient; null when he never said anything. A word about
-- ANY channel counts on each.
create function last_word(asked_customer text, asked_channel text, asked_recipient text) returns boolean
language sql stable
return (
  select given from customer_consent
  where customer_id = asked_customer and purpose = 'MARKETING' and channel in (asked_channel, 'ANY')
    and recipient = asked_recipient
  order by at desc, given limit 1
);
