import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { lockVehicles } from '../vehicles/known-vehicle-store.ts'
import { vehicleUnknown } from '../vehicles/vehicle-refusals.ts'
import { announceParticipants } from './ownership-messages.ts'
import type { ParticipantRow } from './participant.ts'
import { findOverlap, findOwner, insertParticipant } from './participant-writes.ts'

/** A role that somebody is given on a car. */
export type Assignment = Pick<ParticipantRow, 'vin' | 'customerId' | 'role' | 'from' | 'until'>

export interface AssignParticipantSuccess {
  readonly __typename: 'AssignParticipantSuccess'
  readonly participantId: string
}

export interface ParticipantAlreadyAssigned {
  readonly __typename: 'ParticipantAlreadyAssigned'
  readonly message: string
  readonly participantId: string
}

export interface VehicleWithoutOwner {
  readonly __typename: 'VehicleWithoutOwner'
  readonly message: string
  readonly vin: string
}

/** Gives a role on a car that somebody owns; `mayActFor` refuses another dealer's customer. */
export async function assignParticipant(
  tx: Transaction,
  assignment: Assignment,
  mayActFor: (dealerId: string) => void,
) {
  const { vin, from } = assignment
  if (!(await lockVehicles(tx, [vin])).has(vin)) return vehicleUnknown(vin)
  // Another dealer's customer is refused, not unknown.
  const owner = await findOwner(tx.asSystem, vin, from)
  if (owner === undefined) return withoutOwner(vin)
  mayActFor(owner.dealerId)
  const row: ParticipantRow = { ...assignment, id: newId('participant'), dealerId: owner.dealerId, saleId: null }
  const overlap = await findOverlap(tx.asSystem, row)
  if (overlap !== undefined) return alreadyAssigned(overlap)
  await insertParticipant(tx, row)
  await announceParticipants(tx, [row])
  return { __typename: 'AssignParticipantSuccess', participantId: row.id } satisfies AssignParticipantSuccess
}

const withoutOwner = (vin: string): VehicleWithoutOwner => ({
  __typename: 'VehicleWithoutOwner',
  message: 'Nobody owns the car at that time: register its sale first.',
  vin,
})

const alreadyAssigned = ({ id, role }: ParticipantRow): ParticipantAlreadyAssigned => ({
  __typename: 'ParticipantAlreadyAssigned',
  message: `The customer is ${role} of the car in that time already.`,
  participantId: id,
})
