import type { Principal } from '#platform/auth.ts'
import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import type { PlaceRow } from '../places/place.ts'
import { findPlaces } from '../places/place-store.ts'
import { addMovement, lockStock } from './movement-store.ts'
import type { PartMovement } from './part-movement.ts'
import { findParts } from './part-store.ts'

export type RecordMovementOutcome =
  | { readonly __typename: 'RecordPartMovementSuccess'; readonly id: string }
  | { readonly __typename: 'PartUnknown'; readonly message: string; readonly partNumber: string }
  | { readonly __typename: 'PlaceUnknown'; readonly message: string; readonly place: string }
  | {
      readonly __typename: 'PartStockTooLow'
      readonly message: string
      readonly onHand: string
      readonly reserved: string
      readonly available: string
    }

/** Writes a movement down; what is promised to orders can't be taken away. */
export async function recordMovement(
  tx: Transaction,
  movement: PartMovement,
  { principal, at }: { readonly principal: Principal; readonly at: Date },
): Promise<RecordMovementOutcome> {
  const { partNumber, placeId, quantity } = movement
  const place = (await findPlaces(tx, [placeId])).get(placeId)
  if (place === undefined || place.kind === null)
    return { __typename: 'PlaceUnknown', message: `There is no place ${placeId}.`, place: placeId }
  demandWarehouse(principal, place)
  if (!(await findParts(tx, [partNumber])).has(partNumber))
    return { __typename: 'PartUnknown', message: `There is no part ${partNumber}.`, partNumber }
  const { onHand, reserved, available } = await lockStock(tx, movement)
  if (thousandths(available) + thousandths(quantity) < 0n)
    return {
      __typename: 'PartStockTooLow',
      message: `${available} of ${onHand} at ${placeId} are free: ${quantity.replace('-', '')} can not be taken away.`,
      onHand,
      reserved,
      available,
    }
  return { __typename: 'RecordPartMovementSuccess', id: await addMovement(tx, movement, { by: principal.name, at }) }
}

/** A quantity in thousandths of its unit, without the rounding of floating numbers. */
function thousandths(quantity: string): bigint {
  const [whole = '0', part = ''] = quantity.split('.')
  return BigInt(`${whole}${part.padEnd(3, '0')}`)
}

/** Refuses whoever does not keep the stock of the place. */
function demandWarehouse({ role, dealerId }: Principal, place: PlaceRow): void {
  if (role === 'factory' || role === 'developer') return
  if (role !== 'dealer' && role !== 'dealer-service')
    throw new Fault(
      'FORBIDDEN',
      `Movements are written by the roles factory, developer, dealer, dealer-service; you act as ${role}.`,
    )
  if (place.dealerId === null || place.dealerId !== dealerId)
    throw new Fault('FORBIDDEN', `${place.id} is no place of your dealer: you write what moves in his own places.`)
}
