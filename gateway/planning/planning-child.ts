import { QueryPlanner } from '@graphql-hive/router-query-planner'
import type { PlanningMessage, PlanningReply } from './planning-message.ts'

/** Most memory that the process may hold between two plans, in bytes; it makes room for another one then. */
const most = 512 * 1024 * 1024

/** The process that makes plans, one after the other, until whoever started it is gone. */
const planners = new Map<number, QueryPlanner>()

function replyTo(message: PlanningMessage & { readonly kind: 'plan' }): PlanningReply {
  const { supergraph, text, operationName, labels, percentage } = message
  try {
    const plan = planners.get(supergraph)?.plan(text, operationName, new Set(labels), percentage)
    return plan === undefined
      ? { kind: 'failed', why: 'the supergraph is not known' }
      : { kind: 'planned', node: plan.node ?? null }
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (message: PlanningMessage) => {
  if (message.kind === 'supergraph') planners.set(message.supergraph, new QueryPlanner(message.text))
  else if (message.kind === 'forget') planners.delete(message.supergraph)
  else process.send?.(replyTo(message), () => process.memoryUsage.rss() > most && process.exit(0))
})
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'started' } satisfies PlanningReply)
