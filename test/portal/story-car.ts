import { heroOwnerPhone, heroProductionNumber, heroVin } from '../../demo/world/story/hero.ts'
import type { TestGraph } from '../kit/graph.ts'
import { describePlant } from '../erp-adapter/plant.ts'

export const vin = heroVin
export const plate = '沪A8K216'
export const productionNumber = heroProductionNumber
/** Of the second owner, who has one car. */
export const phone = heroOwnerPhone
/** Of the first owner, who has two cars now. */
export const busyPhone = '+8613900139000'

/** A small copy of the car of the examples, with a whole life: ordered, reworked, shipped, sold, sold on, serviced, recalled, complained about, wooed. */
export async function seedStoryCar(graph: TestGraph): Promise<void> {
  await describePlant(graph)
  await seedPeople(graph)
  await seedSales(graph)
  await seedMaking(graph)
  await seedService(graph)
  await seedCampaign(graph)
}

async function seedPeople(graph: TestGraph): Promise<void> {
  await graph.sql(`
    insert into customer.customer (id, kind, family_name, given_name, locale) values
      ('c-wang', 'PERSON', '王', '小明', 'zh-CN'), ('c-lee', 'PERSON', 'Lee', 'Anna', 'en-US')`)
  await graph.sql(
    `insert into customer.contact_point (id, customer_id, kind, value, source, valid_from, updated_by) values
      ('p-1', 'c-lee', 'PHONE', $1, 'test', now(), 'test'), ('p-2', 'c-wang', 'PHONE', $2, 'test', now(), 'test')`,
    [phone, busyPhone],
  )
}

async function seedSales(graph: TestGraph): Promise<void> {
  await graph.sql(`insert into sales.territory (id, name) values ('cn', 'China')`)
  await graph.sql(`
    insert into sales.dealer (id, name, territory_id, street, city, region) values
      ('dealer-t', '上海永达', 'cn', '1 Century Avenue', 'Shanghai', 'Shanghai'),
      ('d-hz', 'Westlake Motors', 'cn', '5 Lake Street', 'Hangzhou', 'Zhejiang')`)
  await graph.sql(
    `insert into sales.sales_order (id, kind, status, customer_id, dealer_id, model_code, options, price_amount,
        price_currency, production_number, vin, placed_at)
      values ('SO-1', 'BUILD', 'DELIVERED', 'c-wang', 'dealer-t', 'ENV', '{RED}', 239800, 'CNY', $2, $1, '2026-01-04T02:00Z')`,
    [vin, productionNumber],
  )
  await graph.sql(
    `insert into sales.retail_sale (id, kind, vin, model_code, dealer_id, buyer_id, seller_id, order_id, sold_at,
        price_amount, price_currency) values
      ('RS-1', 'NEW', $1, 'ENV', 'dealer-t', 'c-wang', null, 'SO-1', '2026-03-02T06:00Z', 239800, 'CNY'),
      ('RS-2', 'USED', $1, 'ENV', 'd-hz', 'c-lee', 'c-wang', null, '2026-09-12T03:00Z', 188000, 'CNY')`,
    [vin],
  )
  await graph.sql(
    `insert into sales.vehicle_participant (id, vin, customer_id, role, valid_from, valid_until, dealer_id) values
      ('vp-1', $1, 'c-wang', 'OWNER', '2026-03-02T06:00Z', '2026-09-12T03:00Z', 'dealer-t'),
      ('vp-2', $1, 'c-lee', 'OWNER', '2026-09-12T03:00Z', null, 'd-hz'),
      ('vp-3', '1HGCM82633A004352', 'c-wang', 'OWNER', '2020-01-01T00:00Z', null, 'dealer-t'),
      ('vp-4', '1M8GDM9AXKP042788', 'c-wang', 'DRIVER', '2021-01-01T00:00Z', null, 'dealer-t')`,
    [vin],
  )
  await graph.sql(`insert into sales.vehicle_plate (vin, plate, valid_from) values ($1, $2, '2026-03-02T06:00Z')`, [
    vin,
    plate,
  ])
}

type Report = readonly [time: string, step: string, point: string | null, more?: Readonly<Record<string, unknown>>]

