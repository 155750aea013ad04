import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { PlaceKind, Shop } from '../places/place.ts'

/** What an event is read by of a place that it names. */
export interface PlaceFacts {
  readonly kind: PlaceKind
  /** What a station does; null for any other place. */
  readonly shop: Shop | null
}

/** Learns of places that are not known yet; null for one that was never described. */
export async function learnPlaces(
  db: Queries,
  places: Map<string, PlaceFacts | null>,
  names: Iterable<string | null>,
): Promise<void> {
  const unknown = new Set<string>()
  for (const name of names) if (name !== null && !places.has(name)) unknown.add(name)
  if (unknown.size === 0) return
  const rows = await db.rows<PlaceFacts & { id: string }>(
    sql`select id, kind, shop from place where id = any(${[...unknown]})`,
  )
  for (const name of unknown) places.set(name, null)
  for (const { id, kind, shop } of rows) places.set(id, { kind, shop })
}
