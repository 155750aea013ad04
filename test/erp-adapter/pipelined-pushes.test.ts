import fc from 'fast-check'
import { Client } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { inTurn } from '../../subgraphs/erp-adapter/ingest/in-turn.ts'
import { pushDocument } from '../kit/push-document.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, commissioned, document } from './factory.ts'
import { describePlant } from './plant.ts'

const sender = { sender: 'jinqiao', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
const forger = { ...sender, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets) values ('jinqiao', '{${sender.secret}}')`)
})
afterAll(() => graph.stop())

/** A document by which a car is known, and the one before it goes on. */
const following = (line: string, nth: number): object =>
  document([
    commissioned(`${line}${nth}`, nth),
    ...(nth === 0
      ? []
      : [atStation(`${line}${nth - 1}`, nth, 'T-BODY'), atStation(`${line}${nth - 1}`, nth + 1, 'T-PAINT')]),
  ])

/** Sends documents over one connection without waiting for an answer; gives the status of each. */
async function pipelined(
  sent: readonly { readonly document: object; readonly by?: typeof sender }[],
): Promise<number[]> {
  const client = new Client(graph.subgraphUrl('erp-adapter'), { pipelining: sent.length })
  const answers = sent.map(async ({ document, by }, nth) => {
    const body = JSON.stringify(document)
    const signature = by === undefined ? {} : pushHeaders(by, `${Date.now()}-${nth}`, body)
    const answer = await pushDocument(client, body, signature)
    await answer.body.dump()
    return answer.statusCode
  })
  const statuses = await Promise.all(answers)
  await client.close()
  return statuses
}

test('documents of one connection are taken in their order, several in one transaction', async () => {
  const lines = ['SIGNED', 'OPEN'].map(line => Array.from({ length: 16 }, (_, nth) => following(line, nth)))
  let statuses: number[][] = []
  const statements = await graph.statementsOf(async () => {
    statuses = await Promise.all([
      pipelined(lines[0]?.map(each => ({ document: each, by: sender })) ?? []),
      pipelined(lines[1]?.map(each => ({ document: each })) ?? []),
    ])
  })
  expect(statuses).toEqual(lines.map(line => line.map(() => 202)))
  const transactions = statements.filter(text => text.includes('order by production_number for update'))
  expect(transactions.length).toSatisfy(count => count > 0 && count < 16)
})

test('one that can’t be taken holds up none behind it', async () => {
  const of = (document: object, by = sender) => ({ document, by })
  expect(
    await pipelined([
      of(following('BESIDE', 0)),
      of(following('BESIDE', 1)),
      of(document([atStation('NOBODY', 1, 'T-BODY')])),
      of(following('BESIDE', 2)),
      of(following('BESIDE', 3), forger),
      of(following('BESIDE', 3)),
      of(following('BESIDE', 4)),
    ]),
  ).toEqual([202, 202, 400, 202, 401, 202, 202])
})

test('all begin in turn, however long each takes to be ready and whichever fails', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean(), { maxLength: 12 }), async (scheduler, fails) => {
      const connection = {}
      const begun: number[] = []
      const all = fails.map((fail, nth) => {
        const proving = fail ? Promise.reject<void>(new Error(`${nth} is refused`)) : Promise.resolve()
        const ready = scheduler.schedule(proving)
        return inTurn(connection, ready, () => ({ length: begun.push(nth) }))
      })
      const settled = Promise.allSettled(all)
      await scheduler.waitAll()
      expect((await settled).map(({ status }) => status === 'rejected')).toEqual(fails)
      expect(begun).toEqual([...fails.keys()].filter(nth => !fails[nth]))
    }),
  ))