const reports: readonly Report[] = [
  ['2026-01-04T02:00Z', 'autograph:ordering', null],
  ['2026-01-20T00:00Z', 'commissioning', 'T-BODY', { tag: 'urn:giai:1' }],
  ['2026-01-20T01:00Z', 'assembling', 'T-BODY', { pass: 'IN' }],
  ['2026-01-20T05:00Z', 'assembling', 'T-PAINT', { pass: 'IN' }],
  ['2026-01-21T01:00Z', 'assembling', 'T-TRIM', { pass: 'IN', vin }],
  ['2026-01-21T06:00Z', 'inspecting', 'T-TEST', { measurements: [['brake-force-front', 3010]] }],
  ['2026-01-21T07:00Z', 'repairing', 'T-TEST'],
  [
    '2026-01-21T08:00Z',
    'inspecting',
    'T-TEST',
    {
      measurements: [
        ['brake-force-front', 3420],
        ['headlamp-tilt', 1.2, 'P1'],
      ],
    },
  ],
  ['2026-01-21T10:00Z', 'storing', 'YARD-T', { sourceCode: '3800' }],
  ['2026-01-22T01:00Z', 'staging_outbound', 'YARD-T'],
  ['2026-01-23T01:00Z', 'departing', null],
  ['2026-01-27T04:00Z', 'receiving', 'DLR-T'],
  ['2026-03-02T06:00Z', 'retail_selling', 'DLR-T'],
]

async function seedMaking(graph: TestGraph): Promise<void> {
  await graph.sql(
    `insert into erp_adapter.production_order (production_number, erp_order_number, model_code, plant_id, option_codes,
        planned_start, planned_end)
      values ($1, '00100000777', 'ENV', 'PLANT-T', '{RED,2.0T}', '2026-01-20T00:00Z', '2026-01-22T00:00Z')`,
    [productionNumber],
  )
  await graph.sql(
    `insert into erp_adapter.vehicle (production_number, model_code, colour, order_id, vin, engine_number, status,
        status_since, erp_statuses, production_state, started_at, built_at, whereabouts, whereabouts_since, availability)
      values ($2, 'ENV', 'RED', 'SO-1', $1, 'LTG-260120-77', 'DELIVERED', '2026-03-02T06:00Z', '{CNF,DLV}', 'COMPLETED',
        '2026-01-20T00:00Z', '2026-01-21T10:00Z', 'SOLD', '2026-03-02T06:00Z', 'SOLD')`,
    [vin, productionNumber],
  )
  for (const [index, [time, step, point, more = {}]] of reports.entries()) {
    const measured = (more.measurements ?? []) as readonly (readonly [string, number, string?])[]
    const isStation = point?.startsWith('T-') === true
    await graph.sql(
      `insert into erp_adapter.event_log (event_id, production_number, nth, type, action, event_time, recorded_at, biz_step,
          read_point, biz_location, pass, source_code, vin, tag, measurements, capture_id, place)
        values ($1, $2, $12, 'ObjectEvent', 'OBSERVE', $3, $3, $4, $5, $6, $7, $8, $9, $10, nullif($11::jsonb, '[]'), 'test', '')`,
      [
        `e-${index}`,
        productionNumber,
        time,
        step,
        isStation ? point : null,
        isStation ? null : point,
        more.pass ?? null,
        more.sourceCode ?? null,
        more.vin ?? null,
        more.tag ?? null,
        JSON.stringify(measured.map(([measure, value, unit = 'NEW']) => ({ measure, value, unit }))),
        index + 1,
      ],
    )
  }
}

