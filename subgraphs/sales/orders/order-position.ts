import type { Position } from '#platform/connection.ts'
import type { OrderRow } from './order.ts'

/** Orders are listed by the time when they were placed. */
export const orderPosition = ({ placedAt, id }: OrderRow): Position => ({ sort: placedAt.toISOString(), id })
