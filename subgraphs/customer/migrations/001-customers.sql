create table customer (id text primary key, display_name text not null);
