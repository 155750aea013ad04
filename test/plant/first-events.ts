import type { PlantEvent } from '../../plant/car-events.ts'
import { traffic, type TrafficOptions } from '../../plant/traffic.ts'

/** What leaves a plant first. */
export const firstEvents = (options: TrafficOptions, count: number): readonly PlantEvent[] =>
  traffic(options).take(count).toArray()

/** How many events are so. */
export const timesAmong = (events: readonly PlantEvent[], chosen: (event: any) => boolean): number =>
  events.filter(({ text }) => chosen(JSON.parse(text))).length
