import { batched } from './batch.ts'
import type { Context } from './context.ts'

type Read<Row> = (ctx: Context, keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>
type Find<Row> = (ctx: Context, key: string) => Promise<Row | null>

/** An entity of this subgraph: found by any of its keys, always many at a time. */
export interface Entity<Row, Key extends string> {
  /** One row by one key; null when there is none. Calls of one level share a statement. */
  readonly by: Readonly<Record<Key, Find<Row>>>
  readonly resolvers: Readonly<Record<string, object>>
}

/** Declares an entity by its type and, for each `@key` field, the statement that reads many of them. */
export function entity<Row, Key extends string>(
  type: string,
  reads: Readonly<Record<Key, Read<Row>>>,
): Entity<Row, Key> {
  // Object.fromEntries forgets the names of the keys.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const by = Object.fromEntries(Object.entries<Read<Row>>(reads).map(([key, read]) => [key, batched(read)])) as Record<
    Key,
    Find<Row>
  >
  const finds = Object.entries<Find<Row>>(by)

  async function resolveReference(reference: Readonly<Record<string, unknown>>, ctx: Context): Promise<Row | null> {
    for (const [field, find] of finds) {
      const key = reference[field]
      if (typeof key === 'string') return find(ctx, key)
    }
    return null
  }
  return { by, resolvers: { [type]: { __resolveReference: resolveReference } } }
}
