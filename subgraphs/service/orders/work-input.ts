import { Fault } from '#platform/errors.ts'
import type { RecordWorkInput, ServiceOperationInput, ServicePartInput } from '#generated/service.ts'
import { amountOf, decimalOf, optionalTextOf, textOf } from '../checked-input.ts'

/** Work as it is written down, once the order's currency is known. */
export interface Work {
  readonly operations: readonly ReturnType<typeof operationFrom>[]
  readonly parts: readonly ReturnType<typeof partFrom>[]
  readonly cause: string | null
  readonly technician: string | null
}

/** Reads the work that a workshop records; wrong numbers, blank names and another currency are the caller's fault. */
export function workFrom(input: RecordWorkInput, currency: string): Work {
  const { operations, parts } = input
  const work = {
    operations: operations.map(operation => operationFrom(operation, currency)),
    parts: parts.map(part => partFrom(part, currency)),
    cause: optionalTextOf('cause', input.cause, 4000),
    technician: optionalTextOf('technician', input.technician),
  }
  if (work.operations.length + work.parts.length > 200)
    throw new Fault('BAD_USER_INPUT', 'At most 200 operations and parts can be recorded at a time.')
  if (work.operations.length + work.parts.length === 0 && work.cause === null && work.technician === null)
    throw new Fault('BAD_USER_INPUT', 'There is nothing to record: give operations, parts, cause or technician.')
  return work
}

const operationFrom = (input: ServiceOperationInput, currency: string) => ({
  code: textOf('code', input.code),
  description: textOf('description', input.description),
  labourHours: decimalOf('labourHours', input.labourHours, { least: 0, below: 1000 }),
  amount: amountOf('price', input.price, currency),
  recallId: input.recallId ?? null,
})

const partFrom = (input: ServicePartInput, currency: string) => ({
  number: textOf('number', input.number),
  name: textOf('name', input.name),
  quantity: decimalOf('quantity', input.quantity, { least: 0.01, below: 1000 }),
  unitAmount: amountOf('unitPrice', input.unitPrice, currency),
  faultCode: optionalTextOf('faultCode', input.faultCode),
})
