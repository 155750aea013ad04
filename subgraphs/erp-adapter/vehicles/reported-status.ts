import { planningSteps, type CarEvent } from './car-event.ts'
import type { VehicleStatus } from './vehicle-status.ts'

const byDisposition = new Map<string, VehicleStatus>([
  ['retail_sold', 'DELIVERED'],
  ['returned', 'RETURNED'],
  ['recalled', 'RECALLED'],
])

const byStep = new Map<string, VehicleStatus>([
  [planningSteps.ordering, 'ORDERED'],
  [planningSteps.accepting, 'ACCEPTED'],
  [planningSteps.scheduling, 'SCHEDULED'],
  [planningSteps.cancelling, 'CANCELLED'],
  ['decommissioning', 'CANCELLED'],
  ['commissioning', 'BROADCAST'],
  ['inspecting', 'QUALITY'],
  ['repairing', 'QUALITY'],
  ['storing', 'BUILT'],
  ['staging_outbound', 'RELEASED'],
  ['departing', 'IN_TRANSIT'],
  ['shipping', 'IN_TRANSIT'],
  ['transporting', 'IN_TRANSIT'],
  ['retail_selling', 'DELIVERED'],
])

/** The status that an event speaks of, from its disposition, business step and place; null when it speaks of none. */
export function reportedStatus(event: CarEvent): VehicleStatus | null {
  const { bizStep, disposition, placeKind, shop } = event
  const outcome = byDisposition.get(disposition ?? '')
  if (outcome !== undefined) return outcome
  if (bizStep === 'assembling') return shop
  if (bizStep === 'arriving') return placeKind === 'DEALER' ? 'AT_DEALER' : null
  if (bizStep === 'receiving') return placeKind === 'WAREHOUSE' || placeKind === 'PORT' ? 'IN_TRANSIT' : 'AT_DEALER'
  return byStep.get(bizStep ?? '') ?? null
}
