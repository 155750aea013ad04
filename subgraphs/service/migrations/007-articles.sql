-- Words as full-text search should see them: Chinese has no spaces, so each pair of neighbouring characters is a word.
create function searchable(content text) returns text language sql immutable parallel safe set search_path from current as $$
  select regexp_replace(content, '[一-鿿]+', ' ', 'g') || ' ' || coalesce((
    select string_agg(substr(content, place, 2), ' ')
    from generate_series(1, length(content) - 1) as place
    where substr(content, place, 2) ~ '^[一-鿿]{2}$'), '')
$$;

create function article_words(title text, body text, tags text[]) returns tsvector
language sql immutable parallel safe set search_path from current as $$
  select setweight(to_tsvector('pg_catalog.english', searchable(title)), 'A')
    || setweight(to_tsvector('pg_catalog.english', searchable(array_to_string(tags, ' '))), 'B')
    || setweight(to_tsvector('pg_catalog.english', searchable(body)), 'C')
$$;

-- Any of the words of a text, for suggestions: the more of them an article has, the better it ranks.
create function any_word(content text) returns tsquery language sql immutable parallel safe set search_path from current as $$
  select coalesce(string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''', ' | '), '')::tsquery
  from unnest(tsvector_to_array(to_tsvector('pg_catalog.english', searchable(content)))) as lexeme
$$;

create table knowledge_article (
  id text primary key,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  tags text[] not null default '{}',
  source_case_id text references service_case,
  author text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  words tsvector not null generated always as (article_words(title, body, tags)) stored
);
create index knowledge_article_by_words on knowledge_article using gin (words);
create index knowledge_article_by_time on knowledge_article (updated_at, id);
create index knowledge_article_by_case on knowledge_article (source_case_id) where source_case_id is not null;
