import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from '#platform/start-refused.ts'
import type { Engine } from '../engine.ts'
import type { OperationText } from '../planning/prepared.ts'

/** An operation that clients use, by the file that it stands in. */
export interface RecordedOperation extends OperationText {
  readonly file: string
}

/** The operations of a folder of `.graphql` files, one in each. */
export function readRecorded(folder: string): RecordedOperation[] {
  return globSync('**/*.graphql', { cwd: folder })
    .toSorted()
    .map(file => ({ file, text: readFileSync(join(folder, file), 'utf8'), operationName: null }))
}

/** Throws `StartRefused` when a recorded operation is not valid, with all that is wrong. */
export async function demandRecorded(
  engine: Pick<Engine, 'operation'>,
  recorded: readonly (OperationText & { readonly file?: string })[],
): Promise<void> {
  const broken: string[] = []
  for (const { file = 'an operation', ...text } of recorded)
    await engine.operation(text).catch((error: unknown) => {
      broken.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    })
  if (broken.length > 0) throw new StartRefused(`It breaks operations in use.\n${broken.join('\n')}`)
}
