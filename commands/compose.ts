import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compose } from '../gateway/supergraph/compose.ts'
import { members, supergraphFile } from './graph.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const supergraph = compose(members)

if (!values.check) {
  writeFileSync(supergraphFile, supergraph)
  console.log(`Composed ${members.length} subgraphs into gateway/supergraph.graphql.`)
} else if (readFileSync(supergraphFile, 'utf8') !== supergraph) {
  console.error('gateway/supergraph.graphql is not what the subgraphs make now: run npm run compose.')
  process.exitCode = 1
}
