import { z } from 'zod'
import type { ProductionState } from '../../production/erp-statuses.ts'
import type { ErpOrder } from '../connector.ts'
import type { ReadTopic } from './read-topic.ts'
import { changedRows, row } from './tryton-rows.ts'
import { day } from './tryton-values.ts'

export const production = row.extend({
  number: z.string().nullable(),
  reference: z.string().nullable(),
  state: z.string(),
  planned_start_date: day.nullable(),
  planned_date: day.nullable(),
  effective_start_date: day.nullable(),
  effective_date: day.nullable(),
  'product.': z.object({ code: z.string().nullable() }).nullable(),
})

export const productionFields = [
  'number',
  'reference',
  'state',
  'planned_start_date',
  'planned_date',
  'effective_start_date',
  'effective_date',
  'product.code',
]

const states: Readonly<Record<string, ProductionState>> = {
  request: 'PLANNED',
  draft: 'PLANNED',
  waiting: 'SCHEDULED',
  assigned: 'SCHEDULED',
  running: 'IN_PRODUCTION',
  done: 'COMPLETED',
  cancelled: 'CANCELLED',
}

/** The ERP's number of a production; one that has none yet is told by its id. */
export const numberOf = ({ id, number }: z.output<typeof production>): string => number ?? `#${id}`

export const readOrders: ReadTopic<ErpOrder> = async (session, after, signal) => {
  const page = await changedRows(
    session,
    { model: 'production', fields: productionFields, shape: production },
    { after, signal },
  )
  return { ...page, rows: page.rows.map(orderOf) }
}

const orderOf = (each: z.output<typeof production>): ErpOrder => ({
  number: numberOf(each),
  productionNumber: each.reference,
  product: each['product.']?.code ?? '',
  statuses: [each.state],
  state: states[each.state] ?? null,
  plannedStart: startOf(each.planned_start_date),
  plannedEnd: startOf(each.planned_date),
  actualStart: startOf(each.effective_start_date),
  actualEnd: startOf(each.effective_date),
  revision: revisionOf(each),
})

/** When a production was changed last. */
export const revisionOf = ({ write_date, create_date }: z.output<typeof row>): string => write_date ?? create_date ?? ''

/** Tryton plans by days. */
const startOf = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T00:00:00Z`))
