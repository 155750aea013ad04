import { existsSync, readFileSync } from 'node:fs'
import { createEngine } from '../gateway/engine.ts'
import { StartRefused } from '#platform/start-refused.ts'

/** Prints the plan of the operation in a file, or on standard input when the file is `-`. */
export async function explainFile(file: string, supergraph: string): Promise<void> {
  if (file !== '-' && !existsSync(file)) throw new StartRefused(`There is no file ${file}.`)
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  const plan = createEngine(supergraph).explain({ text, operationName: null, variables: {} })
  console.log(
    await plan.catch((error: unknown) => {
      throw new StartRefused(error instanceof Error ? error.message : String(error))
    }),
  )
}
