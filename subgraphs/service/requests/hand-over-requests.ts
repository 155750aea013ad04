import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { HandOver } from '../routing/routing-writes.ts'
import type { DepartmentRequest } from './request.ts'
import { requestColumns } from './request-store.ts'
import { tellOfRequest } from './tell-of-request.ts'

/** Lets another employee answer for a customer's open requests from now on, wherever they lie, and tells so of each. */
export async function handOverRequests(tx: Transaction, handOver: HandOver): Promise<void> {
  const { customerId, employeeId, previousEmployeeId, since } = handOver
  const requests = await tx.rows<DepartmentRequest>(sql`
    select ${requestColumns} from request
    where customer_id = ${customerId} and owner_id = ${previousEmployeeId} and status = 'OPEN' order by id for update`)
  await tx.rows(sql`
    update request set owner_id = ${employeeId}, owner_name = (select name from agent where id = ${employeeId})
    where id = any(${requests.map(({ id }) => id)})`)
  for (const request of requests) {
    const told = { departments: [request.department], from: request.department, by: employeeId, at: since }
    await tellOfRequest(tx, request, { kind: 'TAKEN_OVER', ...told, formerOwner: request })
  }
}
