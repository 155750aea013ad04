import { demandRole } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { findAgents, findQueues, listRules } from './routing-store.ts'
import { saveAgent, saveQueue, saveRule } from './routing-writes.ts'

interface QueueNotFound {
  readonly __typename: 'QueueNotFound'
  readonly message: string
  readonly queueId: string
}

export interface DeskSet<Name extends string> {
  readonly __typename: Name
  readonly id: string
}

const noQueue = (queueId: string): QueueNotFound => ({
  __typename: 'QueueNotFound',
  message: `There is no queue ${queueId}.`,
  queueId,
})

const deskRoles = ['call-centre', 'developer'] as const

function within(field: string, value: number, least: number): number {
  if (value < least || value > 1000)
    throw new Fault('BAD_USER_INPUT', `${field} is ${value}; it can be ${least} to 1000.`)
  return value
}

const languagesOf = (given: readonly string[]): string[] =>
  given.map(code => {
    if (!/^[a-z]{2}$/.test(code)) throw new Fault('BAD_USER_INPUT', `${code} is no ISO 639-1 code such as zh.`)
    return code
  })

export const routingSettingResolvers: Resolvers = {
  Mutation: {
    setQueue(_, { input }, ctx) {
      demandRole(ctx.principal, deskRoles, 'The help desk is set by')
      const queue = {
        id: textOf('id', input.id, 200),
        name: textOf('name', input.name, 200),
        department: input.department,
      }
      return mutate(ctx, 'setQueue', input, async (tx): Promise<DeskSet<'SetQueueSuccess'>> => {
        await saveQueue(tx, queue)
        return { __typename: 'SetQueueSuccess', id: queue.id }
      })
    },
    setAgent(_, { input }, ctx) {
      demandRole(ctx.principal, deskRoles, 'The help desk is set by')
      const { queueId, skills } = input
      const agent = {
        id: textOf('id', input.id, 200),
        name: textOf('name', input.name, 200),
        queueId,
        skills,
        languages: languagesOf(input.languages),
        capacity: within('capacity', input.capacity, 0),
      }
      return mutate(ctx, 'setAgent', input, async (tx): Promise<DeskSet<'SetAgentSuccess'> | QueueNotFound> => {
        if (!(await findQueues(tx, [queueId])).has(queueId)) return noQueue(queueId)
        await saveAgent(tx, agent)
        return { __typename: 'SetAgentSuccess', id: agent.id }
      })
    },
    setRoutingRule(_, { input }, ctx) {
      demandRole(ctx.principal, deskRoles, 'The help desk is set by')
      const { queueId, kinds = null, languages = null, tiers = null } = input
      const rule = {
        position: within('position', input.position, 1),
        name: textOf('name', input.name, 200),
        kinds,
        languages: languages === null ? null : languagesOf(languages),
        tiers,
        queueId,
      }
      return mutate(
        ctx,
        'setRoutingRule',
        input,
        async (tx): Promise<DeskSet<'SetRoutingRuleSuccess'> | QueueNotFound> => {
          if (!(await findQueues(tx, [queueId])).has(queueId)) return noQueue(queueId)
          await saveRule(tx, rule)
          return { __typename: 'SetRoutingRuleSuccess', id: String(rule.position) }
        },
      )
    },
  },
  SetQueueSuccess: {
    queue: ({ id }, _, { db }) => existing(findQueues(db, [id]).then(found => found.get(id) ?? null)),
  },
  SetAgentSuccess: {
    agent: ({ id }, _, { db }) => existing(findAgents(db, [id]).then(found => found.get(id) ?? null)),
  },
  SetRoutingRuleSuccess: { rules: (_, __, { db }) => listRules(db) },
}
