import { setTimeout as pause } from 'node:timers/promises'
import { demoOf, openBenchDatabase } from '../database.ts'
import { oneProcess, type Variant } from '../flagship/variants.ts'
import { table } from '../table.ts'
import { rowsOf, settled } from './filled.ts'

/** Changes a second that others make meanwhile, and pages of an inbox that are read. */
const load = 20

const change = `mutation ($input: AddContactPointInput!) { addContactPoint(input: $input) { __typename } }`
const page = (department: string): string =>
  `${department}: departmentInbox(department: ${department}, filter: { topics: [FACT] }, first: 50) { nodes { customer { id } } }`

/** How long it takes until a new telephone number is in the inbox of every department, while others work. */
export async function noticeDelay(quick: boolean): Promise<void> {
  const database = await openBenchDatabase(demoOf(quick ? 'demo' : 'dev'))
  const graph = await oneProcess(database.url)
  try {
    await settled(database.url)
    const customers = await rowsOf<{ id: string }>(database.url, 'select id from customer.customer order by id')
    const next = changesOf(graph, customers)
    const hearing = await departmentsThatHear(graph)
    const inboxes = `{ ${hearing.map(page).join(' ')} }`
    const stopLoad = makeLoad([next, () => asked(graph, `{ ${page('SALES')} }`)])
    const delays: Delay[] = []
    try {
      for (let nth = 0; nth < (quick ? 20 : 320); nth++) {
        const delay = await delayOf(graph, inboxes, next)
        // What is done for the first time counts for nobody.
        if (nth >= 20 || quick) delays.push(delay)
      }
    } finally {
      await stopLoad()
    }
    const row = (what: string, of: (delay: Delay) => number): string[] => {
      const sorted = delays.map(of).toSorted((a, b) => a - b)
      const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
      return [what, at(0.5), at(0.99), at(1)]
    }
    console.log(
      `A new telephone number in ${hearing.length} inboxes, beside ${load} changes and ${load} pages of an inbox a second.\n`,
    )
    const rows = [row('from the call', each => each.sinceCall), row('from its answer', each => each.sinceAnswer)]
    console.log(table(['delay', 'p50 ms', 'p99 ms', 'slowest ms'], rows))
  } finally {
    await graph.stop()
    await database.close()
  }
}

/** Milliseconds until the last inbox had a change. */
interface Delay {
  readonly sinceCall: number
  readonly sinceAnswer: number
}

async function delayOf(graph: Variant, inboxes: string, next: () => Promise<string>): Promise<Delay> {
  const called = performance.now()
  const customerId = await next()
  const answered = performance.now()
  for (;;) {
    const read: Record<string, { nodes: { customer: { id: string } | null }[] }> = await asked(graph, inboxes)
    if (Object.values(read).every(({ nodes }) => nodes.some(({ customer }) => customer?.id === customerId))) break
    if (performance.now() - answered > 30_000) throw new Error(`not all departments heard of ${customerId}`)
    await pause(5)
  }
  const now = performance.now()
  return { sinceCall: now - called, sinceAnswer: now - answered }
}

/** Whom the rules let hear of a telephone number. */
async function departmentsThatHear(graph: Variant): Promise<string[]> {
  const { noticeRules } = await asked(graph, `{ noticeRules { topic detail department active } }`)
  const rules: { topic: string; detail: string | null; department: string; active: boolean }[] = noticeRules
  return rules
    .filter(({ topic, detail, active }) => topic === 'FACT' && detail === 'phone' && active)
    .map(({ department }) => department)
}

/** Gives one customer after the other a number more, and his id. */
function changesOf(graph: Variant, customers: readonly { readonly id: string }[]): () => Promise<string> {
  let nth = 0
  return async () => {
    nth++
    const customerId = customers[nth % customers.length]?.id ?? ''
    const contactPoint = { kind: 'PHONE', value: `+86137${String(nth).padStart(8, '0')}` }
    const input = { idempotencyKey: `bench-${process.pid}-${nth}`, customerId, contactPoint, source: 'bench' }
    const { addContactPoint } = await asked(graph, change, { input })
    if (addContactPoint.__typename !== 'AddContactPointSuccess')
      throw new Error(`a change came to ${addContactPoint.__typename}`)
    return customerId
  }
}

async function asked(graph: Variant, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = JSON.parse(await graph.ask({ name: 'delay', query, variables, path: '' }))
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  return data
}

/** Makes calls at a steady pace, whether the earlier ones have ended or not. */
function makeLoad(calls: readonly (() => Promise<unknown>)[]): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>()
  const timer = setInterval(() => {
    for (const call of calls) {
      const made = call().finally(() => underWay.delete(made))
      underWay.add(made)
    }
  }, 1000 / load)
  return async () => {
    clearInterval(timer)
    await Promise.all(underWay)
  }
}
