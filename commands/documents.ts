import { existsSync, readFileSync } from 'node:fs'
import { createEngine } from '../gateway/engine.ts'
import { addDocuments } from '../gateway/documents/document-file.ts'
import { demandRecorded } from '../gateway/supergraph/recorded-operations.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { command, optionsOf } from './command.ts'
import { documentFile, supergraphFile } from './graph.ts'

const usage = 'npm run documents -- register FILE.graphql … [--registry FILE] [--supergraph FILE]'

/** Registers operations, so that clients may send them by their ids; one that is not valid over the graph is refused. */
await command(async () => {
  const { options, args } = optionsOf({ registry: documentFile, supergraph: supergraphFile }, usage)
  const [what, ...files] = args
  if (what !== 'register' || files.length === 0) throw new StartRefused(`Usage: ${usage}`)
  const missing = [options.supergraph, ...files].find(file => !existsSync(file))
  if (missing !== undefined) throw new StartRefused(`There is no file ${missing}.`)
  const texts = files.map(file => readFileSync(file, 'utf8'))
  await demandRecorded(
    createEngine(readFileSync(options.supergraph, 'utf8')),
    texts.map((text, index) => ({ text, operationName: null, file: files[index] ?? '' })),
  )
  for (const [index, id] of addDocuments(options.registry, texts).entries()) console.log(`${id}  ${files[index]}`)
  process.exit()
})
