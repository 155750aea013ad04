import { z } from 'zod'
import { flawAt, flawsOf } from './flaw.ts'
import { IngestProblem } from './problem.ts'

/** A page of capture jobs, as the query of EPCIS 2.0 asks for it. */
export interface JobPage {
  readonly perPage: number
  /** The last job of the page before; null for the first page. */
  readonly after: string | null
}

const jobId = z.string().regex(/^capture-[\da-f-]{36}$/)

const query = z.object({
  perPage: z.coerce.number('is no number').int('is no whole number').min(1).max(200).default(30),
  nextPageToken: z
    .string()
    .transform(token => Buffer.from(token, 'base64url').toString())
    .refine(id => jobId.safeParse(id).success, 'is no token of this list')
    .optional(),
})

export function jobPageIn(given: unknown): JobPage {
  const read = query.safeParse(given)
  if (!read.success) throw IngestProblem.invalid(flawsOf(read.error).map(flaw => flawAt('', flaw)))
  const { perPage, nextPageToken } = read.data
  return { perPage, after: nextPageToken ?? null }
}

/** The header `Link` that leads on from a page's last job. */
export function linkBehind(path: string, perPage: number, last: string): string {
  const token = Buffer.from(last).toString('base64url')
  return `<${path}?perPage=${perPage}&nextPageToken=${token}>; rel="next"`
}
