import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from '#platform/errors.ts'
import { root, sources } from './sources.ts'

const document = readFileSync(join(root, 'docs/errors.md'), 'utf8')

test('docs/errors.md has every fault, with its status and whether to try again', () => {
  const rows = [...document.matchAll(/^\| `(\w+)` \| (\d+) \| (never|later) \|/gm)]
  const documented = rows.map(([, code = '', status, retry]) => [code, { status: Number(status), retry }])
  expect(Object.fromEntries(documented)).toEqual(faults)
})

test('docs/errors.md says of every fault what it means and what to do, in the order of the code', () => {
  const headings = [...document.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code)
  expect(headings).toEqual(Object.keys(faults))
})

test('every fault can happen', () => {
  const thrown = new Set(
    sources('*.ts')
      .filter(({ path }) => /^(platform|gateway|subgraphs)\//.test(path))
      .flatMap(({ text }) => [...text.matchAll(/new Fault\(\s*'(\w+)'/g)].map(([, code]) => code)),
  )
  expect(Object.keys(faults).filter(code => !thrown.has(code))).toEqual([])
})
