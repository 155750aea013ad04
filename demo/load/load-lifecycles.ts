import type { Load } from './load.ts'

// What leads customers from stage to stage, each cause once, in the order in which it happened.
const causes = `
  create temporary table cause on commit drop as
  select *, row_number() over (partition by customer_id order by at, cause) as place from (
    select distinct on (customer_id, cause) * from (
      select id as customer_id, 'REGISTERED' as trigger, 'registered' as cause, null as subject_type, null as subject_id,
        registered_at as at
      from customer.customer
      union all
      select customer_id, trigger, name || ' ' || subject_id, subject_type, subject_id, at
      from customer.activity
      join (values ('LEAD', 'LEAD', 'lead'), ('SALE', 'PURCHASE', 'sale'), ('SERVICE', 'SERVICE', 'service order'))
        as led (kind, trigger, name) using (kind)
    ) as told order by customer_id, cause, at
  ) as cause`

const moves = `
  with recursive walk as (
    select id as customer_id, 0::bigint as place, '' as before, '' as stage from customer.customer
    union all
    select walk.customer_id, cause.place, walk.stage, coalesce(way.to_stage, walk.stage)
    from walk join cause on cause.customer_id = walk.customer_id and cause.place = walk.place + 1
    left join customer.lifecycle_transition as way on way.from_stage = walk.stage and way.trigger = cause.trigger
  )
  insert into customer.lifecycle_move (id, customer_id, from_stage, to_stage, trigger, cause, subject_type, subject_id, at,
    recorded_at)
  select 'LM-' || customer_id || '-' || place, customer_id, before, stage, trigger, cause, subject_type, subject_id, at, at
  from walk join cause using (customer_id, place) where stage <> before
  order by at, customer_id, place`

const stages = `
  insert into customer.customer_stage (customer_id, stage, since)
  select distinct on (customer_id) customer_id, to_stage, at from customer.lifecycle_move
  order by customer_id, position desc`

/** Where customers stand, as the events of leads, sales and services would have led them. */
export async function loadLifecycles({ client, wrote }: Load): Promise<void> {
  await client.query(causes)
  await client.query('create index on cause (customer_id, place)')
  await client.query('analyze cause')
  wrote('customer.lifecycle_move', (await client.query(moves)).rowCount ?? 0)
  wrote('customer.customer_stage', (await client.query(stages)).rowCount ?? 0)
}
