import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { plainMaterial, type Line, type MaterialCase, type PlainPlan } from './plain-material.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const dayLength = 86_400_000
/** The day at the plant, in China. */
const today = Math.floor((Date.now() + 8 * 3_600_000) / dayLength)
const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)
const dayOf = (date: string): number => Date.parse(date) / dayLength
const parts = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5']
const horizon = 12

/** Often whole pieces, so that what is there is just what is needed. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map(count => count * 1000),
  fc.integer({ min: 1, max: 30_000 }),
)

/** A part goes into those before it alone, so that none contains itself. */
const line: fc.Arbitrary<Line> = fc
  .record({
    owner: fc.constantFrom<(string | null)[]>(null, null, 'RED', 'WHT', '2.0T', ...parts.slice(0, 3)),
    at: fc.nat(parts.length - 1),
    quantity: fc.integer({ min: 1, max: 6 }).map(count => count * 1000),
    taken: fc.constantFrom(1, 1, 2, 4),
  })
  .map(({ at, owner, ...rest }) => {
    const least = owner === null || !parts.includes(owner) ? 0 : parts.indexOf(owner) + 1
    return { ...rest, owner, part: parts[Math.max(least, at)] ?? 'P5' }
  })

const cases: fc.Arbitrary<MaterialCase> = fc.integer({ min: -2, max: 3 }).chain(ahead => {
  const from = today + ahead
  const day = fc.integer({ min: from - 3, max: from + horizon - 1 })
  return fc.record({
    today: fc.constant(today),
    from: fc.constant(from),
    to: fc.constant(from + horizon),
    cars: fc
      .array(fc.record({ day, options: fc.constantFrom(['WHT', '2.0T'], ['RED', '2.0T']) }), { maxLength: 12 })
      .map(cars =>
        cars
          .toSorted((a, b) => a.day - b.day)
          .map((car, nth) => ({ ...car, name: `C${String(nth).padStart(2, '0')}` })),
      ),
    bill: fc.uniqueArray(line, { minLength: 2, maxLength: 12, selector: ({ owner, part }) => `${owner} ${part}` }),
    free: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...parts), amount), {
        selector: ([part]) => part,
      })
      .map(rows => new Map(rows)),
    incoming: fc.array(
      fc.record({
        part: fc.constantFrom(...parts),
        due: fc.integer({ min: from - 3, max: from + horizon + 2 }),
        quantity: amount,
      }),
      { maxLength: 8 },
    ),
    supplies: fc.uniqueArray(
      fc.record({
        part: fc.constantFrom(...parts),
        lead: fc.integer({ min: 0, max: 14 }),
        lot: fc.constantFrom(1, 7, 1000, 10_000),
      }),
      { maxLength: 6, selector: ({ part }) => part },
    ),
  })
})

/** Puts a case in the place of the one before. */
async function write(given: MaterialCase): Promise<void> {
  // What the case before set going may still read these tables: rows are deleted under it, tables would be locked.
  await graph.settled()
  for (const table of [
    'production_delay',
    'production_wait',
    'material_plan',
    'bill_line',
    'part_supply',
    'open_purchase',
    'part_reservation',
    'part_stock',
    'vehicle',
    'production_order',
  ])
    await graph.sql(`delete from erp_adapter.${table}`)
  await insert(
    'part',
    parts.map(number => ({ number, name_zh: '件', name_en: 'Part', unit: 'PCE' })),
  )
  await insert('supplier', [{ id: 'S', name_zh: '商', name_en: 'Firm' }])
  // One car starts after the other, from half past midnight in China on, which is the day before in UTC.
  await insert(
    'production_order',
    given.cars.map(({ name, day, options }, nth) => ({
      production_number: name,
      erp_order_number: name,
      model_code: 'ENV',
      plant_id: 'PLANT-T',
      option_codes: options.filter(option => option === 'RED'),
      planned_start: `${dateOf(day)}T00:${30 + nth}:00+08:00`,
      created_at: new Date(),
    })),
  )
  await graph.sql(`insert into erp_adapter.vehicle (production_number, model_code)
    select production_number, model_code from erp_adapter.production_order`)
  await insert(
    'bill_line',
    given.bill.map(({ owner, part, quantity, taken }) => {
      const assembly = owner !== null && parts.includes(owner)
      return {
        model_code: assembly ? null : 'ENV',
        option_code: assembly ? null : owner,
        assembly: assembly ? owner : null,
        part_number: part,
        quantity: quantity / 1000,
        scrap: 1 - 1 / taken,
      }
    }),
  )
  // Half of it lies in the plant's yard, and some is reserved.
  await insert(
    'part_stock',
    [...given.free].flatMap(([part, free]) => [
      { part_number: part, place_id: 'PLANT-T', on_hand: (Math.floor(free / 2) + 500) / 1000, reserved: 0.5 },
      { part_number: part, place_id: 'YARD-T', on_hand: Math.ceil(free / 2) / 1000, reserved: 0 },
    ]),
  )
  await insert(
    'open_purchase',
    given.incoming.map(({ part, due, quantity }, nth) => ({
      number: `B${nth}`,
      plant_id: 'PLANT-T',
      part_number: part,
      supplier_id: 'S',
      quantity: (quantity + 1000) / 1000,
      received: 1,
      due_on: dateOf(due),
      cancelled: false,
    })),
  )
  await insert(
    'part_supply',
    given.supplies.map(({ part, lead, lot }) => ({
      part_number: part,
      supplier_id: 'S',
      lead_days: lead,
      lot_size: lot / 1000,
    })),
  )
}

