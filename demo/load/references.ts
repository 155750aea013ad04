import type { Client } from 'pg'

/**
 * Takes the check of references off for the rest of the transaction, when the user may: row by row it takes as long as
 * all writing. `checkReferences` makes it up, set by set.
 */
export async function postponeReferences(client: Client): Promise<void> {
  await client.query('savepoint postponing')
  try {
    await client.query('set local session_replication_role = replica')
  } catch {
    await client.query('rollback to savepoint postponing')
  }
}

interface Reference {
  readonly name: string
  readonly child: string
  readonly parent: string
  readonly columns: readonly string[]
  readonly targets: readonly string[]
}

const references = `
  select conname as name, conrelid::regclass::text as child, confrelid::regclass::text as parent,
    array(select quote_ident(attname) from unnest(conkey) with ordinality as key (number, place)
      join pg_attribute on attrelid = conrelid and attnum = number order by place) as columns,
    array(select quote_ident(attname) from unnest(confkey) with ordinality as key (number, place)
      join pg_attribute on attrelid = confrelid and attnum = number order by place) as targets
  from pg_constraint
  where contype = 'f' and connamespace = any($1::regnamespace[])`

/** Makes sure that every reference in the schemas leads to a row; the first that does not fails the load. */
export async function checkReferences(client: Client, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<Reference>(references, [schemas])
  for (const reference of rows) {
    const { rowCount } = await client.query(danglingRow(reference))
    if (rowCount !== 0) throw new Error(`The demo data break ${reference.name} of ${reference.child}.`)
  }
}

function danglingRow({ child, parent, columns, targets }: Reference): string {
  const given = columns.map(column => `child.${column} is not null`).join(' and ')
  const meets = columns.map((column, place) => `parent.${targets[place]} = child.${column}`).join(' and ')
  return `select from ${child} as child where ${given} and not exists (select from ${parent} as parent where ${meets}) limit 1`
}
