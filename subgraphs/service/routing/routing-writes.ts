import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Agent, Queue, RoutingRule } from './routing.ts'

export async function saveQueue(tx: Transaction, { id, name, department }: Queue): Promise<void> {
  await tx.rows(sql`
    insert into queue (id, name, department) values (${id}, ${name}, ${department})
    on conflict (id) do update set name = excluded.name, department = excluded.department`)
}

export async function saveAgent(tx: Transaction, agent: Agent): Promise<void> {
  const { id, name, queueId, skills, languages, capacity } = agent
  await tx.rows(sql`
    insert into agent (id, name, queue_id, skills, languages, capacity)
    values (${id}, ${name}, ${queueId}, ${skills}, ${languages}, ${capacity})
    on conflict (id) do update set name = excluded.name, queue_id = excluded.queue_id, skills = excluded.skills,
      languages = excluded.languages, capacity = excluded.capacity`)
}

export async function saveRule(tx: Transaction, rule: RoutingRule): Promise<void> {
  const { position, name, kinds, languages, tiers, queueId } = rule
  await tx.rows(sql`
    insert into routing_rule (position, name, kinds, languages, tiers, queue_id)
    values (${position}, ${name}, ${kinds}, ${languages}, ${tiers}, ${queueId})
    on conflict (position) do update set name = excluded.name, kinds = excluded.kinds,
      languages = excluded.languages, tiers = excluded.tiers, queue_id = excluded.queue_id`)
}

export async function learnAccountManager(
  tx: Transaction,
  { customerId, employeeId, since }: { readonly customerId: string; readonly employeeId: string; readonly since: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into account_manager (customer_id, employee_id, since) values (${customerId}, ${employeeId}, ${since})
    on conflict (customer_id, since) do update set employee_id = excluded.employee_id`)
}

/** Gives a case to its queue and agent. */
export async function giveCase(
  tx: Transaction,
  caseId: string,
  { queueId, agentId }: { readonly queueId: string | null; readonly agentId: string | null },
): Promise<void> {
  await tx.rows(sql`update service_case set queue_id = ${queueId}, agent_id = ${agentId} where id = ${caseId}`)
}

/** That another employee answers for a customer. */
export interface HandOver {
  readonly customerId: string
  readonly employeeId: string
  readonly previousEmployeeId: string
  readonly since: Date
}

/** Gives a customer's open cases of one agent to another, and says so in each; nothing when the other is none. */
export async function handOverCases(tx: Transaction, handOver: HandOver): Promise<void> {
  const { customerId, employeeId, previousEmployeeId, since } = handOver
  await tx.rows(sql`
    with moved as (
      update service_case set agent_id = agent.id, queue_id = agent.queue_id from agent
      where agent.id = ${employeeId} and customer_id = ${customerId} and agent_id = ${previousEmployeeId}
        and status not in ('SOLVED', 'CLOSED')
      returning service_case.id, agent.name
    )
    insert into case_message (id, case_id, author, author_name, body, at)
    select 'message-' || gen_random_uuid(), id, 'INTERNAL', name,
      'Taken over as account manager from ' || coalesce((select name from agent where id = ${previousEmployeeId}), ${previousEmployeeId}),
      ${since}
    from moved`)
}
