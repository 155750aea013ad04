import { at, moment } from './factory.ts'

/** An event of a load. */
export const ofLoad = (id: string) => ({ type: 'AggregationEvent', parentID: `urn:autograph:load:${id}` })

/** A car leaves on a load. */
export const loaded = (car: string, hour: number, id: string) =>
  at(car, hour, ['departing', 'YARD-T'], { ...ofLoad(id), action: 'ADD', childEPCs: [`urn:autograph:car:${car}`] })

/** All of a load comes off; who was on it, its carrier doesn't say. */
export function emptied(id: string, hour: number, [bizStep, where]: [string, string], fields: object = {}) {
  const { 'autograph:productionNumber': _, ...event } = at('', hour, [bizStep, where])
  return { ...event, ...ofLoad(id), action: 'DELETE', ...fields }
}

/** Declares an event wrong. */
export const wrong = (event: object) => ({ ...event, errorDeclaration: { declarationTime: moment(90) } })
