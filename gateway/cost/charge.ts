import type { FormattedExecutionResult } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { actualOf, estimateOf, type CostSet, type Values } from './cost-tree.ts'

/** Takes the cost of a request from whoever sends it; throws or rejects when he has not enough. */
export type Pay = (cost: number) => Promise<void> | void

export interface Charged {
  readonly cost: CostSet
  readonly variables: Values
  readonly pay: Pay | undefined
}

/** What a request costs at the most, once it is within the limit and paid for. */
export async function charge({ cost, variables, pay }: Charged, limit: number): Promise<number> {
  const estimated = Math.ceil(estimateOf(cost, variables))
  if (estimated > limit)
    throw new Fault('COST_LIMIT', `This costs up to ${estimated}; a request costs at most ${limit}.`, {
      cost: estimated,
      limit,
    })
  await pay?.(estimated)
  return estimated
}

/** The answer with what it was estimated to cost, and what it did. */
export const withCost = (
  answer: FormattedExecutionResult,
  { cost, variables }: Pick<Charged, 'cost' | 'variables'>,
  estimated: number,
): FormattedExecutionResult => ({
  ...answer,
  extensions: { ...answer.extensions, cost: { estimated, actual: Math.ceil(actualOf(cost, variables, answer.data)) } },
})
