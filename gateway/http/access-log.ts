import type { FormattedExecutionResult } from 'graphql'
import { log } from '#platform/log.ts'
import type { EngineRequest } from '../engine.ts'
import type { Caller } from '../execution/source.ts'

type Answer = (request: EngineRequest, caller: Caller) => Promise<FormattedExecutionResult>

/**
 * Writes a line for each answer when the log's level is `info`: the operation's name, the role, how long it took in
 * milliseconds, its cost and the codes of its errors; no text of the operation, no values, no names of people.
 */
export function withAccessLog(answer: Answer): Answer {
  if (!log.isLevelEnabled('info')) return answer
  return async (request, caller) => {
    const began = performance.now()
    const result = await answer({ ...request, tellsCost: true }, caller)
    const { extensions, ...rest } = result
    log.info(
      {
        operation: request.operationName,
        role: caller.principal.role,
        milliseconds: Math.round(performance.now() - began),
        cost: extensions?.['cost'],
        errors: result.errors?.map(error => error.extensions?.['code']),
      },
      'answered',
    )
    return request.tellsCost === true ? result : rest
  }
}
