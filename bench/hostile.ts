import { validate, parse, buildSchema } from 'graphql'
import { hostile, refusalOf } from '../test/gateway/hostile/hostile-operations.ts'
import { table } from './table.ts'

/** What graphql-js alone takes for an operation that is within its parser's stack, in milliseconds. */
const schema = buildSchema('type Query { a: Int n: Node } type Node { id: ID! a: Int b: Int n: Node }')
function unbounded(text: string): number | undefined {
  const started = performance.now()
  try {
    validate(schema, parse(text))
  } catch (error) {
    if (error instanceof RangeError) return undefined
  }
  return performance.now() - started
}

/** The least of several times: what else the machine does is left out. */
const least = (times: readonly number[]): string => Math.min(...times).toFixed(1)

const rows: string[][] = []
for (const [what, text, code] of hostile) {
  const ours: number[] = []
  const alone: (number | undefined)[] = []
  for (let run = 0; run < 5; run++) {
    ours.push((await refusalOf(text)).took)
    alone.push(unbounded(text))
  }
  const finished = alone.filter(time => time !== undefined)
  rows.push([what, code, least(ours), finished.length === 0 ? 'stack overflow' : least(finished)])
}
console.log(table(['operation', 'refused as', 'ms', 'graphql-js alone, ms'], rows))
