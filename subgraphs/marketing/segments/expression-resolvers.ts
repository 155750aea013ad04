import type { Resolvers } from '#generated/marketing.ts'
import { Fault } from '#platform/errors.ts'
import { attribute, attributeNames } from '../expression/attributes.ts'
import { Mistake } from '../expression/mistake.ts'
import { print } from '../expression/print.ts'
import { readExpression } from '../expression/read-expression.ts'
import { textOf } from '../text.ts'
import { dryRun } from './dry-run-store.ts'
import { expressionInvalid } from './outcomes.ts'

export const expressionResolvers: Resolvers = {
  Query: {
    segmentAttributes: () => attributeNames.map(name => ({ name, ...attribute(name) })),
    async segmentDryRun(_, args, ctx) {
      const sample = args.sample ?? 10
      if (sample < 0 || sample > 100) throw new Fault('BAD_USER_INPUT', `sample is ${sample}; it can be 0 to 100.`)
      const expression = readExpression(textOf('expression', args.expression, 4000))
      if (expression instanceof Mistake) return expressionInvalid(expression)
      const found = await dryRun(ctx.db, expression, { now: ctx.now, sample })
      return {
        __typename: 'SegmentDryRun',
        ...found,
        expression: print(expression),
        sample: found.sample.map(id => ({ id })),
      }
    },
  },
}
