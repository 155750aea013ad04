import type { Resolvers } from '#generated/erp-adapter.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { demandProductionPlanner } from '../production/may-plan-production.ts'
import type { NewVersion } from './make-version.ts'
import { setQualityPlan } from './set-quality-plan.ts'
import { setRoute } from './set-route.ts'

const mostParts = 500
const longestMeasure = 100

interface VersionInput {
  readonly modelCode: string
  readonly validFrom?: Date | null
}

const versionOf = ({ modelCode, validFrom }: VersionInput, ctx: Context): NewVersion => ({
  modelCode,
  validFrom: validFrom ?? ctx.now,
  at: ctx.now,
  by: ctx.principal.name,
})

export const versionMutations: Resolvers = {
  Mutation: {
    setRoute(_, { input }, ctx) {
      demandProductionPlanner(ctx.principal)
      const { steps } = input
      if (steps.length < 1 || steps.length > mostParts)
        throw new Fault('BAD_USER_INPUT', `steps has ${steps.length} entries; it can have 1 to ${mostParts}.`)
      return mutate(ctx, 'setRoute', input, tx =>
        setRoute(tx, {
          ...versionOf(input, ctx),
          steps: steps.map(({ required, instructionZh, instructionEn, ...step }) => ({
            ...step,
            required: required ?? true,
            instructionZh: instructionZh ?? '',
            instructionEn: instructionEn ?? '',
          })),
        }),
      )
    },
    setQualityPlan(_, { input }, ctx) {
      demandProductionPlanner(ctx.principal)
      const { limits } = input
      if (limits.length > mostParts)
        throw new Fault('BAD_USER_INPUT', `limits has ${limits.length} entries; it can have ${mostParts}.`)
      const odd = limits.find(({ measure }) => measure.trim() === '' || measure.length > longestMeasure)
      if (odd !== undefined)
        throw new Fault(
          'BAD_USER_INPUT',
          `A measure has ${odd.measure.length} characters; it can have 1 to ${longestMeasure}.`,
        )
      return mutate(ctx, 'setQualityPlan', input, tx =>
        setQualityPlan(tx, {
          ...versionOf(input, ctx),
          limits: limits.map(({ minimum = null, maximum = null, ...limit }) => ({ ...limit, minimum, maximum })),
        }),
      )
    },
  },
}
