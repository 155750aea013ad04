import type { Queries } from '#platform/database.ts'
import { tryAgain } from './hand-over-store.ts'

export type RetryHandOverOutcome =
  | { readonly __typename: 'RetryHandOverSuccess'; readonly productionNumber: string }
  | { readonly __typename: 'HandOverNotGivenUp'; readonly message: string; readonly productionNumber: string }

/** Hands an order over again that was given up. */
export async function retryHandOver(db: Queries, productionNumber: string): Promise<RetryHandOverOutcome> {
  if (await tryAgain(db, productionNumber)) return { __typename: 'RetryHandOverSuccess', productionNumber }
  const message = `No order ${productionNumber} was given up on its way to an ERP.`
  return { __typename: 'HandOverNotGivenUp', message, productionNumber }
}
