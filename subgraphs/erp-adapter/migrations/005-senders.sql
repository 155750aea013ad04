-- Who may push, and the secrets that he signs with: several while one takes the place of another.
create table ingest_sender (
  name text primary key check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  secrets text[] not null check (
    array_to_string(secrets, ' ', '') ~ '^whsec_[A-Za-z0-9+/]{32,86}={0,2}( whsec_[A-Za-z0-9+/]{32,86}={0,2})*$'
  ),
  active boolean not null default true,
  created_at timestamptz(3) not null default now()
);

-- The signed messages that were taken, with what was answered: the same one again is answered so again.
create table signed_message (
  -- An ingest_sender, or `supplier ` and the id of one.
  sender text not null,
  id text not null,
  body_hash text not null,
  received_at timestamptz(3) not null default now(),
  answer jsonb,
  primary key (sender, id)
);

-- The CloudEvents that were taken; one with the same source and id is the same.
create table taken_cloud_event (
  source text not null,
  id text not null,
  received_at timestamptz(3) not null default now(),
  primary key (source, id)
);
