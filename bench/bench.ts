import { parseArgs } from 'node:util'
import { customer } from './customer/customer.ts'
import { flagship } from './flagship/flagship.ts'
import { gateway } from './gateway/gateway.ts'
import { ingest } from './ingest/ingest.ts'
import { material } from './material/material.ts'
import { trust } from './trust/trust.ts'
import { workPlace } from './work-place/work-place.ts'
import { stock } from './stock/stock.ts'

export interface BenchOptions {
  /** Measure shortly, to see that it works; such figures are not worth quoting. */
  readonly quick: boolean
  /** Measure against Hive Gateway too, which is installed for it. */
  readonly hive: boolean
  /** Those that are compared. @default all */
  readonly only: readonly string[] | undefined
  /** The operations that are measured. @default all */
  readonly operations: readonly string[] | undefined
  /** How many events the log of the ingest holds before it is measured, one measurement after the other. @default 0 */
  readonly stored: readonly number[] | undefined
}

/** Something that is measured: prints what it found. */
export type Bench = (options: BenchOptions) => Promise<void>

const benches = new Map<string, Bench>([
  ['flagship', flagship],
  ['gateway', gateway],
  ['ingest', ingest],
  ['work-place', workPlace],
  ['stock', stock],
  ['customer', customer],
  ['trust', trust],
  ['material', material],
])

const usage =
  'npm run bench -- [NAME …] [--quick]; for gateway, stock and customer also [--only NAME,…]; for gateway [--hive] [--operations NAME,…]; for ingest also [--stored EVENTS,…]'
const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    hive: { type: 'boolean', default: false },
    only: { type: 'string' },
    operations: { type: 'string' },
    stored: { type: 'string' },
  },
})
const options = {
  ...values,
  only: values.only?.split(','),
  operations: values.operations?.split(','),
  stored: values.stored?.split(',').map(Number),
}
const unknown = named.find(name => !benches.has(name))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": ${[...benches.keys()].join(', ')}.\nUsage: ${usage}`)
  process.exit(1)
}
for (const [name, bench] of benches) if (named.length === 0 || named.includes(name)) await bench(options)
