import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { attribute } from '../expression/attributes.ts'

/** Counts anew what customers bought and spent, from their purchases and service visits. */
export async function recountBuying(tx: Transaction, customerIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    update customer_fact as fact set purchases = bought.times, first_sale = bought.first, last_sale = bought.last,
      services = served.times, last_service = served.last
    from unnest(${customerIds}::text[]) as asked (id)
    cross join lateral (
      select count(*) as times, min(sold_at) as first, max(sold_at) as last
      from purchase where customer_id = asked.id) as bought
    cross join lateral (
      select count(*) as times, max(closed_at) as last from service_visit where customer_id = asked.id) as served
    where fact.customer_id = asked.id`)
  await tx.rows(sql`
    insert into customer_spend (customer_id, currency, purchases, services)
    select customer_id, currency, sum(purchase), sum(service)
    from (
      select customer_id, currency, amount as purchase, 0 as service from purchase where customer_id = any(${customerIds})
      union all
      select customer_id, currency, 0, amount from service_visit where customer_id = any(${customerIds})) as spent
    group by customer_id, currency
    on conflict (customer_id, currency) do update set purchases = excluded.purchases, services = excluded.services`)
}

/** Counts anew the cars that customers own, and finds their models by the sales of those cars. */
export async function recountCars(tx: Transaction, customerIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    update customer_fact as fact set cars = owned.cars, owned_models = owned.models
    from unnest(${customerIds}::text[]) as asked (id)
    cross join lateral (
      select count(distinct role.vin) as cars,
        coalesce(array_agg(distinct sale.model_code order by sale.model_code)
          filter (where sale.model_code is not null), '{}') as models
      from car_role as role left join purchase as sale on sale.vin = role.vin
      where role.customer_id = asked.id and role.role = 'OWNER' and role.until is null) as owned
    where fact.customer_id = asked.id`)
}

const channels = attribute('consents').texts

/** Finds anew the channels on which customers let the maker send marketing, and whether he may profile them. */
export async function recountConsents(tx: Transaction, customerIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    update customer_fact as fact set consents = array(
      select channel from unnest(${channels}::text[]) with ordinality as each (channel, place)
      where last_word(fact.customer_id, channel, 'MAKER') order by place),
      profiling_refused = coalesce((
        select not given from customer_consent as said
        where said.customer_id = fact.customer_id and purpose = 'PROFILING' and recipient = 'MAKER'
        order by at desc, given limit 1), false)
    where customer_id = any(${customerIds})`)
}
