import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { entity } from '#platform/entity.ts'
import { undescribed, type PlaceRow } from './place.ts'
import { findPlaces, findPlants, findStations } from './place-store.ts'

export const placeEntity = entity('Place', { id: (ctx, ids) => findPlaces(ctx.db, ids) })
export const plantEntity = entity('Plant', { id: (ctx, ids) => findPlants(ctx.db, ids) })

/** The stations of a plant, by id. */
export const stationsOf = batched((ctx, plantIds: readonly string[]) => findStations(ctx.db, plantIds))

/** A place that an event or a plan names, described or not. */
export async function placeNamed(ctx: Context, id: string): Promise<PlaceRow> {
  return (await placeEntity.by.id(ctx, id)) ?? undescribed(id)
}
