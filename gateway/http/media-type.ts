const wholeTypes = ['application/json', 'application/graphql-response+json'] as const

/** What an answer comes as when it is sent at once. */
export type WholeType = (typeof wholeTypes)[number]

/** In which forms a client takes an answer. */
export interface Accepted {
  /** The form of an answer that is sent at once. */
  readonly whole: WholeType
  /** Whether the client named that form, and not just any. */
  readonly named: boolean
  /** Whether it takes the parts of a deferred answer as they come. */
  readonly parts: boolean
  /** Whether it wants events. */
  readonly events: boolean
}

const json: Accepted = { whole: 'application/json', named: true, parts: false, events: false }

/** What is sent to a client that says nothing. */
export const anything: Accepted = { whole: 'application/json', named: false, parts: false, events: false }

/** The forms that a client takes of those that we speak; undefined when it takes none of them. */
export function acceptedBy(accept: string | undefined): Accepted | undefined {
  if (accept === undefined || accept === '' || accept === '*/*') return anything
  if (accept === 'application/json') return json
  const ranges = accept
    .split(',')
    .map(rangeOf)
    .filter(({ quality }) => quality > 0)
    // Sorting keeps the order of equals: what is named first is liked best.
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ range }) => range)
  const whole = ranges.flatMap(range => wholeTypes.filter(type => type === range))[0]
  const parts = ranges.includes('multipart/mixed')
  const events = ranges[0] === 'text/event-stream'
  const any = ranges.some(range => range === '*/*' || range === 'application/*')
  if (whole === undefined && !parts && !events && !any) return undefined
  return { whole: whole ?? anything.whole, named: whole !== undefined, parts, events }
}

function rangeOf(text: string): { readonly range: string; readonly quality: number } {
  const [range = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  const quality = parameters.find(parameter => parameter.startsWith('q='))
  return { range, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
}
