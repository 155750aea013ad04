import { OperationTypeNode, type FormattedExecutionResult } from 'graphql'
import type { Asker } from '#platform/identity/asker.ts'
import { Feed, mapped, type Stream } from '#platform/stream.ts'
import type { Admit } from '../admission/admission.ts'
import { contractOf } from '../authorisation/contract.ts'
import { rightsOf } from '../authorisation/rights-of.ts'
import type { Part } from '../defer/answer-in-parts.ts'
import type { Engine, EngineRequest } from '../engine.ts'
import type { Caller, Subgraphs } from '../execution/source.ts'
import { withAccessLog } from './access-log.ts'
import { createUnderWay } from './under-way.ts'
import { until } from './until.ts'
import type { Spender, TakeCost } from '../rates/rate-limit.ts'
import { createInFlight } from '../sharing/in-flight.ts'
import { forgetful, sharedAnswers } from '../sharing/shared-answers.ts'

/** Who sent a request, as it was proven. */
export interface Client extends Asker {
  /** Aborts when he waits no longer. */
  readonly left?: AbortSignal
  /** Where his request came from. */
  readonly address?: string | undefined
}

/** What every transport asks the engine through, on behalf of a client. */
export interface Operations {
  answer(request: EngineRequest, client: Client): Promise<FormattedExecutionResult>
  /** The parts of an answer that has deferred ones; undefined when it has none. */
  answerInParts(request: EngineRequest, client: Client): Promise<Stream<Part> | undefined>
  /** The results of any operation as a stream: one each event, or the only one. */
  stream(request: EngineRequest, client: Client): Promise<Stream<FormattedExecutionResult>>
  /** Ends all streams that are open; those who read them are told that they are complete. */
  endStreams(): Promise<void>
  /** Resolves when no answer is under way. */
  idle(): Promise<void>
}

export interface OperationsOptions {
  /** Whether equal queries of one principal are answered together while they are under way. @default false */
  readonly share?: boolean
  /** Takes what a request costs from its client. @default nobody pays */
  readonly rates?: TakeCost | undefined
  /** Lets requests in, or refuses them while too many are under way. @default lets all in */
  readonly admit?: Admit
}

export function createOperations(
  engine: Engine,
  subgraphsFor: (caller: Caller) => Subgraphs,
  { share = false, rates, admit = admitAll }: OperationsOptions = {},
): Operations {
  const open = new Set<Stream<unknown>>()
  const underWay = createUnderWay()
  let ended = false
  const answers = share ? createInFlight<FormattedExecutionResult>() : undefined
  const subgraphsOf = (caller: Caller): Subgraphs => forgetful(subgraphsFor(caller), answers)
  const onBehalfOf = (request: EngineRequest, client: Spender): EngineRequest => {
    const { principal } = client
    const asked = { ...request, rights: rightsOf(principal), contract: contractOf(principal.role) }
    return rates === undefined ? asked : { ...asked, pay: cost => rates(client, cost) }
  }
  const begin = withAccessLog(async (request, caller) => engine.answer(request, subgraphsOf(caller).ask))
  const answer = answers === undefined ? begin : sharedAnswers(engine, answers, begin)

  return {
    answer: async (request, client) =>
      underWay.count(admit(client.principal, async () => answer(onBehalfOf(request, client), client))),
    answerInParts: async (request, client) =>
      admit(client.principal, async () => engine.answerInParts(onBehalfOf(request, client), subgraphsOf(client).ask)),
    async stream(asked, client) {
      const request = onBehalfOf(asked, client)
      const subgraphs = subgraphsOf(client)
      const { definition } = await engine.operation(request)
      const results = await admit(client.principal, async () =>
        definition.operation === OperationTypeNode.SUBSCRIPTION
          ? engine.subscribe(request, subgraphs)
          : only(await engine.answer(request, subgraphs.ask)),
      )
      const stream: Stream<FormattedExecutionResult> = mapped(
        until(client.until, results),
        async result => result,
        () => open.delete(stream),
      )
      open.add(stream)
      // It was begun while all others were ended.
      if (ended) await stream.return(undefined)
      return stream
    },
    idle: async () => underWay.over(),
    async endStreams() {
      ended = true
      await Promise.all([...open].map(stream => stream.return(undefined)))
    },
  }
}

const admitAll: Admit = async (_, work) => work()

function only<Value>(value: Value): Stream<Value> {
  const feed = new Feed<Value>()
  feed.push(value)
  feed.end()
  return feed
}
