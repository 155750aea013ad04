/** Asks one subgraph; its data as it comes, in the shape that the query asks for. */
export type Ask = <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>

export type Subgraphs = Readonly<Record<'people' | 'catalogue' | 'reviews' | 'stock', Ask>>

/** Entities by their key, each asked for once, in the shape of the fields asked for. */
export async function entities<Entity>(
  ask: Ask,
  fields: string,
  representations: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Entity[]> {
  if (representations.length === 0) return []
  const query = `query($representations:[_Any!]!){_entities(representations:$representations){${fields}}}`
  const { _entities } = await ask<{ _entities: readonly Entity[] }>(query, { representations })
  return _entities
}
