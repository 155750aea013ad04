import sql, { join, type Sql } from 'sql-template-tag'
import type { ProductionState } from './erp-statuses.ts'

/** What is asked of a production order; a list is met by any of its values, and by none when it is empty. */
export interface OrderCriteria {
  readonly states?: readonly ProductionState[] | null
  readonly plants?: readonly string[] | null
  readonly models?: readonly string[] | null
  /** Shall start then or later. */
  readonly plannedFrom?: Date | null
  /** Shall start before then. */
  readonly plannedUntil?: Date | null
  readonly frozen?: boolean | null
  readonly late?: boolean | null
  readonly waitingForParts?: boolean | null
  readonly salesOrder?: string | null
  readonly forStock?: boolean | null
  /** The moment at which it is asked. */
  readonly now: Date
}

/** An order is late when it has not begun though it should have, or is not finished though it should be. */
export const late = (now: Date): Sql => sql`(
  production_state in ('PLANNED', 'SCHEDULED', 'IN_PRODUCTION')
  and coalesce(case production_state when 'IN_PRODUCTION' then planned_end else planned_start end, 'infinity') < ${now})`

/** An order waits for parts by the last material plan of its plant. */
export const waiting = sql`(
  production_order.production_number in (select delay.production_number from production_delay as delay))`

const free = (now: Date): Sql => sql`(
  production_state in ('PLANNED', 'SCHEDULED') and coalesce(change_freeze_at, 'infinity') > ${now})`

const unfinished: readonly ProductionState[] = ['PLANNED', 'SCHEDULED', 'IN_PRODUCTION']
const unbegun: readonly ProductionState[] = ['PLANNED', 'SCHEDULED']

/** The states that an order can be in when it meets the criteria; null when it can be in any. */
function possibleStates({ states, frozen, late }: OrderCriteria): readonly ProductionState[] | null {
  const limits = [states ?? null, frozen === false ? unbegun : null, late === true ? unfinished : null]
  const given = limits.filter(limit => limit !== null)
  const [first, ...others] = given
  return first === undefined ? null : first.filter(state => others.every(other => other.includes(state)))
}

/**
 * That an order is in one of some states. Unless most orders are, since they are finished, those that are in them are
 * gathered first: they lie together at the end of every list, where the database does not expect them.
 */
const inStates = (states: readonly ProductionState[]): Sql =>
  states.includes('COMPLETED')
    ? sql`production_state = any(${states})`
    : sql`production_order.production_number = any(array(
        select open.production_number from vehicle as open where open.production_state = any(${states})))`

const either = (wanted: boolean | null | undefined, condition: Sql): Sql | null =>
  wanted == null ? null : wanted ? condition : sql`not ${condition}`

/**
 * The condition on `production_order` joined with `vehicle` that an order meets all criteria given.
 * Those that were not given are not in the statement, so that an index serves the ones that are.
 */
export function ordersMeeting(criteria: OrderCriteria): Sql {
  const { plants, models, plannedFrom, plannedUntil, salesOrder, forStock, now } = criteria
  const states = possibleStates(criteria)
  const conditions = [
    states && inStates(states),
    plants && sql`plant_id = any(${plants})`,
    models && sql`production_order.model_code = any(${models})`,
    plannedFrom && sql`coalesce(planned_start, 'infinity') >= ${plannedFrom} and planned_start is not null`,
    plannedUntil && sql`coalesce(planned_start, 'infinity') < ${plannedUntil}`,
    either(criteria.frozen, sql`not ${free(now)}`),
    either(criteria.late, late(now)),
    either(criteria.waitingForParts, waiting),
    salesOrder == null ? null : sql`order_id = ${salesOrder}`,
    either(forStock, sql`(order_id is null)`),
  ].filter(condition => condition != null)
  return conditions.length === 0 ? sql`true` : join(conditions, ' and ')
}
