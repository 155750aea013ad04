import { findingDuplicates } from '../../subgraphs/customer/duplicates/keep-duplicates.ts'
import { matchKeysOf } from '../../subgraphs/customer/matching/match-keys.ts'
import { dayOf, iso } from '../world/calendar.ts'
import type { Customer } from '../world/customers.ts'
import type { Dealer } from '../world/dealers.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import type { Row } from './copy-text.ts'

const timeZone = 'Asia/Shanghai'

/** The customer file: who they are, how to reach them, what they agreed to, who looks after them. */
export async function loadCustomer({ as, client, insert, world }: Load): Promise<void> {
  const since = (customer: Customer): string => iso(world.since(customer))
  await insert(
    'customer.customer',
    rowsOf(world.customers, customer => ({
      ...factsOf(customer),
      since: dayOf(world.since(customer)),
      registered_at: since(customer),
    })),
  )
  await insert(
    'customer.fact_change',
    manyRowsOf(world.customers, customer => factChanges(customer, since(customer))),
  )
  await insert(
    'customer.contact_point',
    manyRowsOf(world.customers, customer => contactPoints(customer, since(customer))),
  )
  await insert('customer.match_key', manyRowsOf(world.customers, matchKeys))
  await client.query('analyze customer.match_key')
  await as('customer', tx => tx.rows(findingDuplicates([...world.customers].map(({ id }) => id))))
  await insert(
    'customer.relation',
    rowsOf(world.relations(), ({ id, customer, related, kind }) => ({
      id,
      customer_id: customer.id,
      related_id: related.id,
      kind,
      source: 'dms',
      valid_from: iso(Math.max(world.since(customer), world.since(related))),
      updated_by: related.consultant,
    })),
  )
  await insert(
    'customer.assignment',
    rowsOf(world.assignments(), ({ id, customer, employee, from, until, reason }) => ({
      id,
      customer_id: customer.id,
      role: customer.company === null ? 'ACCOUNT_MANAGER' : 'KEY_ACCOUNT',
      employee_id: employeeId(customer.dealer, employee),
      employee_name: employee,
      dealer_id: customer.dealer.id,
      valid_from: iso(from),
      valid_until: until === null ? null : iso(until),
      reason,
      assigned_by: 'dms',
    })),
  )
  await insert(
    'customer.order_customer',
    rowsOf(world.orders(), ({ id, car }) => ({ order_id: id, customer_id: car.buyer.id })),
  )
  await loadContacts({ insert, world })
}

async function loadContacts({ insert, world }: Pick<Load, 'insert' | 'world'>): Promise<void> {
  await insert(
    'customer.touchpoint',
    rowsOf(world.touchpoints(), touchpoint => ({
      id: touchpoint.id,
      customer_id: touchpoint.customer.id,
      source: 'dms',
      external_id: touchpoint.id,
      channel: touchpoint.channel,
      direction: touchpoint.direction,
      department: touchpoint.department,
      summary: touchpoint.summary,
      dealer_id: touchpoint.dealerId,
      at: iso(touchpoint.at),
      recorded_by: touchpoint.by,
      recorded_at: iso(touchpoint.at),
    })),
  )
  await insert(
    'customer.consent_entry',
    rowsOf(world.consents(), entry => ({
      id: entry.id,
      customer_id: entry.customer.id,
      given: entry.given,
      purpose: entry.purpose,
      channel: entry.channel,
      recipient_kind: entry.dealerId === null ? 'MAKER' : 'DEALER',
      recipient_id: entry.dealerId ?? '',
      country: 'CN',
      proof_method: entry.proof,
      at: iso(entry.at),
      recorded_at: iso(entry.at),
      recorded_by: entry.by,
    })),
  )
}

const employeeId = ({ id, consultants }: Dealer, employee: string): string =>
  `${id}-E${consultants.indexOf(employee) + 1}`

