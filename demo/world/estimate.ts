import { day } from './calendar.ts'
import type { Car } from './car.ts'
import type { Job } from './job.ts'
import { parts, type Part } from './parts.ts'
import type { Random } from './random.ts'
import type { Recall } from './recalls.ts'
import type { ServiceOrder } from './service-orders.ts'
import type { Visit } from './visits.ts'

/** A step of the work with its labour. */
export interface Operation {
  readonly code: string
  readonly description: string
  readonly hours: number
  /** CNY. */
  readonly price: number
  readonly recallId: string | null
}

/** A part that was put in. */
export interface UsedPart {
  readonly number: string
  readonly name: string
  readonly quantity: number
  /** CNY for one. */
  readonly unitPrice: number
  readonly faultCode: string | null
}

type Estimate = Pick<ServiceOrder, 'payType' | 'complaint' | 'cause' | 'operations' | 'parts'>

/** CNY for an hour of labour, by brand. */
const hourlyRates = { BUICK: 280, CHEVROLET: 240, CADILLAC: 360 } as const

/** The work and parts of a visit with their prices, and who pays. */
export function estimate({ work, odometerKm, inAt }: Visit, car: Car, random: Random): Estimate {
  const rate = hourlyRates[car.model.line.brand]
  if ('remedy' in work) return recallEstimate(work, rate)
  const covered = work.kind === 'DEFECT' && inAt - car.soldAt < 3 * 365 * day && odometerKm < 100_000
  return {
    payType: covered ? 'WARRANTY' : work.kind === 'DEFECT' && random.chance(0.08) ? 'GOODWILL' : 'CUSTOMER',
    complaint: work.complaint,
    cause: work.cause,
    operations: work.operations.map(([code, description, hours]) => operation({ code, description, hours }, rate)),
    parts: work.parts.map(([key, quantity]) => usedPart(parts[key], quantity, faultOf(work))),
  }
}

const recallEstimate = ({ id, title, operation: step, part }: Recall, rate: number): Estimate => ({
  payType: 'RECALL',
  complaint: `召回 ${id}`,
  cause: title,
  operations: [operation(step, rate, id)],
  parts: [usedPart(part, 1, null)],
})

const operation = (
  { code, description, hours }: Pick<Operation, 'code' | 'description' | 'hours'>,
  rate: number,
  recallId: string | null = null,
): Operation => ({ code, description, hours, price: Math.round(hours * rate), recallId })

const usedPart = ({ number, zh, price }: Part, quantity: number, faultCode: string | null): UsedPart => ({
  number,
  name: zh,
  quantity,
  unitPrice: price,
  faultCode,
})

const faultOf = ({ faultCode }: Job): string | null => faultCode
