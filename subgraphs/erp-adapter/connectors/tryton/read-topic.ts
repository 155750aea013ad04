import type { ChangePage } from '../connector.ts'
import type { TrytonSession } from './tryton-session.ts'

/** Reads a page of what changed of a topic. */
export type ReadTopic<Row> = (
  session: TrytonSession,
  after: string | null,
  signal: AbortSignal,
) => Promise<ChangePage<Row>>
