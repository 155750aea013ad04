import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'

const shape = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1))

/** The id of an operation: the SHA-256 of its text. */
export const documentIdOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Reads a file of operations by their ids; throws `StartRefused` when it isn't one. */
export function readDocuments(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) throw new StartRefused(`There is no file ${file}, which shall hold the registered operations.`)
  const { data } = shape.safeParse(parsed(readFileSync(file, 'utf8')))
  if (data === undefined) throw new StartRefused(`${file} holds no operations by their ids.`)
  const documents = new Map(Object.entries(data))
  for (const [id, text] of documents)
    if (documentIdOf(text) !== id) throw new StartRefused(`${file} has another text under ${id} than that id means.`)
  return documents
}

/** Adds operations to a file, those that are there stay; gives the ids of these. */
export function addDocuments(file: string, texts: readonly string[]): readonly string[] {
  const documents = new Map(existsSync(file) ? readDocuments(file) : [])
  const ids = texts.map(documentIdOf)
  for (const [index, id] of ids.entries()) documents.set(id, texts[index] ?? '')
  const sorted = [...documents].toSorted(([one], [other]) => (one < other ? -1 : 1))
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  return ids
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
