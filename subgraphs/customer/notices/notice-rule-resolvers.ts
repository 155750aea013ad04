import type { Resolvers } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { hasDetail } from './notice-topic.ts'
import { findNoticeRules, listNoticeRules, saveNoticeRule } from './notice-rule-store.ts'

const ruleOf = batched((ctx, ids: readonly string[]) => findNoticeRules(ctx.db, ids))

/** The rule that a row names. */
export const noticeRule = (ctx: Context, id: string) => existing(ruleOf(ctx, id))

export const noticeRuleResolvers: Resolvers = {
  Query: { noticeRules: (_, { department }, ctx) => listNoticeRules(ctx.db, department ?? null) },
  Mutation: {
    setNoticeRule(_, { input }, ctx) {
      demandRole(ctx.principal, ['call-centre', 'developer'], 'Who hears of what is set by')
      const { topic, department, active, detail = null } = input
      if (detail !== null && !hasDetail(topic, detail))
        throw new Fault('BAD_USER_INPUT', `${topic} has no detail "${detail}": NoticeTopic says what each topic has.`)
      return mutate(ctx, 'setNoticeRule', input, async tx => {
        const rule = { topic, detail, department, active, setBy: ctx.principal.name, setAt: ctx.now }
        return { __typename: 'SetNoticeRuleSuccess' as const, ruleId: await saveNoticeRule(tx, rule) }
      })
    },
  },
  SetNoticeRuleSuccess: { rule: ({ ruleId }, _, ctx) => noticeRule(ctx, ruleId) },
}
