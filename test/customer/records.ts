import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { TestGraph } from '../kit/graph.ts'
import { tell, vinOf } from '../service/workshop.ts'
import { aPerson } from './people.ts'

const some = <T>(...of: readonly T[]) => fc.subarray([...of])
const day = fc.integer({ min: 1, max: 28 }).map(date => `2026-02-${String(date).padStart(2, '0')}T08:00:00Z`)

/** What the departments keep of a record: few values, so that records have much in common. */
const aRecord = fc.record({
  phones: some('13600000001', '13600000002'),
  verified: some('PHONE', 'FAMILY_NAME'),
  consents: fc.array(fc.record({ given: fc.boolean(), at: day }), { maxLength: 2 }),
  shares: fc.array(fc.record({ given: fc.boolean(), at: day, dealer: fc.constantFrom('d-sh-1', 'd-bj-1') }), {
    maxLength: 2,
  }),
  managedSince: fc.option(day),
  managedUntil: fc.option(fc.constant('2026-03-01T08:00:00Z')),
  drives: fc.option(fc.record({ since: day, until: fc.option(fc.constant('2026-03-02T08:00:00Z')) })),
  campaigns: some('mc-1', 'mc-2'),
  contactedUntil: fc.option(day),
  activities: some('a-1', 'a-2'),
  currencies: some('CNY', 'EUR'),
})

type Made = typeof aRecord extends fc.Arbitrary<infer Value> ? Value : never

/** Two to four records that may be of one person. */
export const someRecords = fc.array(aRecord, { minLength: 2, maxLength: 4 })

/** Puts records into the departments, and gives their ids. */
export async function seedRecords(graph: TestGraph, records: readonly Made[]): Promise<string[]> {
  await graph.sql(`
    insert into marketing.segment (id, name, version, defined_at, refreshed_at) values ('ms', 'm', 1, now(), now())
      on conflict do nothing;
    insert into marketing.segment_version (segment_id, version, expression, attributes, made_at, made_by)
      values ('ms', 1, 'cars > 0', '{}', now(), 'x') on conflict do nothing;
    insert into marketing.campaign (id, name, goal, status, on_behalf_of, planned_at, version, lineage)
      select id, id, 'RETAIN', 'PLANNED', 'MAKER', now(), 1, id from unnest('{mc-1,mc-2}'::text[]) as id
      on conflict do nothing`)
  const ids: string[] = []
  for (const record of records) {
    const id = await aPerson(graph, { contactPoints: record.phones.map(value => ({ kind: 'PHONE', value })) })
    await graph.settled()
    await seedRecord(graph, id, record)
    ids.push(id)
  }
  return ids
}

async function seedRecord(graph: TestGraph, id: string, record: Made): Promise<void> {
  const { managedSince, drives, contactedUntil } = record
  const at = '2026-02-01T08:00:00Z'
  const insert = async (table: string, rows: readonly object[]): Promise<void> => {
    const [row] = rows
    if (row === undefined) return
    const columns = Object.keys(row).join(', ')
    await graph.sql(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    )
  }
  const base = () => ({ id: randomUUID(), customer_id: id })
  const consent = { channel: 'ANY', country: 'CN', proof_method: 'APP', recorded_at: at, recorded_by: 'x' }
  await insert(
    'customer.fact_verification',
    record.verified.map(field => ({
      customer_id: id,
      field,
      value: field === 'PHONE' ? '+8613600000001' : '王',
      method: 'DOCUMENT',
      verified_at: new Date(),
      verified_by: 'x',
    })),
  )
  await insert(
    'customer.consent_entry',
    record.consents.map(said => ({
      ...base(),
      ...consent,
      ...said,
      purpose: 'MARKETING',
      recipient_kind: 'MAKER',
      recipient_id: '',
    })),
  )
  await insert(
    'customer.consent_entry',
    record.shares.map(({ dealer, ...said }) => ({
      ...base(),
      ...consent,
      ...said,
      purpose: 'DATA_SHARING',
      recipient_kind: 'DEALER',
      recipient_id: dealer,
    })),
  )
  await insert(
    'customer.activity',
    record.activities.map(subject => ({
      ...base(),
      kind: 'MESSAGE',
      department: 'SALES',
      at,
      summary: 'x',
      subject_type: 'Lead',
      subject_id: subject,
    })),
  )
  if (managedSince !== null)
    await insert('customer.assignment', [
      {
        ...base(),
        role: 'ACCOUNT_MANAGER',
        employee_id: 'E',
        dealer_id: 'd-sh-1',
        valid_from: managedSince,
        valid_until: record.managedUntil,
        assigned_by: 'x',
      },
    ])
  if (managedSince !== null)
    await insert('service.account_manager', [{ customer_id: id, employee_id: 'E', since: managedSince }])
  if (drives !== null)
    await insert('sales.vehicle_participant', [
      {
        ...base(),
        vin: vinOf(778),
        role: 'DRIVER',
        valid_from: drives.since,
        valid_until: drives.until,
        dealer_id: 'd-bj-1',
      },
    ])
  const chosen = { customer_id: id, segment_id: 'ms' }
  await insert(
    'marketing.campaign_contact',
    record.campaigns.map(campaign => ({ ...chosen, campaign_id: campaign, chosen_at: at, status: 'CHOSEN' })),
  )
  if (record.campaigns.length > 0)
    await insert('marketing.segment_membership', [{ ...chosen, version: 1, since: at, reasons: [] }])
  if (contactedUntil !== null)
    await insert('marketing.customer_contact', [
      { customer_id: id, contacted_by: 'SALES', contacted_until: contactedUntil },
    ])
  for (const said of record.consents)
    await tell(graph, 'customer.ConsentChanged', id, {
      customerId: id,
      purpose: 'MARKETING',
      channel: 'ANY',
      recipient: 'MAKER',
      ...said,
    })
  for (const currency of record.currencies)
    await tell(graph, 'sales.RetailSaleRegistered', vinOf(779), {
      saleId: randomUUID(),
      kind: 'USED',
      vin: vinOf(779),
      modelCode: null,
      customerId: id,
      dealerId: 'd-sh-1',
      soldAt: at,
      price: { amount: '10.00', currency },
      orderId: null,
    })
}
