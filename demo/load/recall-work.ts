import type { Car } from '../world/car.ts'
import type { ServiceOrder } from '../world/service-orders.ts'

/** The service orders that did the work of a recall, by recall and car. */
export type RecallWork = ReadonlyMap<string, ServiceOrder>

export const recallWorkKey = (recallId: string, car: Car): string => `${recallId} ${car.vin}`