const factsOf = (customer: Customer): Row => ({
  id: customer.id,
  kind: customer.person === null ? 'ORGANISATION' : 'PERSON',
  family_name: customer.person?.family ?? null,
  given_name: customer.person?.given ?? null,
  organisation_name: customer.company?.zh ?? null,
  organisation_type: customer.company === null ? null : 'FLEET',
  locale: customer.person?.locale ?? 'zh-CN',
  time_zone: timeZone,
  birth_date: birthDate(customer),
})

const birthDate = ({ birthYear, id }: Customer): string | null =>
  birthYear === null
    ? null
    : `${birthYear}-${two((Number(id.slice(1)) % 12) + 1)}-${two((Number(id.slice(1)) % 28) + 1)}`

const two = (number: number): string => String(number).padStart(2, '0')

/** Each fact as it was first set. */
function factChanges(customer: Customer, at: string): Row[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['FAMILY_NAME', customer.person?.family ?? null],
    ['GIVEN_NAME', customer.person?.given ?? null],
    ['ORGANISATION_NAME', customer.company?.zh ?? null],
    ['ORGANISATION_TYPE', customer.company === null ? null : 'FLEET'],
    ['LOCALE', customer.person?.locale ?? 'zh-CN'],
    ['TIME_ZONE', timeZone],
    ['BIRTH_DATE', birthDate(customer)],
    ['PHONE', customer.phone],
    ['EMAIL', customer.email],
    ['WECHAT', customer.wechat],
    ['ADDRESS', addressOf(customer)],
  ]
  return facts.flatMap(([field, value]) =>
    value === null
      ? []
      : [
          {
            id: `FC-${customer.id}-${field}`,
            customer_id: customer.id,
            field,
            old_value: null,
            new_value: value,
            source: customer.source,
            valid_from: at,
            changed_at: at,
            changed_by: customer.consultant,
          },
        ],
  )
}

const addressOf = ({ city, street }: Customer): string => `${city.province} ${city.zh} ${street}`

/** What the customer is found by when somebody may be he. */
function matchKeys(customer: Customer): Row[] {
  const { person, company, city, street, phone, email, wechat } = customer
  const facts = {
    familyName: person?.family ?? null,
    givenName: person?.given ?? null,
    organisationName: company?.zh ?? null,
    birthDate: birthDate(customer),
  }
  const reaches = [
    ...reach('PHONE', phone),
    ...reach('EMAIL', email),
    ...reach('WECHAT', wechat),
    { kind: 'ADDRESS' as const, value: addressOf(customer), address: addressParts({ city, street }) },
  ]
  return matchKeysOf(facts, reaches).map(key => ({ customer_id: customer.id, ...key }))
}

const reach = (kind: 'PHONE' | 'EMAIL' | 'WECHAT', value: string | null) =>
  value === null ? [] : [{ kind, value, address: null }]

const addressParts = ({ city, street }: Pick<Customer, 'city' | 'street'>) => ({
  country: 'CN',
  region: city.province,
  city: city.zh,
  district: city.districts.find(district => street.startsWith(district)) ?? null,
  street,
  postalCode: city.postalPrefix.padEnd(6, '0'),
})

function contactPoints(customer: Customer, at: string): Row[] {
  const point = (kind: string, value: string | null, address: Row = noAddress): Row[] =>
    value === null
      ? []
      : [
          {
            id: `CN-${customer.id}-${kind}`,
            customer_id: customer.id,
            kind,
            value,
            ...address,
            source: customer.source,
            valid_from: at,
            updated_by: customer.consultant,
          },
        ]
  const { postalCode, ...address } = addressParts(customer)
  return [
    ...point('PHONE', customer.phone),
    ...point('EMAIL', customer.email),
    ...point('WECHAT', customer.wechat),
    ...point('ADDRESS', addressOf(customer), { ...address, postal_code: postalCode }),
  ]
}

const noAddress = { country: null, region: null, city: null, district: null, street: null, postal_code: null }
