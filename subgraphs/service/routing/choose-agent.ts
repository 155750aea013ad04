import type { Agent } from './routing.ts'
import type { Wanted } from './match-rule.ts'

export interface Candidate extends Agent {
  /** Open cases that he has. */
  readonly load: number
}

export interface Choice {
  readonly agentId: string | null
  readonly reason: string
}

/**
 * The agent for an inquiry: of those with the skill, the language and room for one more the customer's account manager,
 * otherwise the one with the smallest share of his capacity in use.
 */
export function chooseAgent(
  candidates: readonly Candidate[],
  { kind, language }: Wanted,
  accountManagerId: string | null,
): Choice {
  const able = candidates.filter(each => each.skills.includes(kind) && each.languages.includes(language))
  if (able.length === 0) return { agentId: null, reason: `no agent of the queue does ${kind} in ${language}` }
  const free = able.filter(each => each.load < each.capacity)
  const share = ({ load, capacity }: Candidate): number => load / capacity
  const byShare = free.toSorted((one, other) => share(one) - share(other) || (one.id < other.id ? -1 : 1))
  const [least] = byShare
  if (least === undefined) return { agentId: null, reason: `all ${able.length} who do ${kind} in ${language} are full` }
  const manager = free.find(each => each.id === accountManagerId)
  if (manager !== undefined) return { agentId: manager.id, reason: `${manager.name} is the customer's account manager` }
  return {
    agentId: least.id,
    reason: `${least.name} has ${least.load} of ${least.capacity}, the smallest share of ${free.length}`,
  }
}
