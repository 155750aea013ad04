import { warrantyOf, type Cover } from '../../../subgraphs/service/warranty/warranty.ts'
import type { OperationRow, PartRow, ServiceRow } from './read-service.ts'

interface ServiceRows {
  readonly cover: Cover | undefined
  readonly services: readonly ServiceRow[]
  readonly operations: readonly OperationRow[]
  readonly parts: readonly PartRow[]
}

/** Every service with its place and its work, and the warranty. */
export function serviceOf({ cover, services, operations, parts }: ServiceRows, now: Date): object {
  const operationsOf = Map.groupBy(operations, row => row.orderId)
  const partsOf = Map.groupBy(parts, row => row.orderId)
  return {
    warranty: cover === undefined ? null : warrantyOf(cover, now.toISOString().slice(0, 10)),
    serviceOrders: {
      nodes: services.map(row => ({
        id: row.id,
        status: row.status,
        payType: row.payType,
        inAt: row.inAt,
        outAt: row.outAt,
        odometerKm: row.odometerKm,
        complaint: row.complaint,
        cause: row.cause,
        station: {
          name: row.stationName,
          city: row.stationCity,
          dealer: { id: row.dealerId, name: row.dealerName },
        },
        operations: (operationsOf.get(row.id) ?? []).map(({ code, description, labourHours }) => ({
          code,
          description,
          labourHours,
        })),
        parts: (partsOf.get(row.id) ?? []).map(({ number, name, quantity, faultCode }) => ({
          number,
          name,
          quantity,
          faultCode,
        })),
        price: { amount: row.amount, currency: row.currency },
      })),
    },
  }
}
