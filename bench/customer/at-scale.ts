import { customer as customerSubgraph } from '../../subgraphs/customer/subgraph.ts'
import { service } from '../../subgraphs/service/subgraph.ts'
import { openBenchDatabase } from '../database.ts'
import { table } from '../table.ts'
import { askedOf, compare, sqlOf, type Compared } from './by-hand-and-graph.ts'
import { fillCustomers } from './fill-customers.ts'

const match = `query ($input: MatchCustomerInput!) { matchCustomer(input: $input) { score reasons customer { id } } }`
const kpis = `query ($from: DateTime!, $until: DateTime!) { departmentKpis(from: $from, until: $until) {
  department steps medianDwellMinutes p90DwellMinutes breaches settledRequests reopenRate ratings satisfaction lateCases } }`
const inbox = `query ($acknowledged: Boolean) { departmentInbox(department: SALES, filter: { acknowledged: $acknowledged }) {
  nodes { id topic summary changedAt deliveredAt delayMs } } }`

/** Matching, figures of a year and inboxes, where there are a million customers. */
export async function atScale(quick: boolean): Promise<void> {
  const size = quick ? 20_000 : 1_000_000
  const fill = { customers: size, notices: size, requests: size / 5 }
  const database = await openBenchDatabase(url => fillCustomers(url, fill))
  try {
    console.log(
      `${size} customers and notices of sales, ${fill.requests} requests of a year; medians of rounds in turn.\n`,
    )
    await measureAll(database.url, size, quick)
  } finally {
    await database.close()
  }
}

async function measureAll(databaseUrl: string, size: number, quick: boolean): Promise<void> {
  const sql = await sqlOf(databaseUrl)
  const desk = await askedOf(customerSubgraph, databaseUrl)
  const dealer = await askedOf(customerSubgraph, databaseUrl, { role: 'dealer-sales', dealerId: 'D7' })
  const cases = await askedOf(service, databaseUrl)
  try {
    let next = 0
    const one = (): number => 1 + ((next += 7919) % size)
    const until = new Date()
    const year = { from: new Date(until.getTime() - 365 * 86_400_000), until }
    const parts: readonly (readonly Compared[])[] = [
      [
        {
          what: 'a row by its key, by hand',
          call: () => sql.rows(`select customer_id from match_key where kind = 'PHONE' and key = $1`, [phoneOf(one())]),
        },
        {
          what: 'a customer by id, by the graph',
          call: () => desk.ask('query ($id: ID!) { customer(id: $id) { id } }', { id: `C${one()}` }),
        },
        { what: 'a prospect who is known', call: () => desk.ask(match, { input: prospect(one()) }) },
        { what: 'a prospect who is not', call: () => desk.ask(match, { input: prospect(one() + size) }) },
      ],
      [
        {
          what: 'figures of a year by hand, one pass over the steps',
          call: () => sql.rows(kpisByHand, [year.from, year.until]),
        },
        { what: 'departmentKpis of a year', call: () => cases.ask(kpis, { ...year }) },
      ],
      [
        {
          what: 'a page of an inbox by hand',
          call: () =>
            sql.rows(
              `select id, topic, summary, changed_at, delivered_at from notice where department = 'SALES'
               order by delivered_at desc, id desc limit 21`,
              [],
            ),
        },
        { what: 'departmentInbox', call: () => desk.ask(inbox, {}) },
        { what: 'what nobody took note of', call: () => desk.ask(inbox, { acknowledged: false }) },
        { what: 'a dealer’s, who sees one in 800', call: () => dealer.ask(inbox, {}) },
      ],
    ]
    // What takes long is called seldom.
    const counts = [200, 8, 20]
    const rows: string[][] = []
    for (const [place, part] of parts.entries())
      rows.push(...(await compare(part, { rounds: quick ? 1 : 5, count: counts[place] ?? 1 })))
    console.log(table(['what', 'p50 ms', 'the first = 1', 'p99 ms'], rows))
  } finally {
    await Promise.all([sql, desk, dealer, cases].map(each => each.stop()))
  }
}

const phoneOf = (number: number): string => `+86139${String(number).padStart(8, '0')}`

const prospect = (number: number): object => ({
  familyName: `Family${number % 400}`,
  givenName: `Given${number % 97}`,
  contactPoints: [
    { kind: 'PHONE', value: phoneOf(number) },
    { kind: 'EMAIL', value: `person${number}@example.com` },
  ],
})

const kpisByHand = `
  select department, count(*)::int as steps,
    percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from left_at - entered_at) / 60),
    count(*) filter (where left_at - entered_at > make_interval(mins => allowed_minutes))
  from request_step where left_at >= $1 and left_at < $2 group by department`
