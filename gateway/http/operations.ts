import { OperationTypeNode, type FormattedExecutionResult } from 'graphql'
import { principalFrom, type Headers } from '#platform/auth.ts'
import { Feed, mapped, type Stream } from '#platform/stream.ts'
import type { Ask, Engine, EngineRequest, Listen } from '../engine.ts'
import type { Caller } from '../execution/source.ts'
import { sharedAnswers } from '../sharing/shared-answers.ts'

/** Who sent a request. */
export interface Client {
  readonly headers: Headers
  /** Aborts when he waits no longer. */
  readonly left?: AbortSignal
}

/** What every transport asks the engine through, on behalf of a client. */
export interface Operations {
  answer(request: EngineRequest, client: Client): Promise<FormattedExecutionResult>
  /** The results of any operation as a stream: one each event, or the only one. */
  stream(request: EngineRequest, client: Client): Promise<Stream<FormattedExecutionResult>>
  /** Ends all streams that are open; those who read them are told that they are complete. */
  endStreams(): Promise<void>
}

/** The subgraphs as a caller may ask them. */
export interface Subgraphs {
  readonly ask: Ask
  readonly listen: Listen
}

const callerFrom = ({ headers, ...rest }: Client): Caller => ({ ...rest, principal: principalFrom(headers) })

export interface OperationsOptions {
  /** Whether equal queries of one principal are answered together while they are under way. @default false */
  readonly share?: boolean
}

export function createOperations(
  engine: Engine,
  subgraphsFor: (caller: Caller) => Subgraphs,
  { share = false }: OperationsOptions = {},
): Operations {
  const open = new Set<Stream<unknown>>()
  const answer = async (request: EngineRequest, caller: Caller): Promise<FormattedExecutionResult> =>
    engine.answer(request, subgraphsFor(caller).ask)
  const shared = share ? sharedAnswers(engine, answer) : answer

  return {
    answer: async (request, client) => shared(request, callerFrom(client)),
    async stream(request, client) {
      const subgraphs = subgraphsFor(callerFrom(client))
      const { definition } = await engine.operation(request)
      const results =
        definition.operation === OperationTypeNode.SUBSCRIPTION
          ? await engine.subscribe(request, subgraphs)
          : only(await engine.answer(request, subgraphs.ask))
      const stream: Stream<FormattedExecutionResult> = mapped(
        results,
        async result => result,
        () => open.delete(stream),
      )
      open.add(stream)
      return stream
    },
    async endStreams() {
      await Promise.all([...open].map(stream => stream.return(undefined)))
    },
  }
}

function only<Value>(value: Value): Stream<Value> {
  const feed = new Feed<Value>()
  feed.push(value)
  feed.end()
  return feed
}
