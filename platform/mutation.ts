import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Context } from './context.ts'
import type { Transaction } from './database.ts'
import { Fault } from './errors.ts'
import { gaveWay } from './gave-way.ts'

/** What a mutation answers: the name of a type of its result union, and what that type's resolvers need. */
export interface Outcome {
  readonly __typename: string
}

/** What a mutation is called with; under the caller's key it takes effect once. */
export interface Input {
  readonly idempotencyKey: string
}

/**
 * Runs a mutation's effect in one transaction. An outcome named `…Success` commits and is kept under the caller's
 * key: his same call again answers it again and changes nothing; another caller's key is another. Any other outcome
 * undoes whatever the effect wrote. An effect that the database ends in favour of another transaction, as in a
 * deadlock, is tried anew, so it changes nothing but its transaction. Outcomes are kept as JSON, so they hold ids, and
 * their field resolvers read the rows anew.
 */
export async function mutate<Result extends Outcome>(
  ctx: Context,
  field: string,
  input: Input,
  effect: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  const call = { caller: ctx.principal.name, field, key: input.idempotencyKey, hash }
  let refusal: Result | undefined
  const once = (): Promise<Result> =>
    ctx.db.transaction(async tx => {
      const claimed = await tx.asSystem.row(sql`
        insert into platform.mutation_call (caller, field, idempotency_key, input_hash)
        values (${call.caller}, ${field}, ${call.key}, ${hash})
        on conflict do nothing returning true as claimed`)
      if (claimed === undefined) return keptOutcome<Result>(tx, call)
      const outcome = await effect(tx)
      if (!outcome.__typename.endsWith('Success')) {
        refusal = outcome
        throw new Error('refused: undo what the effect wrote')
      }
      await tx.asSystem.rows(sql`
        update platform.mutation_call set outcome = ${JSON.stringify(outcome)}
        where caller = ${call.caller} and field = ${field} and idempotency_key = ${call.key}`)
      return outcome
    })
  for (let left = 2; ; left--)
    try {
      return await once()
    } catch (error) {
      if (refusal !== undefined) return refusal
      if (left === 0 || !gaveWay(error)) throw error
    }
}

interface Call {
  readonly caller: string
  readonly field: string
  readonly key: string
  readonly hash: string
}

async function keptOutcome<Result extends Outcome>(
  tx: Transaction,
  { caller, field, key, hash }: Call,
): Promise<Result> {
  const kept = await tx.asSystem.row<{ input_hash: string; outcome: Result }>(sql`
    select input_hash, outcome from platform.mutation_call
    where caller = ${caller} and field = ${field} and idempotency_key = ${key}`)
  if (kept === undefined || kept.input_hash !== hash)
    throw new Fault('IDEMPOTENCY_KEY_REUSED', `The idempotency key was used for another call of ${field}.`)
  return kept.outcome
}
