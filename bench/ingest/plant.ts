import pg from 'pg'
import { insertRows } from '../../demo/load/insert-rows.ts'
import { loadErpCatalogue } from '../../demo/load/load-erp-catalogue.ts'
import { makeDealers } from '../../demo/world/dealers.ts'
import { profiles } from '../../demo/world/profile.ts'
import { plantSender } from './plant-sender.ts'

/** The plant of the demo data whose cars are told of. */
export const plant = 'PLANT-JINQIAO'

/** Describes the demo's plants and models, without a car, unless they are there, and the sender. */
export async function describePlant(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rowCount } = await client.query('select from erp_adapter.vehicle_model limit 1')
  if (rowCount === 0)
    await loadErpCatalogue({
      world: { dealers: makeDealers(profiles.demo, 1), seed: 1 },
      async insert(table, rows) {
        await insertRows(client, table, { rows })
      },
    })
  await client.query(
    `insert into erp_adapter.ingest_sender (name, secrets) values ($1, array[$2])
     on conflict (name) do update set secrets = excluded.secrets`,
    [plantSender.sender, plantSender.secret],
  )
  await client.end()
}
