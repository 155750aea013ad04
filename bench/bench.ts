import { flagship } from './flagship/flagship.ts'

export interface BenchOptions {
  /** Measure shortly, to see that it works; such figures are not worth quoting. */
  readonly quick: boolean
}

/** Something that is measured: prints what it found. */
export type Bench = (options: BenchOptions) => Promise<void>

const benches = new Map<string, Bench>([['flagship', flagship]])

const usage = 'npm run bench -- [NAME …] [--quick]'
const quick = process.argv.includes('--quick')
const named = process.argv.slice(2).filter(argument => argument !== '--quick')
const unknown = named.find(name => !benches.has(name))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": ${[...benches.keys()].join(', ')}.\nUsage: ${usage}`)
  process.exit(1)
}
for (const [name, bench] of benches) if (named.length === 0 || named.includes(name)) await bench({ quick })
