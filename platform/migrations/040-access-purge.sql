-- How far books of access records were purged: the last signed entry that went, without what it told, signed anew with
-- the day until which. The chain goes on from its hash.
create table access_cut (
  book int primary key references access_book,
  place int not null,
  hash text not null,
  -- Every entry that went is older.
  before timestamptz(3) not null,
  seal text not null
);
call guard('access_cut', '(select platform.is_system())');
