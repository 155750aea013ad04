type Row = Readonly<Record<string, unknown>>
type Test = (row: Row) => boolean

/** A request that the service refuses as it stands. */
export class BadRequest extends Error {}

const compare: Readonly<Record<string, (order: number) => boolean>> = {
  eq: order => order === 0,
  ne: order => order !== 0,
  gt: order => order > 0,
  ge: order => order >= 0,
  lt: order => order < 0,
  le: order => order <= 0,
}

const token = /\s+|\(|\)|'(?:[^']|'')*'|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|-?\d+(?:\.\d+)?|[A-Za-z_]\w*/y

function tokensOf(filter: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < filter.length) {
    const at = token.lastIndex
    const [found] = token.exec(filter) ?? []
    if (found === undefined) throw new BadRequest(`Syntax error at position ${at} in '${filter}'.`)
    tokens.push(found)
  }
  return tokens.filter(each => each.trim() !== '')
}

/** Reads a `$filter` of comparisons, `and`, `or` and brackets over properties that there are. */
export function readFilter(filter: string, properties: readonly string[]): Test {
  const tokens = tokensOf(filter)
  let at = 0
  const take = (): string => tokens[at++] ?? ''
  function joined(word: 'or' | 'and', part: () => Test): Test {
    const parts = [part()]
    for (; tokens[at] === word; parts.push(part())) at++
    return row => (word === 'or' ? parts.some(each => each(row)) : parts.every(each => each(row)))
  }
  const either = (): Test => joined('or', () => joined('and', single))
  function single(): Test {
    if (tokens[at] === '(') {
      at++
      const inner = either()
      if (take() !== ')') throw new BadRequest('A bracket is not closed.')
      return inner
    }
    const [property, operator, literal] = [take(), take(), take()]
    if (!properties.includes(property)) throw new BadRequest(`Could not find a property named '${property}'.`)
    const holds = compare[operator]
    if (holds === undefined) throw new BadRequest(`Unknown operator '${operator}'.`)
    const wanted = valueOf(literal)
    return row => row[property] != null && holds(orderOf(row[property], wanted))
  }
  const test = either()
  if (at < tokens.length) throw new BadRequest(`Syntax error at '${tokens[at]}'.`)
  return test
}

function valueOf(literal: string): string | number | Date {
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'")
  if (/^\d{4}-/.test(literal)) return new Date(literal)
  if (/^-?\d/.test(literal)) return Number(literal)
  throw new BadRequest(`'${literal}' is no literal.`)
}

function orderOf(value: unknown, wanted: string | number | Date): number {
  if (wanted instanceof Date) return new Date(String(value)).getTime() - wanted.getTime()
  if (typeof wanted === 'number' ? typeof value !== 'number' : typeof value !== 'string')
    throw new BadRequest('The operands of a comparison are of different types.')
  return value === wanted ? 0 : Number((value as string) > wanted) * 2 - 1
}
