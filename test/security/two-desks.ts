import pg from 'pg'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedTwoDealers } from './trust/two-dealers.ts'

export const sales: As = { role: 'dealer-sales', dealerId: 'dealer-a' }
export const workshop: As = { role: 'dealer-service', dealerId: 'dealer-a' }
export const both: As = { role: 'dealer', dealerId: 'dealer-a' }

/** A graph with the people of two dealers, and with something of everything that a desk has alone. */
export async function startTwoDealers(filters = true): Promise<TestGraph> {
  const graph = await startGraph({ filters })
  const owner = new pg.Client({ connectionString: graph.databaseUrl })
  await owner.connect()
  await seedTwoDealers(owner)
  await owner.query(`
    insert into sales.dealer_contract (number, dealer_id, valid_from, brands, discount_limit_percent)
      values ('C-1', 'dealer-a', '2020-01-01', '{Buick}', 5);
    insert into service.case_rating values ('case-a-1', 2, 'KANARIEA-service-comment-1', 'x', now());
    insert into service.case_escalation values
      ('escalation', 'case-a-1', 'TEAM_LEAD', 'TIME_OVER', 'SERVICE', null, 'KANARIEA-service-lead-1', 1, now());
    insert into service.closed_loop (id, trigger, subject, case_id, customer_id, dealer_id, department, opened_by, opened_at)
      values ('loop', 'COMPLAINT', 'KANARIEA-service-loop-1', 'case-a-1', 'person-a-1', 'dealer-a', 'SERVICE', 'x', now());
    insert into service.loop_action values ('loop', 1, 'KANARIEA-service-action-1', 'x', now());
    insert into customer.notice (id, department, customer_id, topic, details, summary, rule_id, cause, changed_at, delivered_at)
      select 'notice-' || department, department, 'person-a-1', 'CASE', '{}',
        'KANARIEA-' || lower(department) || '-notice-1', min(id), 'x', now(), now()
      from customer.notice_rule where department in ('SALES', 'SERVICE') group by department;`)
  await owner.end()
  return graph
}
