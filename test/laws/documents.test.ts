import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentFile } from '../../commands/graph.ts'
import { readDocuments } from '../../gateway/documents/document-file.ts'
import { root } from './sources.ts'

test('the operations of the examples, which the page offers too, are registered as they are', () => {
  const registered = new Set(readDocuments(documentFile).values())
  const examples = globSync('examples/queries/*.graphql', { cwd: root })
  expect(examples.length).toBeGreaterThan(5)
  expect(examples.filter(file => !registered.has(readFileSync(join(root, file), 'utf8')))).toEqual([])
})
