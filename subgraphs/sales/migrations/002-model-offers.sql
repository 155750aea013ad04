-- What a model costs and which options may go together: the maker's price list, as sales applies it.
create table model_offer (
  model_code text primary key,
  list_amount numeric(14, 2) not null check (list_amount >= 0),
  list_currency char(3) not null default 'CNY'
);

create table model_option (
  model_code text not null references model_offer,
  option_code text not null,
  amount numeric(14, 2) not null default 0 check (amount >= 0),
  primary key (model_code, option_code)
);

create table model_option_rule (
  model_code text not null,
  kind text not null check (kind in ('REQUIRES', 'EXCLUDES')),
  option_code text not null,
  other_code text not null,
  primary key (model_code, kind, option_code, other_code),
  foreign key (model_code, option_code) references model_option,
  foreign key (model_code, other_code) references model_option (model_code, option_code),
  check (option_code <> other_code)
);
