import pg from 'pg'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { principalSigner } from '#platform/signed-principal.ts'

const day = 24 * 60 * 60_000

/**
 * Lets the owner of a database be taken for compliance for a day without saying so with each statement: a few functions
 * give nothing to nobody, whatever the policies. Gives what ends it.
 */
export async function letOwnerSeeAll(databaseUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ key: Buffer; owner: string }>(
    'select key, current_user as owner from platform.principal_key',
  )
  const [found] = rows
  if (found === undefined) throw new Error('the database has no key')
  const owner = pg.escapeIdentifier(found.owner)
  const sign = principalSigner(found.key, () => Date.now() + day)
  const said = pg.escapeLiteral(sign(principalShape.parse({ name: 'bench', role: 'compliance' })))
  await client.query(`alter role ${owner} set autograph.principal = ${said}`)
  // Statements by keys are planned once where it is checked who asks.
  await client.query(`alter role ${owner} set plan_cache_mode = force_generic_plan`)
  return async () => {
    await client.query(`alter role ${owner} reset autograph.principal`)
    await client.query(`alter role ${owner} reset plan_cache_mode`)
    await client.end()
  }
}