async function seedService(graph: TestGraph): Promise<void> {
  await graph.sql(`
    insert into service.station (id, dealer_id, name, address, city, region, bays) values
      ('s-sh', 'dealer-t', '永达浦东服务站', '1 Century Avenue', 'Shanghai', 'Shanghai', 4),
      ('s-hz', 'd-hz', 'Westlake Service', '5 Lake Street', 'Hangzhou', 'Zhejiang', 2)`)
  await graph.sql(
    `insert into service.warranty_terms (model_code, valid_from, months, km) values ('ENV', '2020-01-01', 1200, 100000)`,
  )
  await graph.sql(
    `insert into service.covered_vehicle (vin, model_code, delivered_on, dealer_id, owner_id, owner_since)
      values ($1, 'ENV', '2026-03-02', 'dealer-t', 'c-lee', '2026-09-12T03:00Z')`,
    [vin],
  )
  await graph.sql(
    `insert into service.service_order (id, vin, station_id, customer_id, status, pay_type, odometer_km, complaint,
        cause, currency, labour_amount, parts_amount, in_at, out_at) values
      ('W-1', $1, 's-sh', 'c-wang', 'CLOSED', 'WARRANTY', 5120, '刹车有异响，低速转弯时更明显，下雨天尤其如此，冷车时听不到', '前制动片磨损不均',
        'CNY', 180, 420, '2026-06-10T01:00Z', '2026-06-10T06:00Z'),
      ('W-2', $1, 's-hz', 'c-lee', 'OPEN', 'CUSTOMER', 11840, 'First service', null, 'CNY', 0, 0, '2026-11-20T01:00Z', null)`,
    [vin],
  )
  await graph.sql(`
    insert into service.service_operation (service_order_id, position, code, description, labour_hours, price_amount)
      values ('W-1', 1, 'BRK-010', '更换前制动片', 1.5, 180)`)
  await graph.sql(`
    insert into service.service_part (service_order_id, position, number, name, quantity, unit_price_amount, fault_code)
      values ('W-1', 1, '13500077', 'Brake pad set, front', 1, 420, 'C0035')`)
  await graph.sql(`insert into service.odometer_reading (vin, read_at, service_order_id, km) values
      ('${vin}', '2026-06-10T01:00Z', 'W-1', 5120), ('${vin}', '2026-11-20T01:00Z', 'W-2', 11840)`)
  await graph.sql(`
    insert into service.recall (id, title, remedy, model_codes, opened_at)
      values ('R-1', 'Brake hose may chafe', 'Check the routing of the hose; replace it when worn.', '{ENV}', '2026-10-01T00:00Z')`)
  await graph.sql(
    `insert into service.recall_vehicle (recall_id, vin, added_at) values ('R-1', $1, '2026-10-01T00:00Z')`,
    [vin],
  )
  await graph.sql(
    `insert into service.service_case (id, kind, priority, status, subject, customer_id, vin, sla_minutes, opened_at)
      values ('case-1', 'COMPLAINT', 'HIGH', 'NEW', 'Waited two hours for the loan car', 'c-lee', $1, 240, '2026-11-20T08:00Z')`,
    [vin],
  )
  await graph.sql(`
    insert into service.case_status_change (case_id, position, status, at, changed_by)
      values ('case-1', 1, 'NEW', '2026-11-20T08:00Z', 'test')`)
}

async function seedCampaign(graph: TestGraph): Promise<void> {
  await graph.sql(
    `insert into marketing.customer_fact (customer_id, kind) values ('c-wang', 'PERSON'), ('c-lee', 'PERSON')`,
  )
  await graph.sql(`
    with version as (
      insert into marketing.segment_version (segment_id, version, expression, attributes, made_at, made_by)
      values ('seg-1', 1, 'cars >= 1', '{cars}', now(), 'test'))
    insert into marketing.segment (id, name, version, defined_at, refreshed_at) values ('seg-1', 'Owners', 1, now(), now())`)
  await graph.sql(`
    insert into marketing.campaign (id, name, goal, status, on_behalf_of, planned_at, launched_at, version, lineage)
      values ('camp-1', 'Winter check 冬季关怀', 'RETAIN', 'LAUNCHED', 'MAKER', '2026-10-20T00:00Z', '2026-10-25T00:00Z', 1, 'camp-1')`)
  await graph.sql(`
    insert into marketing.campaign_contact (campaign_id, customer_id, segment_id, chosen_at, status, reached_at, channel,
        suppressed_because, response, responded_at) values
      ('camp-1', 'c-lee', 'seg-1', '2026-10-25T00:00Z', 'SENT', '2026-10-26T02:00Z', 'WECHAT', null, 'INTERESTED', '2026-10-27T00:00Z'),
      ('camp-1', 'c-wang', 'seg-1', '2026-10-25T00:00Z', 'SUPPRESSED', null, null, 'CONSENT_WITHDRAWN', null, null)`)
}
