import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('docs/add-a-subgraph.md shows every file of the example as it is', () => {
  const document = readFileSync(join(root, 'docs/add-a-subgraph.md'), 'utf8')
  const shown = [...document.matchAll(/^```\w+ (subgraphs\/charging\/\S+)\n([^]*?)^```$/gm)]
  const files = globSync('subgraphs/charging/**/*.*', { cwd: join(root, 'examples') }).map(path => [
    path.replaceAll('\\', '/'),
    readFileSync(join(root, 'examples', path), 'utf8'),
  ])
  expect(Object.fromEntries(shown.map(([, path, text]) => [path, text]))).toEqual(Object.fromEntries(files))
})
