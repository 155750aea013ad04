import { writeFileSync } from 'node:fs'
import { compose } from '../gateway/supergraph/compose.ts'
import { members, supergraphFile } from './graph.ts'

writeFileSync(supergraphFile, compose(members))
console.log(`Composed ${members.length} subgraphs into gateway/supergraph.graphql.`)
