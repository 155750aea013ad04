import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { due, putOff as putOffBy, tryAnew } from '#platform/put-off.ts'
import type { ConnectorFault, ConnectorFaultCode } from './connector-fault.ts'
import type { OrderToBuild } from './connector.ts'

/** Of a step that an ERP refuses. */
const patience = { firstPause: 2, longestPause: 3600, mostAttempts: 8 }

/** Orders of the plants that an ERP serves are on their way to it from now on. */
export async function beginHandOver(db: Queries, connection: string): Promise<void> {
  await db.rows(sql`
    insert into erp_hand_over (production_number, connection)
    select production_number, name
    from erp_connection
      join production_order on plant_id = any(plant_ids)
      join vehicle using (production_number)
    where name = ${connection} and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED')
      and not exists (select from erp_hand_over as begun where begun.production_number = production_order.production_number)
    on conflict do nothing`)
}

const moved = sql`(
  wanted.planned_start is not null
  and (wanted.planned_start, wanted.planned_end) is distinct from (given_start, given_end))`

/**
 * The steps that orders wait for, one for each order: its placing; once it is there its cancelling, when it is cancelled
 * here, or its new dates and then its new options, when they are others than the ERP was given.
 */
export const waitingSteps = sql`
  select handed.production_number, handed.connection, 'PLACEMENT' as kind, 'PLACEMENT' as waits_for, null as number,
    null as revision
  from erp_hand_over as handed join vehicle using (production_number)
  where erp_number is null and status <> 'CANCELLED'
  union all
  select handed.production_number, handed.connection,
    case when status = 'CANCELLED' then 'CANCELLATION' when ${moved} then 'DATES' else 'OPTIONS' end,
    case when status = 'CANCELLED' then 'CANCELLATION'
      when ${moved} then concat_ws(' ', 'DATES', wanted.planned_start, wanted.planned_end)
      else concat_ws(' ', 'OPTIONS', array_to_string(wanted.option_codes, ' ')) end,
    told.number, told.revision
  from vehicle
    join production_order as wanted using (production_number)
    join erp_hand_over as handed using (production_number)
    join erp_order as told on told.connection = handed.connection
      and told.production_number = handed.production_number and told.number = coalesce(handed.erp_number, told.number)
  where status = 'CANCELLED' and cancelled_at is null
    or status in ('ORDERED', 'ACCEPTED', 'SCHEDULED') and erp_number is not null
      and (${moved} or wanted.option_codes is distinct from given_options)`

/** A step of an order that is due. */
export interface DueStep extends OrderToBuild {
  readonly kind: 'PLACEMENT' | 'CANCELLATION' | 'DATES' | 'OPTIONS'
  /** Tells it from the steps that the order waited for before. */
  readonly waitsFor: string
  /** The ERP's number of the order, and its state there; empty before it is placed. */
  readonly number: string
  readonly revision: string
}

/** The steps that an ERP is to make now, those that wait longest first. */
export async function dueSteps(db: Queries, connection: string, most: number): Promise<DueStep[]> {
  return db.rows<DueStep>(sql`
    select distinct on (not_before, production_number) production_number as "productionNumber", kind,
      waits_for as "waitsFor", coalesce(number, '') as number, coalesce(revision, '') as revision,
      model_code as "modelCode", plant_id as "plantId", option_codes as "optionCodes", order_id as "salesOrderId",
      planned_start as "plannedStart", planned_end as "plannedEnd"
    from (${waitingSteps}) as waiting
      join erp_hand_over using (production_number, connection)
      join production_order using (production_number)
      join (select production_number, order_id from vehicle) as car using (production_number)
    where connection = ${connection} and (step <> waits_for or ${due})
    order by not_before, production_number, number limit ${most}`)
}

/** An ERP is asked for an order from now on. */
export async function notePlacing(db: Queries, productionNumber: string): Promise<void> {
  await db.rows(sql`
    update erp_hand_over set placings = placings + 1 where production_number = ${productionNumber}`)
}

/**
 * The ERP has made a step: it has the order under a number, with what it was given. One that was asked for more than
 * once may have been made at the first time, with what was wanted then: it is given all again.
 */
export async function saveStep(db: Queries, { productionNumber, kind, ...made }: DueStep): Promise<void> {
  const given = (kinds: readonly DueStep['kind'][], value: Sql, before: Sql): Sql =>
    sql`case when ${kind} = 'PLACEMENT' and placings > 1 then null when ${kind} = any(${kinds}) then ${value} else ${before} end`
  await db.rows(sql`
    update erp_hand_over set erp_number = ${made.number},
      given_start = ${given(['PLACEMENT', 'DATES'], sql`${made.plannedStart}::timestamptz`, sql`given_start`)},
      given_end = ${given(['PLACEMENT', 'DATES'], sql`${made.plannedEnd}::timestamptz`, sql`given_end`)},
      given_options = ${given(['PLACEMENT', 'OPTIONS'], sql`${made.optionCodes}::text[]`, sql`given_options`)},
      cancelled_at = case when ${kind} = 'CANCELLATION' then now() end, attempts = 0,
      refusal = null, given_up_at = null
    where production_number = ${productionNumber}`)
}

/** A step that was not tried before has no failures behind it, though another one of the order has. */
async function takeUp(db: Queries, { productionNumber, waitsFor }: DueStep): Promise<void> {
  await db.rows(sql`
    update erp_hand_over set step = ${waitsFor}, ${tryAnew}
    where production_number = ${productionNumber} and step <> ${waitsFor}`)
}

/** Puts a step off that an ERP refused: 2, 4, 8 … seconds, up to an hour; in the end it is given up. */
export async function putOff(db: Queries, step: DueStep, refusal: string): Promise<void> {
  await takeUp(db, step)
  await db.rows(sql`
    update erp_hand_over set refusal = ${refusal}, ${putOffBy(patience)}
    where production_number = ${step.productionNumber}`)
}

/** In how many seconds a step is tried again that the ERP did not refuse, but could not make now. */
const soon: { readonly [Code in ConnectorFaultCode]?: number } = { CONFLICT: 2, BUSY: 30 }

/** Lets a step wait until a record of the ERP is free, or has been read again; it is never given up for that. */
export async function letWait(db: Queries, step: DueStep, { code, message }: ConnectorFault): Promise<void> {
  await takeUp(db, step)
  await db.rows(sql`
    update erp_hand_over set refusal = ${message}, not_before = now() + make_interval(secs => ${soon[code] ?? 0})
    where production_number = ${step.productionNumber}`)
}

/** Tries a step again that was given up; false when none of the order's was. */
export async function tryAgain(db: Queries, productionNumber: string): Promise<boolean> {
  const found = await db.row(sql`
    update erp_hand_over set ${tryAnew}
    where production_number = ${productionNumber} and given_up_at is not null returning true as found`)
  return found !== undefined
}
