import { OperationTypeNode, type FormattedExecutionResult } from 'graphql'
import type { Engine, EngineRequest } from '../engine.ts'
import type { Caller } from '../execution/source.ts'
import { writeOnce } from './answer-text.ts'
import { createInFlight } from './in-flight.ts'

type AnswerRequest = (request: EngineRequest, caller: Caller) => Promise<FormattedExecutionResult>

/**
 * Answers equal queries of one principal together. An answer goes on when one who waits for it leaves, and nobody
 * joins one that was begun before a mutation of this gateway was done.
 */
export function sharedAnswers(engine: Engine, answer: AnswerRequest): AnswerRequest {
  const answers = createInFlight<FormattedExecutionResult>()
  return async (request, caller) => {
    const { definition } = await engine.operation(request)
    if (definition.operation !== OperationTypeNode.QUERY) return answer(request, caller).finally(answers.forget)
    const { principal } = caller
    const { text, operationName, variables, queriesOnly = false } = request
    const key = JSON.stringify([principal, text, operationName, variables, queriesOnly])
    return answers.of(key, async () => writeOnce(await answer(request, { principal })))
  }
}
