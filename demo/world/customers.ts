import { companyName } from './companies.ts'
import type { Dealer } from './dealers.ts'
import { personName, type PersonName } from './names.ts'
import { mobileNumber } from './phones.ts'
import { cities, type City } from './places.ts'
import type { Profile } from './profile.ts'
import { randomFrom, type Random } from './random.ts'

/** How a customer buys: a fifth of them, the fleets and the loyal, make four fifths of the value. */
export type BuyerKind = 'FLEET' | 'LOYAL' | 'SINGLE' | 'USED' | 'PROSPECT'

/** A record of the customer file; two records can be of one person. */
export interface Customer {
  readonly id: string
  readonly buyer: BuyerKind
  /** Null of a company. */
  readonly person: PersonName | null
  /** Null of a person. */
  readonly company: { readonly zh: string; readonly en: string } | null
  readonly displayName: string
  readonly city: City
  readonly street: string
  readonly phone: string
  readonly email: string | null
  readonly wechat: string | null
  readonly birthYear: number | null
  /** Where he usually goes. */
  readonly dealer: Dealer
  readonly consultant: string
  /** The system that the record came from. */
  readonly source: 'dms' | 'call-centre' | 'website' | 'app'
  /** The record that is of the same person, when this is a duplicate. */
  readonly duplicateOf: Customer | null
}

const shares: readonly (readonly [BuyerKind, number])[] = [
  ['FLEET', 0.025],
  ['LOYAL', 0.175],
  ['SINGLE', 0.24],
  ['USED', 0.27],
  ['PROSPECT', 0.29],
]
const duplicates = 0.08
const roads =
  '中山路 人民路 解放路 建设路 文化路 新华路 和平路 长江路 黄河路 南京路 北京路 滨江大道 花园路 学府路'.split(' ')

/** The customer records of a world; the ids of C000101 and after are theirs. */
export function makeCustomers(profile: Profile, dealers: readonly Dealer[], seed: number): Customer[] {
  const people = Math.round(profile.customers * (1 - duplicates))
  const customers: Customer[] = []
  for (const [buyer, share] of shares)
    for (let rest = Math.round(people * share); rest > 0; rest -= 1)
      customers.push(makeCustomer({ buyer, place: customers.length, dealers, seed }))
  const originals = customers.length
  const random = randomFrom(seed, 'duplicates')
  while (customers.length < profile.customers) {
    const original = customers[random.int(0, originals - 1)]
    if (original?.person != null) customers.push(duplicate(original, customers.length, random))
  }
  return customers
}

const idAt = (place: number): string => `C${String(place + 101).padStart(6, '0')}`

interface Draft {
  readonly buyer: BuyerKind
  readonly place: number
  readonly dealers: readonly Dealer[]
  readonly seed: number
}

function makeCustomer({ buyer, place, dealers, seed }: Draft): Customer {
  const random = randomFrom(seed, 'customer', place)
  const dealer = random.weighted(dealers.map(each => [each, each.city.weight] as const))
  const city = random.chance(0.85)
    ? dealer.city
    : random.pick(cities.filter(each => each.region === dealer.city.region))
  const person = buyer === 'FLEET' ? null : personName(random)
  const company = person === null ? companyName(random, city) : null
  const name = person?.full ?? company?.zh ?? ''
  return {
    id: idAt(place),
    buyer,
    person,
    company,
    displayName: name,
    city,
    street: `${random.pick(city.districts)}${random.pick(roads)}${random.int(1, 999)}号${random.int(1, 30)}幢${random.int(1, 28)}0${random.int(1, 4)}室`,
    phone: mobileNumber(place + 1),
    email: random.chance(company === null ? 0.55 : 1) ? emailOf(place, random, company !== null) : null,
    wechat: random.chance(0.7) ? `wx_${(place * 7919 + 104_729).toString(36)}` : null,
    birthYear: person === null ? null : random.int(1955, 2003),
    dealer,
    consultant: random.pick(dealer.consultants),
    source: random.weighted([
      ['dms', 60],
      ['call-centre', 15],
      ['website', 15],
      ['app', 10],
    ] as const),
    duplicateOf: null,
  }
}

function emailOf(place: number, random: Random, company: boolean): string {
  const host = company ? 'fleet.example.cn' : random.pick(['mail.example.cn', 'post.example.com', 'qq.example.com'])
  return `u${(place * 104_729 + 7919).toString(36)}@${host}`
}

/** The same person in another department's file: the phone is the same, the rest is written otherwise. */
function duplicate(original: Customer, place: number, random: Random): Customer {
  const { person } = original
  const called = person !== null && person.locale === 'zh-CN' && random.chance(0.3) ? addressed(person) : person
  return {
    ...original,
    id: idAt(place),
    buyer: 'PROSPECT',
    person: called,
    displayName: called?.full ?? original.displayName,
    email: random.chance(0.5) ? original.email : null,
    wechat: null,
    source: original.source === 'dms' ? 'website' : 'dms',
    duplicateOf: original,
  }
}

/** As somebody writes down who asks only for the family name: 刘女士. */
function addressed(person: PersonName): PersonName {
  const given = person.gender === 'F' ? '女士' : '先生'
  return { ...person, given, full: `${person.family}${given}` }
}
