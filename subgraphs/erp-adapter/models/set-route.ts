import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { findPlaces } from '../places/place-store.ts'
import { beginVersion, makeVersion, type MadeVersion, type NewVersion, type VersionRefusal } from './make-version.ts'
import { repeated } from './repeated.ts'

export interface NewStep {
  readonly position: number
  readonly station: string
  readonly required: boolean
  readonly instructionZh: string
  readonly instructionEn: string
}

export interface NewRoute extends NewVersion {
  readonly steps: readonly NewStep[]
}

export type SetRouteOutcome =
  | ({ readonly __typename: 'SetRouteSuccess' } & MadeVersion)
  | VersionRefusal
  | ({ readonly __typename: 'RouteRefused'; readonly message: string } & RouteFlaws)

export interface RouteFlaws {
  readonly unknownStations: readonly string[]
  readonly repeatedStations: readonly string[]
  readonly wrongPositions: readonly number[]
}

/** What is wrong with the steps of a route; null when cars can go through them. */
export function routeFlaws(steps: readonly NewStep[], stations: ReadonlySet<string>): RouteFlaws | null {
  const positions = steps.map(step => step.position)
  const flaws = {
    unknownStations: [...new Set(steps.map(step => step.station).filter(station => !stations.has(station)))],
    repeatedStations: repeated(steps.map(step => step.station)),
    wrongPositions: [...new Set([...positions.filter(position => position < 1), ...repeated(positions)])],
  }
  return Object.values(flaws).every(list => list.length === 0) ? null : flaws
}

/** Gives a model another route from a moment on; cars that have begun keep theirs. */
export async function setRoute(tx: Transaction, { steps, ...version }: NewRoute): Promise<SetRouteOutcome> {
  const { modelCode } = version
  const refusal = await beginVersion(tx, version)
  if (refusal !== null) return refusal
  const places = await findPlaces(
    tx,
    steps.map(step => step.station),
  )
  const stations = new Set([...places.values()].filter(place => place.kind === 'STATION').map(place => place.id))
  const flaws = routeFlaws(steps, stations)
  if (flaws !== null)
    return { __typename: 'RouteRefused', message: `Cars of ${modelCode} can't go through these stations.`, ...flaws }
  const made = await makeVersion(tx, 'ROUTE', version)
  await tx.rows(sql`
    insert into route_step (model_code, version, position, station_id, required, instruction_zh, instruction_en)
    select ${modelCode}, ${made.version}, position, station, required, "instructionZh", "instructionEn"
    from json_to_recordset(${JSON.stringify(steps)}::json) as step (
      position int, station text, required boolean, "instructionZh" text, "instructionEn" text)`)
  return { __typename: 'SetRouteSuccess', ...made }
}
