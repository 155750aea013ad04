import { dayOf, iso } from '../world/calendar.ts'
import type { Customer } from '../world/customers.ts'
import type { Dealer } from '../world/dealers.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import type { Row } from './copy-text.ts'

const timeZone = 'Asia/Shanghai'

/** The customer file: who they are, how to reach them, what they agreed to, who looks after them. */
export async function loadCustomer({ insert, world }: Load): Promise<void> {
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
  return [
    ...point('PHONE', customer.phone),
    ...point('EMAIL', customer.email),
    ...point('WECHAT', customer.wechat),
    ...point('ADDRESS', addressOf(customer), {
      country: 'CN',
      region: customer.city.province,
      city: customer.city.zh,
      district: customer.city.districts.find(district => customer.street.startsWith(district)) ?? null,
      street: customer.street,
      postal_code: customer.city.postalPrefix.padEnd(6, '0'),
    }),
  ]
}

const noAddress = { country: null, region: null, city: null, district: null, street: null, postal_code: null }
