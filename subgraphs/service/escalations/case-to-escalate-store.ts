import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { CaseToEscalate } from './case-to-escalate.ts'

const columns = sql`service_case.id, kind, status, customer_id as "customerId", sla_minutes as "slaMinutes",
  agent_id as "agentId", (select name from agent where agent.id = agent_id) as "agentName",
  coalesce((select department from queue where queue.id = service_case.queue_id), 'SERVICE') as department`

/**
 * Locks the next cases, by id, whose clock runs and whose time may be over, and that have not come before the general
 * manager; without those that somebody works on right now, who come with the next look.
 */
export function lockLateCases(
  tx: Transaction,
  { after, limit, now }: { readonly after: string; readonly limit: number; readonly now: Date },
): Promise<CaseToEscalate[]> {
  return tx.rows<CaseToEscalate>(sql`
    select ${columns} from service_case
    where status not in ('SOLVED', 'CLOSED') and status <> 'WAITING_FOR_CUSTOMER' and service_case.id > ${after}
      and opened_at + make_interval(mins => sla_minutes) <= ${now}
      and not exists (
        select from case_escalation where case_id = service_case.id and rank = 'GENERAL_MANAGER' and reason = 'TIME_OVER')
    order by service_case.id limit ${limit} for update of service_case skip locked`)
}

export function lockCaseToEscalate(tx: Transaction, id: string): Promise<CaseToEscalate | undefined> {
  return tx.row<CaseToEscalate>(sql`
    select ${columns} from service_case where service_case.id = ${id} for update of service_case`)
}
