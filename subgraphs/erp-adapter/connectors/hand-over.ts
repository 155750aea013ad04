import { ConnectorFault } from './connector-fault.ts'
import type { OrderMove } from './connector.ts'
import { beginHandOver, dueSteps, letWait, notePlacing, putOff, saveStep, type DueStep } from './hand-over-store.ts'
import type { Round } from './round.ts'

/** Steps that are made between two reads. */
const stepsAtOnce = 50

/** Makes the steps that orders wait for: they are placed, and cancelled, moved or changed when they are there. */
export async function handOver(round: Round): Promise<void> {
  const { db, name } = round
  await beginHandOver(db, name)
  for (const step of await dueSteps(db, name, stepsAtOnce)) {
    if (!(await round.goesOn())) return
    try {
      await saveStep(db, { ...step, number: await make(step, round) })
    } catch (error) {
      if (!(error instanceof ConnectorFault)) throw error
      switch (error.code) {
        case 'REFUSED':
          await putOff(db, step, error.message)
          break
        case 'CONFLICT':
        case 'BUSY':
          await letWait(db, step, error)
          break
        case 'FAILED':
          // Whether it breaks over this order or over everything, the reads will show.
          return putOff(db, step, error.message)
        case 'AWAY':
        case 'TIMEOUT':
        case 'MALFORMED':
        case 'LOCKED_OUT':
          throw error
      }
    }
  }
}

/** Makes a step and gives the ERP's number of the order. */
async function make(step: DueStep, { db, connector, deadline }: Round): Promise<string> {
  if (step.kind === 'PLACEMENT') {
    await notePlacing(db, step.productionNumber)
    return connector.placeOrder(step, deadline())
  }
  await connector.moveOrder(moveOf({ ...step, kind: step.kind }), deadline())
  return step.number
}

type Kind = Exclude<DueStep['kind'], 'PLACEMENT'>

function moveOf({ kind, number, revision, ...wanted }: DueStep & { readonly kind: Kind }): OrderMove {
  const { plannedStart, plannedEnd, optionCodes } = wanted
  switch (kind) {
    case 'CANCELLATION':
      return { kind: 'cancel', number, revision }
    case 'DATES':
      return { kind: 'reschedule', number, revision, plannedStart, plannedEnd }
    case 'OPTIONS':
      return { kind: 'configure', number, revision, optionCodes }
  }
}
