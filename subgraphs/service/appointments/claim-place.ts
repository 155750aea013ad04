import type { Transaction } from '#platform/database.ts'
import { changeBooked, lockSlots, type SlotKey } from '../stations/slot-lock-store.ts'
import { nextFreeSlots } from '../stations/slot-store.ts'
import type { Slot } from '../stations/slot.ts'
import type { SlotRefusal } from './appointment-outcomes.ts'

export type Claim = { readonly slot: Slot } | { readonly refusal: SlotRefusal }

const lookAhead = 14 * 24 * 60 * 60 * 1000

/** Takes a place of a slot that has its row, if it lies ahead and has one left; else names the next free slots. */
export async function claimPlace(tx: Transaction, wanted: SlotKey, now: Date): Promise<Claim> {
  const [slot] = await lockSlots(tx, [wanted])
  if (slot !== undefined && slot.startsAt > now && slot.booked < slot.capacity) {
    await changeBooked(tx, slot, 1)
    return { slot }
  }
  const from = wanted.startsAt > now ? wanted.startsAt : now
  const nextFree = await nextFreeSlots(tx, wanted.stationId, { from, until: new Date(from.getTime() + lookAhead) })
  return { refusal: refusalOf(slot, now, nextFree) }
}

function refusalOf(slot: Slot | undefined, now: Date, nextFree: Slot[]): SlotRefusal {
  if (slot === undefined)
    return { __typename: 'SlotNotOffered', message: 'The station has no slot that starts at that time.', nextFree }
  if (slot.startsAt <= now)
    return { __typename: 'SlotNotOffered', message: 'That slot has begun or is over.', nextFree }
  const { capacity } = slot
  return { __typename: 'SlotFull', message: `All ${capacity} places of that slot are taken.`, capacity, nextFree }
}
