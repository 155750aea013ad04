import { setTimeout as pause } from 'node:timers/promises'
import { startSmallGraph } from '../test/gateway/small-graph.ts'
import { atMost, type Experiment } from './finding.ts'

/** Places of the gateway, and how long each is taken: it answers at most forty portals' requests a second. */
const most = 50
const workTime = 1000

/** Requests a second of each class; those of portals and integrators together are ten times what can be answered. */
const loads = { factory: 5, 'call-centre': 300, integrator: 100 } as const
type Role = keyof typeof loads

interface Seen {
  readonly role: Role
  readonly status: number
  readonly milliseconds: number
}

/**
 * Ten times as many requests come as can be answered. What plants' systems ask is answered all the same, portals go
 * before integrators, and whoever is refused knows it at once.
 */
export const overload: Experiment = async size => {
  const graph = await startSmallGraph(
    {
      work: {
        typeDefs: 'type Query { work: String }',
        resolvers: { Query: { work: async () => pause(workTime, 'done') } },
      },
    },
    { admission: { most } },
  )
  const seen: Seen[] = []
  async function ask(role: Role): Promise<void> {
    const began = performance.now()
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'autograph-role': role },
      body: '{"query":"{ work }"}',
    })
    await response.arrayBuffer()
    seen.push({ role, status: response.status, milliseconds: performance.now() - began })
  }
  async function come(role: Role, seconds: number): Promise<void> {
    const asked: Promise<void>[] = []
    const began = performance.now()
    while (performance.now() - began < seconds * 1000) {
      const due = ((performance.now() - began) / 1000) * loads[role]
      while (asked.length < due) asked.push(ask(role))
      await pause(5)
    }
    await Promise.all(asked)
  }
  const load = async (seconds: number): Promise<unknown> =>
    Promise.all([come('factory', seconds), come('call-centre', seconds), come('integrator', seconds)])
  // The first requests open connections and make the code warm.
  await load(2)
  seen.length = 0
  await load(Math.max(5, 120 * size))
  await graph.stop()

  const of = (role: Role, status?: number): Seen[] =>
    seen.filter(each => each.role === role && (status === undefined || each.status === status))
  const refusals = seen
    .filter(({ status }) => status === 503)
    .map(({ milliseconds }) => milliseconds)
    .toSorted((a, b) => a - b)
  const failed = (role: Role): number => 100 - (100 * of(role, 200).length) / of(role).length
  return [
    atMost(`factory requests not answered, % of ${of('factory').length}`, failed('factory'), 0.1),
    atMost(`p99 of ${refusals.length} refusals in ms`, refusals[Math.floor(refusals.length * 0.99)] ?? Number.NaN, 50),
    atMost(
      'share of integrators answered over that of portals',
      (100 - failed('integrator')) / (100 - failed('call-centre')),
      1,
    ),
    atMost('answers other than 200 and 503', seen.filter(({ status }) => status !== 200 && status !== 503).length, 0),
  ]
}
