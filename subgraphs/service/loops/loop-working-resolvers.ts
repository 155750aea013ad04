import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { optionalTextOf, textOf } from '../checked-input.ts'
import { loopNotFound, refuseStage, type LoopNotFound, type LoopNotThere, type LoopSuccess } from './loop-outcomes.ts'
import { findLoops } from './loop-store.ts'
import { addAction, lockLoop, markVerified, setOwner, setResult } from './loop-writes.ts'
import type { Loop } from './loop.ts'

type Outcome<Name extends string> = LoopSuccess<Name> | LoopNotThere | LoopNotFound

const found = ({ loopId }: { readonly loopId: string }, _: unknown, { db }: Context): Promise<Loop> =>
  existing(findLoops(db, [loopId]).then(loops => loops.get(loopId) ?? null))

export const loopWorkingResolvers: Resolvers = {
  Mutation: {
    addLoopAction(_, { input }, ctx) {
      const { loopId } = input
      const action = textOf('action', input.action, 2000)
      return mutate(ctx, 'addLoopAction', input, async (tx): Promise<Outcome<'AddLoopActionSuccess'>> => {
        const loop = await lockLoop(tx, loopId)
        const refused = loop === undefined ? loopNotFound(loopId) : refuseStage(loop, ['OPEN', 'DONE', 'VERIFIED'])
        if (refused !== null) return refused
        await addAction(tx, { loopId, action, takenBy: ctx.principal.name, takenAt: ctx.now })
        return { __typename: 'AddLoopActionSuccess', loopId }
      })
    },
    assignClosedLoop(_, { input }, ctx) {
      const { loopId } = input
      const ownerId = textOf('ownerId', input.ownerId, 200)
      return mutate(ctx, 'assignClosedLoop', input, async (tx): Promise<Outcome<'AssignClosedLoopSuccess'>> => {
        const loop = await lockLoop(tx, loopId)
        const refused = loop === undefined ? loopNotFound(loopId) : refuseStage(loop, ['OPEN', 'DONE', 'VERIFIED'])
        if (refused !== null) return refused
        await setOwner(tx, loopId, ownerId)
        const action = `Given to ${ownerId}`
        await addAction(tx, { loopId, action, takenBy: ctx.principal.name, takenAt: ctx.now })
        return { __typename: 'AssignClosedLoopSuccess', loopId }
      })
    },
    recordLoopResult(_, { input }, ctx) {
      const { loopId } = input
      const result = textOf('result', input.result, 10_000)
      return mutate(ctx, 'recordLoopResult', input, async (tx): Promise<Outcome<'RecordLoopResultSuccess'>> => {
        const loop = await lockLoop(tx, loopId)
        const refused = loop === undefined ? loopNotFound(loopId) : refuseStage(loop, ['OPEN', 'DONE'])
        if (refused !== null) return refused
        await setResult(tx, loopId, result)
        return { __typename: 'RecordLoopResultSuccess', loopId }
      })
    },
    verifyLoop(_, { input }, ctx) {
      const { loopId, satisfied } = input
      const comment = optionalTextOf('comment', input.comment, 2000)
      const { now: at, principal } = ctx
      return mutate(ctx, 'verifyLoop', input, async (tx): Promise<Outcome<'VerifyLoopSuccess'>> => {
        const loop = await lockLoop(tx, loopId)
        const refused = loop === undefined ? loopNotFound(loopId) : refuseStage(loop, ['DONE'])
        if (refused !== null) return refused
        const said = comment === null ? '' : `: ${comment}`
        const action = satisfied
          ? `The customer confirmed the result${said}`
          : `The customer rejected “${loop?.result ?? ''}”${said}`
        await addAction(tx, { loopId, action, takenBy: principal.name, takenAt: at })
        if (satisfied) await markVerified(tx, loopId, { by: principal.name, at })
        else await setResult(tx, loopId, null)
        return { __typename: 'VerifyLoopSuccess', loopId }
      })
    },
  },
  AddLoopActionSuccess: { loop: found },
  AssignClosedLoopSuccess: { loop: found },
  RecordLoopResultSuccess: { loop: found },
  VerifyLoopSuccess: { loop: found },
}
