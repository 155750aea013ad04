import { table } from '../bench/table.ts'
import { collaboration } from './collaboration.ts'
import { equivalence } from './equivalence.ts'
import type { Experiment } from './finding.ts'
import { hung } from './hung.ts'
import { ingest } from './ingest.ts'
import { mutations } from './mutations.ts'
import { overload } from './overload.ts'
import { reload } from './reload.ts'
import { retries } from './retries.ts'
import { trust } from './trust.ts'

const experiments = new Map<string, Experiment>([
  ['mutations', mutations],
  ['retries', retries],
  ['hung', hung],
  ['overload', overload],
  ['reload', reload],
  ['equivalence', equivalence],
  ['ingest', ingest],
  ['trust', trust],
  ['collaboration', collaboration],
])

const usage = 'npm run lab -- [NAME …] [--quick]'
const quick = process.argv.includes('--quick')
const named = process.argv.slice(2).filter(argument => argument !== '--quick')
const unknown = named.find(name => !experiments.has(name))
if (unknown !== undefined) {
  console.error(`There is no experiment "${unknown}": ${[...experiments.keys()].join(', ')}.\nUsage: ${usage}`)
  process.exit(1)
}

const rows: string[][] = []
for (const [name, experiment] of experiments) {
  if (named.length > 0 && !named.includes(name)) continue
  for (const { what, found, toReach, held } of await experiment(quick ? 0.02 : 1)) {
    rows.push([name, what, found, toReach, held ? 'held' : 'BROKEN'])
    if (!held) process.exitCode = 1
  }
}
console.log(table(['experiment', 'what', 'found', 'to reach', ''], rows))
