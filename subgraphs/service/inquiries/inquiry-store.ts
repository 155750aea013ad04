import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Inquiry } from './inquiry.ts'

export async function inquiriesOf(db: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, Inquiry>> {
  const rows = await db.rows<Inquiry>(sql`
    select case_id as "caseId", stated as "kindStated", confidence::float8 as confidence, kind_reasons as "kindReasons",
      language, tier, rule, routing_reasons as "routingReasons", appointment_id as "appointmentId"
    from inquiry where case_id = any(${caseIds})`)
  return keyed(rows, row => row.caseId)
}

export async function insertInquiry(tx: Transaction, inquiry: Inquiry): Promise<void> {
  const { caseId, kindStated, confidence, kindReasons, language, tier, rule, routingReasons, appointmentId } = inquiry
  await tx.rows(sql`
    insert into inquiry (case_id, stated, confidence, kind_reasons, language, tier, rule, routing_reasons, appointment_id)
    values (${caseId}, ${kindStated}, ${confidence}, ${kindReasons}, ${language}, ${tier}, ${rule}, ${routingReasons},
      ${appointmentId})`)
}
