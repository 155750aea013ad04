/** Where a car is in its life, in the order in which a life goes. */
export const life = [
  'ORDERED',
  'ACCEPTED',
  'SCHEDULED',
  'BROADCAST',
  'BODY',
  'PAINT',
  'ASSEMBLY',
  'QUALITY',
  'BUILT',
  'RELEASED',
  'IN_TRANSIT',
  'AT_DEALER',
  'DELIVERED',
] as const

const asides = ['CANCELLED', 'RETURNED', 'RECALLED'] as const

export type VehicleStatus = (typeof life)[number] | (typeof asides)[number]

/** The status that an event tells by its name. */
export function statusNamed(name: string): VehicleStatus {
  const status = [...life, ...asides].find(each => each === name)
  if (status === undefined) throw new Error(`${name} is no status of a car`)
  return status
}

const between = (first: (typeof life)[number], last: (typeof life)[number]): readonly VehicleStatus[] =>
  life.slice(life.indexOf(first), life.indexOf(last) + 1)

const planned = between('ORDERED', 'SCHEDULED')
const inPlant = between('BROADCAST', 'QUALITY')
const arrived = between('AT_DEALER', 'DELIVERED')
const beforeBuilt = [...planned, ...inPlant]
const beforeDelivery = between('ORDERED', 'AT_DEALER')

/** From which statuses a car can come to each; an event that would take another way is late or a repetition. */
const comesFrom: Readonly<Record<VehicleStatus, readonly VehicleStatus[]>> = {
  ORDERED: [],
  ACCEPTED: ['ORDERED'],
  SCHEDULED: ['ORDERED', 'ACCEPTED'],
  BROADCAST: planned,
  BODY: beforeBuilt,
  PAINT: beforeBuilt,
  ASSEMBLY: beforeBuilt,
  QUALITY: beforeBuilt,
  BUILT: beforeBuilt,
  RELEASED: [...beforeBuilt, 'BUILT'],
  IN_TRANSIT: [...beforeDelivery, 'RETURNED'],
  AT_DEALER: [...beforeDelivery, 'RETURNED'],
  DELIVERED: [...beforeDelivery, 'RETURNED', 'RECALLED'],
  CANCELLED: planned,
  RETURNED: ['AT_DEALER', 'DELIVERED'],
  RECALLED: [...between('BUILT', 'DELIVERED'), 'RETURNED'],
}

export const canCome = (from: VehicleStatus, to: VehicleStatus): boolean => from !== to && comesFrom[to].includes(from)

export const isPlanned = (status: VehicleStatus): boolean => planned.includes(status)
export const isInPlant = (status: VehicleStatus): boolean => inPlant.includes(status)
export const isBeforeBuilt = (status: VehicleStatus): boolean => beforeBuilt.includes(status)
/** Whether a car has come to where it is sold: little more is told of it. */
export const hasArrived = (status: VehicleStatus): boolean => arrived.includes(status)
