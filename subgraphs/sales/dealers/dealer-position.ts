import type { Position } from '#platform/connection.ts'
import type { DealerRow } from './dealer.ts'

/** Dealers are listed by name. */
export const dealerPosition = ({ name, id }: DealerRow): Position => ({ sort: name, id })
