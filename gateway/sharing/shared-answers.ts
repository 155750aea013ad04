import { OperationTypeNode, type FormattedExecutionResult } from 'graphql'
import { principalText } from '#platform/identity/principal-text.ts'
import type { Engine, EngineRequest } from '../engine.ts'
import type { Caller, Subgraphs } from '../execution/source.ts'
import { writeOnce } from './answer-text.ts'
import type { InFlight } from './in-flight.ts'

type AnswerRequest = (request: EngineRequest, caller: Caller) => Promise<FormattedExecutionResult>
type Answers = InFlight<FormattedExecutionResult>

/** Answers equal queries of one principal together; an answer goes on when one who waits for it leaves. */
export function sharedAnswers(engine: Engine, answers: Answers, begin: AnswerRequest): AnswerRequest {
  return async (request, caller) => {
    const { definition } = await engine.operation(request)
    if (definition.operation !== OperationTypeNode.QUERY) return begin(request, caller)
    const { principal } = caller
    const { text, operationName, variables, tellsCost = false } = request
    const key = JSON.stringify([principalText(principal), text, operationName, variables, tellsCost])
    return answers.of(key, async () => writeOnce(await begin(request, { principal })))
  }
}

/** The subgraphs, with nobody joining an answer any longer that was begun before a change through us was done. */
export function forgetful({ ask, listen }: Subgraphs, answers: Answers | undefined): Subgraphs {
  if (answers === undefined) return { ask, listen }
  return {
    listen,
    ask: async (name, request) =>
      request.reads ? ask(name, request) : ask(name, request).finally(() => answers.forget()),
  }
}
