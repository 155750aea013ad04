import { atHour, day, hour, minute, today, type Moment } from './calendar.ts'
import { isSold, type Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Dealer } from './dealers.ts'
import { personName } from './names.ts'
import { mobileNumber } from './phones.ts'
import type { Profile } from './profile.ts'
import { randomFrom, type Random } from './random.ts'

export type LeadChannel = 'CALL_CENTRE' | 'WEB' | 'CAMPAIGN' | 'PARTNER' | 'REFERRAL' | 'DEALER_VISIT'
export type LeadStatus = 'NEW' | 'RESPONDED' | 'CONVERTED' | 'LOST'
export type LostReason = 'PRICE' | 'COMPETITOR' | 'NO_INTEREST' | 'UNREACHABLE' | 'OTHER'

/** Somebody who may buy a car. */
export interface Lead {
  readonly id: string
  readonly channel: LeadChannel
  readonly status: LeadStatus
  /** Null while nobody knows who it is. */
  readonly customer: Customer | null
  readonly contactName: string
  readonly phone: string
  readonly modelCode: string
  readonly dealer: Dealer
  readonly campaignId: string | null
  readonly message: string
  readonly capturedAt: Moment
  readonly respondedAt: Moment | null
  readonly closedAt: Moment | null
  readonly lostReason: LostReason | null
  /** The car that came of it. */
  readonly car: Car | null
}

const channels: readonly (readonly [LeadChannel, number])[] = [
  ['WEB', 38],
  ['DEALER_VISIT', 24],
  ['CALL_CENTRE', 14],
  ['CAMPAIGN', 12],
  ['PARTNER', 7],
  ['REFERRAL', 5],
]
const lostReasons: readonly (readonly [LostReason, number])[] = [
  ['NO_INTEREST', 36],
  ['UNREACHABLE', 26],
  ['PRICE', 20],
  ['COMPETITOR', 14],
  ['OTHER', 4],
]
const wishes = [
  '想预约周末试驾',
  '请报落地价',
  '想了解置换补贴',
  '询问现车颜色',
  'Would like a test drive next week',
  '对比竞品，关注油耗',
  '家里要换七座车',
  '咨询贷款方案',
]

/** The opportunity that a converted lead became. */
export const cycleIdOf = ({ id }: Pick<Lead, 'id'>): string => id.replace('LD', 'SC')

export interface LeadSource {
  readonly profile: Profile
  readonly cars: readonly Car[]
  readonly prospects: readonly Customer[]
  readonly seed: number
}

/** The leads of the last year: one behind each car sold to a person, and those of whom nothing came. */
export function* leadsOf({ profile, cars, prospects, seed }: LeadSource): Generator<Lead> {
  for (const car of cars) {
    if (car.soldAt < today - 365 * day || car.buyer.person === null || car.orderedAt > today) continue
    const random = randomFrom(seed, 'leads', car.place)
    yield wonLead(car, random)
    if (!isSold(car)) continue
    for (let nth = 1; nth < profile.leadsPerSale; nth += 1) yield otherLead(car, { nth, prospects, random })
  }
}

const idOf = (car: Car, nth: number): string => `LD${String(car.place + 101).padStart(6, '0')}-${nth}`

function wonLead(car: Car, random: Random): Lead {
  const wished = car.kind === 'BUILD' ? car.orderedAt : car.soldAt - 6 * day
  const capturedAt = atHour(wished - random.int(3, 40) * day, 9 + random.next() * 9)
  const respondedAt = capturedAt + random.int(4, 90) * minute
  return {
    id: idOf(car, 0),
    channel: random.weighted(channels),
    status: 'CONVERTED',
    customer: car.buyer,
    contactName: car.buyer.displayName,
    phone: car.buyer.phone,
    modelCode: car.model.code,
    dealer: car.dealer,
    campaignId: null,
    message: random.pick(wishes),
    capturedAt,
    respondedAt,
    closedAt: respondedAt + random.int(1, 48) * hour,
    lostReason: null,
    car,
  }
}

interface OtherDraft {
  readonly nth: number
  readonly prospects: readonly Customer[]
  readonly random: Random
}

/** A lead of the same weeks at the same dealer; half of them are of people nobody knows yet. */
function otherLead(car: Car, { nth, prospects, random }: OtherDraft): Lead {
  const customer = random.chance(0.5) ? random.pick(prospects) : null
  const capturedAt = Math.min(
    atHour(car.soldAt + random.int(-20, 20) * day, 8 + random.next() * 12),
    today - random.int(5, 900) * minute,
  )
  const age = today - capturedAt
  const respondedAt = capturedAt + Math.round(-Math.log(1 - random.next()) * 110) * minute
  const responded = respondedAt <= today
  const lost = responded && age > 12 * day
  return {
    id: idOf(car, nth),
    channel: random.weighted(channels),
    status: lost ? 'LOST' : responded ? 'RESPONDED' : 'NEW',
    customer,
    contactName: customer?.displayName ?? personName(random).full,
    phone: customer?.phone ?? mobileNumber(1_000_000 + car.place * 12 + nth),
    modelCode: car.model.code,
    dealer: customer?.dealer ?? car.dealer,
    campaignId: null,
    message: random.pick(wishes),
    capturedAt,
    respondedAt: responded ? respondedAt : null,
    closedAt: lost ? Math.min(respondedAt + random.int(1, 11) * day, today) : null,
    lostReason: lost ? random.weighted(lostReasons) : null,
    car: null,
  }
}
