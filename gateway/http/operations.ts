import { OperationTypeNode, type FormattedExecutionResult } from 'graphql'
import { principalFrom, type Headers } from '#platform/auth.ts'
import { Feed, mapped, type Stream } from '#platform/stream.ts'
import type { Part } from '../defer/answer-in-parts.ts'
import type { Ask, Engine, EngineRequest, Listen } from '../engine.ts'
import type { Caller } from '../execution/source.ts'

/** Who sent a request. */
export interface Client {
  readonly headers: Headers
  /** Aborts when he waits no longer. */
  readonly left?: AbortSignal
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
}

/** The subgraphs as a caller may ask them. */
export interface Subgraphs {
  readonly ask: Ask
  readonly listen: Listen
}

const callerFrom = ({ headers, ...rest }: Client): Caller => ({ ...rest, principal: principalFrom(headers) })

export function createOperations(engine: Engine, subgraphsFor: (caller: Caller) => Subgraphs): Operations {
  const open = new Set<Stream<unknown>>()

  return {
    answer: async (request, client) => engine.answer(request, subgraphsFor(callerFrom(client)).ask),
    answerInParts: async (request, client) => engine.answerInParts(request, subgraphsFor(callerFrom(client)).ask),
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
