alter table erp_hand_over
  -- The options that the ERP was given last; null when it isn't known with which of them it made the order.
  add column given_options text[],
  -- How often it was asked to make the order: an answer may have been lost.
  add column placings int not null default 0;
update erp_hand_over set given_options = option_codes, placings = 1
from production_order
where production_order.production_number = erp_hand_over.production_number and erp_number is not null;
