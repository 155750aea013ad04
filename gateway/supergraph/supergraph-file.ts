import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from '#platform/start-refused.ts'
import { largestSupergraph } from './largest-supergraph.ts'
import type { ReadSupergraph } from './supergraph-source.ts'

/**
 * Reads a supergraph from a file, or from the last by name of the `.graphql` files in a directory. A file that changes
 * while it is looked at is left for the next time: it may not be whole.
 */
export function supergraphFile(path: string): ReadSupergraph {
  let last = ''
  return async () => {
    const file = await fileAt(path)
    const before = await stat(file)
    const mark = `${file} ${before.ino} ${before.size} ${before.mtimeMs}`
    if (mark === last) return undefined
    if (before.size > largestSupergraph) throw new StartRefused(`${file} has more than ${largestSupergraph} bytes.`)
    const text = await readFile(file, 'utf8')
    const after = await stat(file)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return undefined
    last = mark
    return text
  }
}

async function fileAt(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new StartRefused(`There is no file ${path}.`)
  if (!found.isDirectory()) return path
  const files = (await readdir(path)).filter(name => name.endsWith('.graphql')).toSorted()
  const file = files.at(-1)
  if (file === undefined) throw new StartRefused(`There is no .graphql file in ${path}.`)
  return join(path, file)
}
