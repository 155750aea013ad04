import { askAdapter } from './ask-adapter.ts'
import type { KillableAdapter } from './killable-adapter.ts'
import type { CarState, Fields, TrialCar } from './trial-cars.ts'
import { poisonCar } from './trial-messages.ts'
import type { Acknowledgement } from './trial-sender.ts'

/** What must not be, counted; all are 0 when the promises hold. */
export interface TrialVerdict {
  /** Acknowledged events that the log doesn't have. */
  readonly lost: number
  /** Events in the log beyond those that were acknowledged, each counted once. */
  readonly surplus: number
  /** Cars that the graph shows otherwise than the model. */
  readonly otherThanModel: number
  /** Changes of status that were told twice, left out or told in another order. */
  readonly toldWrongly: number
  /** Jobs that say another thing than what was sent and stored, are missing, or belong to no acknowledgement. */
  readonly untrueJobs: number
}

export interface TrialFacts {
  readonly cars: readonly TrialCar[]
  readonly acknowledgements: readonly Acknowledgement[]
}

export async function judgeTrial(
  adapter: KillableAdapter,
  { cars, acknowledgements }: TrialFacts,
): Promise<TrialVerdict> {
  const taken = acknowledgements.filter(({ location }) => location !== null)
  const keys = new Set(
    taken.flatMap(({ message }) => message.events.filter(event => event['eventID'] !== undefined).map(keyOf)),
  )
  const [log] = await adapter.sql(
    `select count(*)::int as events, (
      select count(*)::int from unnest($1::text[]) as sent (key)
      where not exists (
        select from erp_adapter.event_log where event_id = substr(key, 2) and declares_error = starts_with(key, '-'))
    ) as lost from erp_adapter.event_log`,
    [[...keys]],
  )
  return {
    lost: log.lost,
    surplus: Math.max(0, log.events - keys.size),
    otherThanModel: await unlike(adapter, cars),
    toldWrongly: await toldWrongly(adapter),
    untrueJobs: await untrueJobs(adapter, taken),
  }
}

const keyOf = (event: Fields): string =>
  `${event['errorDeclaration'] === undefined ? '+' : '-'}${String(event['eventID'])}`

async function unlike({ url }: KillableAdapter, cars: readonly TrialCar[]): Promise<number> {
  const shown = new Map<string, CarState>()
  let after: string | null = null
  do {
    const { data }: any = await askAdapter(
      url,
      `query ($after: String) { vehicles(first: 200, after: $after) {
        nodes { productionNumber status statusSince vin builtAt whereabouts { kind place { id } } }
        pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    )
    for (const { whereabouts, ...car } of data.vehicles.nodes)
      shown.set(car.productionNumber, {
        ...car,
        whereabouts: whereabouts.kind,
        place: whereabouts.place?.id ?? null,
      })
    after = data.vehicles.pageInfo.hasNextPage ? data.vehicles.pageInfo.endCursor : null
  } while (after !== null)
  const same = (car: CarState, other: CarState | undefined): boolean =>
    (Object.keys(car) as (keyof CarState)[]).every(fact => other?.[fact] === car[fact])
  return cars.filter(({ expected }) => !same(expected, shown.get(expected.productionNumber))).length
}

/** What is told of a car is a chain: each change begins where the one before ended, and the last is how the car is. */
async function toldWrongly({ sql }: KillableAdapter): Promise<number> {
  const [row] = await sql(`
    select count(*)::int as wrong from (
      select payload->>'previous' as previous,
        lag(payload->>'status') over (partition by key order by id) as before,
        payload->>'status' as status, vehicle.status as now,
        lead(id) over (partition by key order by id) is null as last
      from platform.event join erp_adapter.vehicle on production_number = key
      where type = 'erp.VehicleStatusChanged') as told
    where previous is distinct from before or (last and told.status <> now)`)
  return row.wrong
}

async function untrueJobs({ sql }: KillableAdapter, taken: readonly Acknowledgement[]): Promise<number> {
  const jobs = taken.map(({ message, location }) => ({
    id: location?.split('/').at(-1),
    behaviour: message.behaviour,
    events: message.events.length,
    wrong: message.wrong,
  }))
  const [row] = await sql(
    `select count(*)::int as untrue
    from jsonb_to_recordset($1::jsonb) as sent (id text, behaviour text, events int, wrong int)
    full join erp_adapter.capture_job as job using (id)
    left join (
      select capture_id as id, count(*) as rows from erp_adapter.event_log group by capture_id) as log using (id)
    left join (
      select capture_id as id, count(*) as rows from erp_adapter.kept_apart_event group by capture_id) as kept using (id)
    where job.id is null or sent.id is null or job.behaviour <> sent.behaviour or job.events <> sent.events
      or job.captured <> sent.events - sent.wrong or jsonb_array_length(job.errors) <> sent.wrong
      or coalesce(log.rows, 0) > job.captured or coalesce(kept.rows, 0) <> sent.wrong`,
    [JSON.stringify(jobs)],
  )
  return row.untrue
}

/** The events of the poison car that were kept apart, and what became of each. */
export async function keptApart({ sql }: KillableAdapter): Promise<readonly { id: string; state: string }[]> {
  return sql(`select id, state from erp_adapter.kept_apart_event where production_number = $1 order by id`, [poisonCar])
}
