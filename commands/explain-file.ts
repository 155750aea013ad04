import { existsSync, readFileSync } from 'node:fs'
import { contractOf } from '../gateway/authorisation/contract.ts'
import { rightsOfRole } from '../gateway/authorisation/rights-of.ts'
import { createEngine } from '../gateway/engine.ts'
import { roles } from '#platform/auth.ts'
import { StartRefused } from '#platform/start-refused.ts'

/** Prints the plan that a role is given of the operation in a file, or on standard input when the file is `-`. */
export async function explainFile(file: string, supergraph: string, as: string): Promise<void> {
  const role = roles.find(each => each === as)
  if (role === undefined) throw new StartRefused(`--as is none of the roles ${roles.join(', ')}.`)
  if (file !== '-' && !existsSync(file)) throw new StartRefused(`There is no file ${file}.`)
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  const asked = { contract: contractOf(role), rights: rightsOfRole(role) }
  const plan = createEngine(supergraph).explain({ text, operationName: null, variables: {}, ...asked })
  console.log(
    await plan.catch((error: unknown) => {
      throw new StartRefused(error instanceof Error ? error.message : String(error))
    }),
  )
}