async function insert(table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  if (rows.length === 0) return
  await graph.sql(
    `insert into erp_adapter.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::erp_adapter.${table}, $1) on conflict do nothing`,
    [JSON.stringify(rows)],
  )
}

const planMaterial = `mutation ($input: PlanMaterialInput!) { planMaterial(input: $input) {
  ... on PlanMaterialSuccess { plan {
    orders
    lines(first: 200) { nodes { part { number } needOn quantity } }
    coverage { nodes { part { number } onHand expected need shortage excess coverageDays } }
  } } } }`

let keys = 0
async function plan(from: number, days = horizon): Promise<any> {
  const input = { idempotencyKey: `netting ${(keys += 1)}`, plant: 'PLANT-T', fromDay: dateOf(from), days }
  return (await graph.data(planMaterial, { input })).planMaterial.plan
}

const delays = async (): Promise<string[]> => {
  const rows = await graph.sql(
    `select production_number as car, ready_on::text as ready from erp_adapter.production_delay`,
  )
  return rows.map(({ car, ready }) => `${car} ${ready === null ? 'never' : dayOf(ready)}`).toSorted()
}

const thousandths = (decimal: string): number => Math.round(Number(decimal) * 1000)

/** A run's answer in the words of the plain model. */
const readPlan = ({ lines, coverage }: any): Omit<PlainPlan, 'delays'> => ({
  lines: lines.nodes
    .map(({ part, needOn, quantity }: any) => [part.number, dayOf(needOn), thousandths(quantity)].join(' '))
    .toSorted(),
  parts: coverage.nodes
    .map(({ part, onHand, expected, need, shortage, excess, coverageDays }: any) =>
      [part.number, ...[onHand, expected, need, shortage, excess].map(thousandths), coverageDays ?? 'covered'].join(
        ' ',
      ),
    )
    .toSorted(),
})

test('a plan is what a walk through every car, part and day finds, in random plants', async () => {
  const seen = { lines: 0, short: 0, delays: 0 }
  await fc.assert(
    fc.asyncProperty(cases, async given => {
      await write(given)
      const found = { ...readPlan(await plan(given.from)), delays: await delays() }
      expect(found).toEqual(plainMaterial(given))
      seen.lines += found.lines.length
      seen.short += found.parts.filter(part => part.split(' ')[4] !== '0').length
      seen.delays += found.delays.length
    }),
    { numRuns: 100 },
  )
  // The draw has to reach what the plan is for.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20)
}, 120_000)

const lateCar: MaterialCase = {
  today,
  from: today,
  to: today + horizon,
  cars: [{ name: 'LATE', day: today + 8, options: ['WHT', '2.0T'] }],
  bill: [{ owner: null, part: 'P0', quantity: 1000, taken: 1 }],
  free: new Map(),
  incoming: [],
  supplies: [{ part: 'P0', lead: 20, lot: 1000 }],
}

test('a plan of fewer days leaves the delays of orders that start after it', async () => {
  await write(lateCar)
  await plan(today)
  expect(await delays()).toEqual([`LATE ${today + 20}`])
  await plan(today, 3)
  expect(await delays()).toEqual([`LATE ${today + 20}`])
})

test('an order that should have started before the horizon and has not needs its parts too', async () => {
  await write({ ...lateCar, cars: [{ name: 'OVERDUE', day: today - 2, options: ['WHT', '2.0T'] }] })
  expect(await plan(today)).toMatchObject({ orders: 1 })
})
