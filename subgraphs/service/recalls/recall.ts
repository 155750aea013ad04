import type { z } from 'zod'
import type { recallOpened } from '#platform/event-catalogue.ts'

export interface RecallCriteria {
  readonly modelCodes: readonly string[] | null
  readonly vinFrom: string | null
  readonly vinTo: string | null
  readonly builtFrom: string | null
  readonly builtTo: string | null
  readonly station: string | null
  readonly partNumber: string | null
  readonly partBatch: string | null
}

export interface Recall extends RecallCriteria {
  readonly id: string
  readonly title: string
  readonly remedy: string
  readonly status: 'OPEN' | 'CLOSED'
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/** A recall on one car. */
export interface RecallVehicle {
  readonly recallId: string
  readonly vin: string
  readonly open: boolean
  readonly addedAt: Date
  readonly completedAt: Date | null
  readonly serviceOrderId: string | null
}

export interface RecallCount {
  readonly recallId: string
  readonly affected: number
  readonly completed: number
}

/** The criteria that are given, as the event names them. */
export function givenCriteria(criteria: RecallCriteria): z.infer<typeof recallOpened.payload>['criteria'] {
  const { modelCodes, ...rest } = criteria
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  return { ...given, ...(modelCodes === null ? {} : { modelCodes: [...modelCodes] }) }
}
