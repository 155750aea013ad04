import { BadRequest, readFilter } from './odata-filter.ts'

type Row = Readonly<Record<string, unknown>>

/** The system query options that the service knows. */
const known = new Set(['$filter', '$orderby', '$top', '$skip', '$select', '$count'])

/** The options of a request, as OData reads a URL: a plus sign is itself. */
export function optionsOf(search: string): ReadonlyMap<string, string> {
  const pairs = search
    .replace(/^\?/, '')
    .split('&')
    .filter(each => each !== '')
    .map(each => {
      const [name = '', value = ''] = each.split('=')
      return [decodeURIComponent(name), decodeURIComponent(value)] as const
    })
  const options = new Map(pairs)
  if (options.size < pairs.length) throw new BadRequest('A query option is given twice.')
  return options
}

/** The rows that the options ask for, before they are paged. */
export function queried(
  rows: readonly Row[],
  options: ReadonlyMap<string, string>,
  properties: readonly string[],
): readonly Row[] {
  for (const name of options.keys())
    if (!known.has(name)) throw new BadRequest(`The query option '${name}' is not supported.`)
  selected({}, options.get('$select'), properties)
  const filter = options.get('$filter')
  const found = filter === undefined ? rows : rows.filter(readFilter(filter, properties))
  const from = numberOf(options, '$skip') ?? 0
  const most = numberOf(options, '$top') ?? Infinity
  return sorted(found, options.get('$orderby'), properties).slice(from, from + most)
}

function numberOf(options: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = options.get(name)
  if (value !== undefined && !/^\d+$/.test(value)) throw new BadRequest(`'${value}' is no value of ${name}.`)
  return value === undefined ? undefined : Number(value)
}

function sorted(rows: readonly Row[], orderBy: string | undefined, properties: readonly string[]): readonly Row[] {
  if (orderBy === undefined) return rows
  const [property = '', direction = 'asc'] = orderBy.split(' ')
  if (!properties.includes(property) || !/^(asc|desc)$/.test(direction))
    throw new BadRequest(`'${orderBy}' can't be sorted by.`)
  const sign = direction === 'asc' ? 1 : -1
  const by = (row: Row): string => String(row[property])
  return rows.toSorted((a, b) => sign * (by(a) < by(b) ? -1 : Number(by(a) > by(b))))
}

/** The properties of a row that are selected. */
export function selected(row: Row, select: string | undefined, properties: readonly string[]): Row {
  if (select === undefined) return row
  const fields = select.split(',')
  const unknown = fields.find(field => !properties.includes(field))
  if (unknown !== undefined) throw new BadRequest(`Could not find a property named '${unknown}'.`)
  return Object.fromEntries(fields.map(field => [field, row[field] ?? null]))
}
