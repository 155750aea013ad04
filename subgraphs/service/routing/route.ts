import type { Transaction } from '#platform/database.ts'
import { chooseAgent } from './choose-agent.ts'
import { matchRule, type Wanted } from './match-rule.ts'
import { accountManagerOf, listRules, lockCandidates } from './routing-store.ts'

export interface RoutingDecision {
  readonly rule: string | null
  readonly queueId: string | null
  readonly agentId: string | null
  readonly reasons: readonly string[]
}

export interface ToRoute extends Wanted {
  readonly customerId: string | null
}

/** Decides where an inquiry goes; the agents of its queue stay locked until it has its case. */
export async function route(tx: Transaction, wanted: ToRoute, now: Date): Promise<RoutingDecision> {
  // Whoever asks, the rules and agents are those of the help desk.
  const desk = tx.asSystem
  const rule = matchRule(await listRules(desk), wanted)
  if (rule === null) return { rule: null, queueId: null, agentId: null, reasons: ['no rule fits'] }
  const managerId = wanted.customerId === null ? null : await accountManagerOf(desk, wanted.customerId, now)
  const { agentId, reason } = chooseAgent(await lockCandidates(desk, rule.queueId), wanted, managerId)
  const { kind, language, tier } = wanted
  const reasons = [`rule ${rule.position}, ${rule.name}: ${kind}, ${language}, ${tier}`, reason]
  return { rule: rule.name, queueId: rule.queueId, agentId, reasons }
}
