/** A list of cars as a portal asks for it, and the condition that a person would write for it. */
export interface StockQuestion {
  readonly name: string
  /** As the graph takes it. */
  readonly filter: object
  /** The same in SQL over `vehicle` and, where it is asked for, `production_order`. */
  readonly where: string
  readonly joined?: boolean
}

const days = (number: number): string => new Date(Date.now() - number * 86_400_000).toISOString()
const [longAgo, lately] = [days(400), days(370)]

/** Every filter of `VehicleFilter` once, common and rare values, and some that portals put together. */
export const stockQuestions: readonly StockQuestion[] = [
  { name: 'all', filter: {}, where: 'true' },
  { name: 'model', filter: { modelCode: ['M3'] }, where: `vehicle.model_code = 'M3'` },
  { name: 'two models', filter: { modelCode: ['M3', 'M4'] }, where: `vehicle.model_code in ('M3', 'M4')` },
  { name: 'colour', filter: { colour: ['COL-5'] }, where: `colour = 'COL-5'` },
  { name: 'rare colour', filter: { colour: ['PINK'] }, where: `colour = 'PINK'` },
  { name: 'status at dealer', filter: { status: ['AT_DEALER'] }, where: `status = 'AT_DEALER'` },
  { name: 'status delivered', filter: { status: ['DELIVERED'] }, where: `status = 'DELIVERED'` },
  { name: 'available', filter: { availability: ['AVAILABLE'] }, where: `availability = 'AVAILABLE'` },
  { name: 'sold', filter: { availability: ['SOLD'] }, where: `availability = 'SOLD'` },
  { name: 'in a warehouse', filter: { whereabouts: ['WAREHOUSE'] }, where: `whereabouts = 'WAREHOUSE'` },
  { name: 'a dealer’s yard', filter: { place: ['DLR-18'] }, where: `place_id = 'DLR-18'` },
  { name: 'plant', filter: { plantId: ['PLANT-2'] }, where: `plant_id = 'PLANT-2'`, joined: true },
  {
    name: 'dealer',
    filter: { dealerId: ['dealer-18'] },
    where: `place_id in (select place.id from place where place.dealer_id = 'dealer-18')`,
  },
  {
    name: 'on the way to a dealer',
    filter: { onTheWayToDealerId: ['dealer-18'] },
    where: `production_number in (select production_number from shipment_leg join shipment on shipment.id = shipment_id
      join place on place.id = shipment.to_place where unloaded_at is null and place.dealer_id = 'dealer-18')`,
  },
  { name: 'usual option', filter: { optionCodes: ['OPT-3'] }, where: `option_codes @> '{OPT-3}'`, joined: true },
  { name: 'rare option', filter: { optionCodes: ['RARE'] }, where: `option_codes @> '{RARE}'`, joined: true },
  {
    name: 'built in a month',
    filter: { builtFrom: longAgo, builtUntil: lately },
    where: `coalesce(built_at, 'infinity') >= '${longAgo}' and coalesce(built_at, 'infinity') < '${lately}'`,
  },
  {
    name: 'unsold over 60 days',
    filter: { unsoldOverDays: 60 },
    where: `coalesce(built_at, 'infinity') < now() - interval '60 days' and availability <> 'SOLD'`,
  },
  {
    name: 'available of a model and colour',
    filter: { availability: ['AVAILABLE'], modelCode: ['M3'], colour: ['COL-5'] },
    where: `availability = 'AVAILABLE' and vehicle.model_code = 'M3' and colour = 'COL-5'`,
  },
  {
    name: 'old with an option',
    filter: { availability: ['AVAILABLE'], optionCodes: ['PACK-11'], unsoldOverDays: 90 },
    where: `availability = 'AVAILABLE' and option_codes @> '{PACK-11}'
      and coalesce(built_at, 'infinity') < now() - interval '90 days'`,
    joined: true,
  },
]

/** The orders of `VehicleSort`, as a person would write them. */
export const sorts = {
  CHANGED: 'status_since desc, production_number desc',
  STOCK_AGE: `coalesce(built_at, 'infinity'), production_number`,
  BUILT: `coalesce(built_at, 'infinity') desc, production_number desc`,
  MODEL: 'vehicle.model_code, status_since, production_number',
} as const
export type Sort = keyof typeof sorts
