/** Rows of an answer: how many records fit at most, as a server pages by itself. */
export interface Paging {
  /** Records of a page, whatever was asked for. */
  readonly most: number
}

type Row = Readonly<Record<string, unknown>>

/** Numbers of SAP compare as if they were filled with zeros to the left. */
const comparable = (value: unknown): string => {
  const text = String(value)
  return /^\d+$/.test(text) ? text.padStart(18, '0') : text
}

const compare = {
  eq: (left: string, right: string) => left === right,
  ge: (left: string, right: string) => left >= right,
  gt: (left: string, right: string) => left > right,
}

/** Reads a filter of comparisons, joined by `and`, those in brackets by `or`. */
function readFilter(filter: string): (row: Row) => boolean {
  const all = split(filter, ' and ').map(part => {
    const inner = part.startsWith('(') && part.endsWith(')') ? part.slice(1, -1) : part
    return split(inner, ' or ').map(readComparison)
  })
  return row => all.every(some => some.some(fits => fits(row)))
}

function readComparison(text: string): (row: Row) => boolean {
  const [, field = '', operator, quoted = ''] = /^(\w+) (eq|ge|gt) '((?:[^']|'')*)'$/.exec(text.trim()) ?? []
  if (operator !== 'eq' && operator !== 'ge' && operator !== 'gt') throw new SyntaxError(text)
  const right = comparable(quoted.replaceAll("''", "'"))
  return row => {
    if (!(field in row)) throw new SyntaxError(`Property ${field} not found`)
    return compare[operator](comparable(row[field]), right)
  }
}

/** Splits at a word that stands in no text. */
const split = (text: string, word: string): string[] => {
  const parts = ['']
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted
    if (!quoted && text.startsWith(word, at)) {
      parts.push('')
      at += word.length - 1
    } else parts.push(`${parts.pop()}${text[at]}`)
  }
  return parts
}

/** Answers `$filter`, `$orderby`, `$skip`, `$top`, `$skiptoken`, `$inlinecount` and `$select` over records. */
export function queried(rows: readonly Row[], asked: URL, { most }: Paging): Row {
  const query = asked.searchParams
  const filter = query.get('$filter')
  const order = query.get('$orderby')
  const fitting = filter === null ? rows : rows.filter(readFilter(filter))
  const found = order === null ? fitting : sorted(fitting, order)
  const from = Number(query.get('$skiptoken') ?? query.get('$skip') ?? 0)
  const top = Number(query.get('$top') ?? Infinity)
  const wanted = found.slice(from, from + top)
  const results = wanted.slice(0, most).map(row => selected(row, query.get('$select')))
  if (wanted.length <= most) return { results, ...counted(found, query) }
  const next = new URL(asked)
  next.searchParams.set('$skiptoken', String(from + most))
  return { results, __next: next.href, ...counted(found, query) }
}

const sorted = (rows: readonly Row[], field: string): Row[] =>
  rows
    .map(row => ({ row, by: comparable(row[field]) }))
    .toSorted((a, b) => (a.by < b.by ? -1 : Number(a.by > b.by)))
    .map(({ row }) => row)

const counted = (found: readonly Row[], query: URLSearchParams): Row =>
  query.get('$inlinecount') === 'allpages' ? { __count: String(found.length) } : {}

/** The properties that were asked for; entities that lie behind are there when they were expanded. */
export function selected(row: Row, fields: string | null): Row {
  if (fields === null) return row
  return Object.fromEntries(['__metadata', ...fields.split(',')].map(field => [field, row[field]]))
}
