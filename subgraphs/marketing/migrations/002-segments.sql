create table segment (
  id text primary key,
  name text not null check (name <> ''),
  purpose text,
  version integer not null check (version >= 1),
  defined_at timestamptz(3) not null,
  refreshed_at timestamptz(3) not null
);
create unique index segment_by_name on segment (lower(name));
create index segment_by_age on segment (defined_at desc, id desc);

create table segment_version (
  segment_id text not null references segment on delete cascade deferrable initially deferred,
  version integer not null check (version >= 1),
  expression text not null check (expression <> ''),
  attributes text[] not null,
  note text,
  based_on integer check (based_on < version),
  made_at timestamptz(3) not null,
  made_by text not null,
  primary key (segment_id, version),
  foreign key (segment_id, based_on) references segment_version
);
alter table segment add foreign key (id, version) references segment_version deferrable initially deferred;

create table segment_membership (
  segment_id text not null,
  customer_id text not null references customer_fact,
  version integer not null,
  since timestamptz(3) not null,
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
  primary key (segment_id, customer_id),
  foreign key (segment_id, version) references segment_version
);
create index segment_membership_by_age on segment_membership (segment_id, since desc, customer_id desc);
create index segment_membership_by_customer on segment_membership (customer_id);
