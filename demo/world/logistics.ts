import { day, dayOf, hour, type Moment } from './calendar.ts'
import type { CarOnItsWay } from './car.ts'
import type { Dealer } from './dealers.ts'
import type { Load, Report } from './factory-event.ts'
import { regions, type RegionCode } from './places.ts'
import { plantOf, plants } from './plants.ts'

/** A place on the way from the plant to the dealers. */
export interface Waypoint {
  readonly id: string
  readonly kind: 'WAREHOUSE' | 'PORT' | 'DEALER'
  readonly zh: string
  readonly en: string
  readonly plantId: string | null
  readonly dealerId: string | null
}

export const yardOf = (plantId: string): string => `YARD-${plantOf(plantId).short}`
export const railheadOf = (region: RegionCode): string => `RAIL-${region}`
export const dealerPlace = (dealer: Dealer): string => `DEALER-${dealer.id}`

export const waypoints = (dealers: readonly Dealer[]): Waypoint[] => [
  ...plants.map(({ id, zh, en }) => ({
    id: yardOf(id),
    kind: 'WAREHOUSE' as const,
    zh: `${zh}成品车库`,
    en: `${en}: yard`,
    plantId: id,
    dealerId: null,
  })),
  ...regions.map(({ code, zh, en }) => ({
    id: railheadOf(code),
    kind: 'PORT' as const,
    zh: `${zh}铁路汽车物流站`,
    en: `${en}: rail terminal`,
    plantId: null,
    dealerId: null,
  })),
  ...dealers.map(dealer => ({
    id: dealerPlace(dealer),
    kind: 'DEALER' as const,
    zh: dealer.name,
    en: dealer.nameEn,
    plantId: null,
    dealerId: dealer.id,
  })),
]

/** From the end of the line to the dealer: twelve reports, over the rails when he is far. */
export function logisticsReports(car: CarOnItsWay): Report[] {
  const yard = yardOf(car.model.line.plant)
  const from = car.model.line.plant === 'PLANT-WUHAN' ? 'CENTRAL' : 'EAST'
  const truck = car.byRail
    ? loadTo(railheadOf(from), { from: yard, departs: car.shippedAt, arrives: along(car)(0.08) })
    : loadTo(dealerPlace(car.dealer), { from: yard, departs: car.shippedAt, arrives: car.arrivedAt })
  return [
    {
      at: car.builtAt,
      bizStep: 'storing',
      disposition: 'sellable_not_accessible',
      bizLocation: yard,
      sourceCode: '3800',
    },
    {
      at: car.releasedAt,
      bizStep: 'staging_outbound',
      disposition: 'sellable_not_accessible',
      bizLocation: yard,
      sourceCode: '4000',
    },
    {
      at: car.shippedAt - hour,
      bizStep: 'loading',
      disposition: 'in_transit',
      bizLocation: yard,
      sourceCode: '4B00',
      action: 'ADD',
      load: truck,
    },
    {
      at: car.shippedAt,
      bizStep: 'departing',
      disposition: 'in_transit',
      readPoint: yard,
      sourceCode: '4200',
      load: truck,
    },
    ...(car.byRail ? overTheRails(car, from) : byTruck(car)),
    {
      at: car.arrivedAt,
      bizStep: 'receiving',
      disposition: 'sellable_accessible',
      bizLocation: dealerPlace(car.dealer),
      sourceCode: '5000',
    },
  ]
}

function overTheRails(car: CarOnItsWay, from: RegionCode): Report[] {
  const at = along(car)
  const to = railheadOf(car.dealer.city.region)
  const moving = { disposition: 'in_transit', bizStep: 'transporting' }
  const train = loadTo(to, { from: railheadOf(from), departs: at(0.2), arrives: at(0.76) })
  const truck = loadTo(dealerPlace(car.dealer), { from: to, departs: at(0.85), arrives: car.arrivedAt })
  return [
    {
      at: at(0.08),
      bizStep: 'receiving',
      disposition: 'in_transit',
      bizLocation: railheadOf(from),
      sourceCode: '4300',
    },
    {
      at: at(0.15),
      bizStep: 'loading',
      disposition: 'in_transit',
      bizLocation: railheadOf(from),
      sourceCode: '4350',
      action: 'ADD',
      load: train,
    },
    {
      at: at(0.2),
      bizStep: 'departing',
      disposition: 'in_transit',
      readPoint: railheadOf(from),
      sourceCode: '4400',
      load: train,
    },
    { at: at(0.5), ...moving, sourceCode: '4450' },
    { at: at(0.76), bizStep: 'receiving', disposition: 'in_transit', bizLocation: to, sourceCode: '4600' },
    { at: at(0.85), bizStep: 'departing', disposition: 'in_transit', readPoint: to, sourceCode: '4700', load: truck },
    { at: at(0.93), ...moving, sourceCode: '4800' },
  ]
}

const byTruck = (car: CarOnItsWay): Report[] =>
  [0.12, 0.25, 0.38, 0.51, 0.64, 0.77, 0.9].map(share => ({
    at: along(car)(share),
    bizStep: 'transporting',
    disposition: 'in_transit',
    sourceCode: '4700',
  }))

interface Way {
  readonly from: string
  readonly departs: Moment
  readonly arrives: Moment
}

/** Cars that leave a place for another on one day of China go together, and are expected by the end of a day. */
const loadTo = (to: string, { from, departs, arrives }: Way): Load => ({
  id: `${from}-${to}-${dayOf(departs).replaceAll('-', '')}`,
  to,
  expectedAt: Math.ceil(arrives / day) * day,
})

const along =
  ({ shippedAt, arrivedAt }: CarOnItsWay) =>
  (share: number): number =>
    shippedAt + (arrivedAt - shippedAt) * share
