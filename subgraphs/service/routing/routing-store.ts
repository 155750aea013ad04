import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Candidate } from './choose-agent.ts'
import type { Agent, Queue, RoutingRule } from './routing.ts'

const agentColumns = sql`agent.id, agent.name, agent.queue_id as "queueId", skills, languages, capacity`
const ruleColumns = sql`position, name, kinds, languages, tiers, queue_id as "queueId"`

export function listQueues(db: Queries, first: number): Promise<Queue[]> {
  return db.rows<Queue>(sql`select id, name, department from queue order by id limit ${first}`)
}

export async function findQueues(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Queue>> {
  return keyed(await db.rows<Queue>(sql`select id, name, department from queue where id = any(${ids})`), row => row.id)
}

export function listAgents(db: Queries, queueId: string | null, first: number): Promise<Agent[]> {
  return db.rows<Agent>(sql`
    select ${agentColumns} from agent where ${queueId}::text is null or queue_id = ${queueId} order by id limit ${first}`)
}

export async function findAgents(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Agent>> {
  return keyed(await db.rows<Agent>(sql`select ${agentColumns} from agent where id = any(${ids})`), row => row.id)
}

export function listRules(db: Queries): Promise<RoutingRule[]> {
  return db.rows<RoutingRule>(sql`select ${ruleColumns} from routing_rule order by position`)
}

/** Open cases of each agent. */
export async function loadsOf(db: Queries, agentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ id: string; load: number }>(sql`
    select agent_id as id, count(*)::int as load from service_case
    where agent_id = any(${agentIds}) and status not in ('SOLVED', 'CLOSED') group by agent_id`)
  return new Map(rows.map(({ id, load }) => [id, load]))
}

/** Open cases that wait in each queue. */
export async function waitingIn(db: Queries, queueIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ id: string; waiting: number }>(sql`
    select queue_id as id, count(*)::int as waiting from service_case
    where queue_id = any(${queueIds}) and agent_id is null and status not in ('SOLVED', 'CLOSED') group by queue_id`)
  return new Map(rows.map(({ id, waiting }) => [id, waiting]))
}

/** The agents of a queue with their loads, locked: nobody else gives them a case before this transaction ends. */
export async function lockCandidates(tx: Transaction, queueId: string): Promise<Candidate[]> {
  const agents = await tx.rows<Agent>(
    sql`select ${agentColumns} from agent where queue_id = ${queueId} order by id for update`,
  )
  // A statement of its own: it sees what was committed while the lock was waited for.
  const loads = await loadsOf(
    tx,
    agents.map(({ id }) => id),
  )
  return agents.map(agent => ({ ...agent, load: loads.get(agent.id) ?? 0 }))
}

export async function accountManagerOf(tx: Transaction, customerId: string, now: Date): Promise<string | null> {
  const row = await tx.row<{ id: string }>(sql`
    select employee_id as id from account_manager where customer_id = ${customerId} and since <= ${now}
    order by since desc limit 1`)
  return row?.id ?? null
}
