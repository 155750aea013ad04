import sql, { type Sql } from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { erasureRequested } from '#platform/event-catalogue.ts'
import { tryAnew } from '#platform/put-off.ts'
import type { Erasure, ErasureGround } from './erasure.ts'

/** The erasures of persons by the ids that they had, merged ones too; read past the caller's rows, of which the person's is none any more. */
export async function findErasures(db: Queries, customerIds: readonly string[]): Promise<ReadonlyMap<string, Erasure>> {
  const rows = await db.rows<Asked>(sql`
    select asked, erasure.id, customer_id as "customerId", ground, requested_at as "requestedAt",
      completed_at as "completedAt", coalesce(done.items, '[]') as items,
      array(select unnest(subgraphs) except select subgraph from platform.erasure_item
        where erasure_id = erasure.id order by 1) as "waitingFor",
      array(select consumer ${givenUp(sql`customer_id`)} order by 1) as "givenUpBy"
    from unnest(${customerIds}::text[]) as asked join platform.erasure on customer_id = platform.golden(asked)
    left join lateral (
      select json_agg(json_build_object('subgraph', subgraph, 'item', item, 'outcome', outcome, 'rows', row_count,
        'legalBasis', legal_basis, 'until', until, 'doneAt', done_at) order by subgraph, item) as items
      from platform.erasure_item where erasure_id = erasure.id
    ) as done on true`)
  return new Map(
    rows.map(({ asked, items, ...erasure }) => [
      asked,
      { ...erasure, items: items.map(item => ({ ...item, doneAt: new Date(item.doneAt) })) },
    ]),
  )
}

interface Asked extends Omit<Erasure, 'items'> {
  readonly asked: string
  readonly items: readonly ItemAsJson[]
}

/** Where the erasure of a person was given up. */
const givenUp = (person: Sql): Sql => sql`
  from platform.delivery join platform.event on event.id = event_id
  where type = ${erasureRequested.name} and event.key = platform.golden(${person}) and given_up_at is not null`

/** Has the erasure of a person tried anew where it was given up; false when it was so nowhere. */
export async function retryGivenUp(system: Transaction, customerId: string): Promise<boolean> {
  const retried = await system.rows(sql`
    update platform.delivery set ${tryAnew}
    where (consumer, event_id) in (select consumer, event_id ${givenUp(sql`${customerId}`)}) returning consumer`)
  return retried.length > 0
}

type ItemAsJson = Omit<Erasure['items'][number], 'doneAt'> & { readonly doneAt: string }

interface NewErasure {
  readonly id: string
  readonly customerId: string
  readonly ground: ErasureGround
  readonly requestedBy: string
}

/** Notes whom to erase and by what he is found, for every subgraph that ever took part in erasures. */
export async function insertErasure(tx: Transaction, { id, customerId, ground, requestedBy }: NewErasure, now: Date) {
  await tx.rows(sql`
    insert into platform.erasure (id, customer_id, ground, requested_by, requested_at, subgraphs, contacts, names)
    select ${id}, id, ${ground}, ${requestedBy}, ${now},
      array(select consumer from platform.subscription where type = ${erasureRequested.name} order by 1),
      array(select distinct value from contact_point where customer_id = customer.id and kind in ('PHONE', 'EMAIL', 'WECHAT')),
      array(select name from (
        select display_name union select former_names(id)
        union select record ->> 'display_name' from platform.set_aside(id, 'customer.customer') as record
      ) as theirs (name) where length(name) > 1)
    from customer where id = ${customerId}`)
}
