import { z } from 'zod'
import { shaped } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { ChangePage } from '../connector.ts'
import { markAfter, sweepAt, wholeOf, wholeSweepAt } from '../sweep.ts'
import type { SetChanges } from './odata-settings.ts'
import type { ODataSession } from './odata-session.ts'
import { row, type Row } from './odata-values.ts'

/** A set whose rows are read again and again. */
export interface Feed {
  readonly set: string
  readonly changes: SetChanges
  /** The properties that are read. */
  readonly fields: readonly (string | undefined)[]
  /** Which rows beside those that changed. */
  readonly filter: string | null
  /** Tells the rows in a fixed order. */
  readonly key: string
  readonly pageSize: number
}

/** A link that the service gave: to the next page, or to what changes from now on. */
const tracked = z.object({ next: z.string().nullable(), delta: z.string().nullable(), whole: z.boolean() })

const page = z.object({
  value: z.array(row),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})
type Page = z.output<typeof page>

/** Reads a page of what changed in a set since a mark. */
export const readFeed = (
  session: ODataSession,
  feed: Feed,
  { after, signal }: { readonly after: string | null; readonly signal: AbortSignal },
): Promise<ChangePage<Row>> =>
  (feed.changes.by === 'deltaLink' ? readTracked : readSwept)({ session, feed, signal }, after)

interface Reading {
  readonly session: ODataSession
  readonly feed: Feed
  readonly signal: AbortSignal
}

/** By sweeps; the next page of one is where the service says. */
async function readSwept(reading: Reading, after: string | null): Promise<ChangePage<Row>> {
  const { changes } = reading.feed
  const sweep = (changes.by === 'field' ? sweepAt : wholeSweepAt)(after, new Date())
  const since = changes.by === 'field' && sweep.since !== null ? `${changes.field} ge ${sweep.since}` : null
  const found = await read(reading, { link: sweep.after, since })
  if (found === null) return readSwept(reading, null)
  const next = found['@odata.nextLink'] ?? null
  return { rows: found.value, mark: markAfter(sweep, next), more: next !== null, ...wholeOf(sweep) }
}

/** By the service's own account of changes: all at first, and what it says since. */
async function readTracked(reading: Reading, after: string | null): Promise<ChangePage<Row>> {
  const at = after === null ? { next: null, delta: null, whole: true } : shaped(tracked, JSON.parse(after))
  const found = await read(reading, { link: at.next ?? at.delta, since: null })
  // Of a row that is gone only its address is told: all is read again, and what is not there any more is seen.
  if (found === null || found.value.some(isRemoved)) return readTracked(reading, null)
  const next = found['@odata.nextLink'] ?? null
  const delta = found['@odata.deltaLink'] ?? null
  if (next === null && delta === null)
    throw new ConnectorFault('MALFORMED', `It keeps no track of changes of ${reading.feed.set}.`)
  return {
    rows: found.value,
    mark: JSON.stringify({ next, delta, whole: at.whole && next !== null }),
    more: next !== null,
    ...(at.whole ? { whole: at.next === null ? 'first' : 'further' } : {}),
  }
}

function isRemoved({ '@removed': removed, '@odata.context': context }: Row): boolean {
  return removed !== undefined || (typeof context === 'string' && context.endsWith('/$deletedEntity'))
}

/** Reads a page; null when its link has ended. */
async function read(
  { session, feed, signal }: Reading,
  { link, since }: { readonly link: string | null; readonly since: string | null },
): Promise<Page | null> {
  const track = feed.changes.by === 'deltaLink' ? ['odata.track-changes'] : []
  const prefer = [...track, `odata.maxpagesize=${feed.pageSize}`].join(',')
  if (link !== null)
    return session.read(page, { path: link, prefer }, signal).catch((error: unknown) => {
      if (error instanceof ConnectorFault && error.code === 'REFUSED') return null
      throw error
    })
  const filter = [feed.filter, since].filter(each => each !== null).join(' and ')
  const fields = [...new Set(feed.fields.filter(each => each !== undefined))]
  const query = {
    $select: fields.join(','),
    ...(filter === '' ? {} : { $filter: filter }),
    $orderby: feed.key,
  }
  return session.read(page, { path: feed.set, query, prefer }, signal)
}
