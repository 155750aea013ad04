/** Asks one subgraph; its data as it comes. */
export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<any>

export type Subgraphs = Readonly<Record<'people' | 'catalogue' | 'reviews' | 'stock', Ask>>

/** Entities by their key, each asked for once. */
export async function entities(
  ask: Ask,
  fields: string,
  representations: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly any[]> {
  if (representations.length === 0) return []
  const query = `query($representations:[_Any!]!){_entities(representations:$representations){${fields}}}`
  const { _entities } = await ask(query, { representations })
  return _entities
}
