import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const files = sources('*.{ts,graphql,sql}')

test('a file is named in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config|\.d)?\.(ts|graphql|sql)$/
  expect(files.map(({ path }) => path).filter(path => !kebab.test(basename(path)))).toEqual([])
})

test('a file or folder is named after what it holds, not after a layer', () => {
  const layer = /^(utils?|helpers?|managers?|services?|common|index)$/
  const named = files
    .map(({ path }) => path)
    .filter(path =>
      path
        .replace(/^(test\/|demo\/|examples\/)?(subgraphs\/)?service\//, '')
        .split('/')
        .some(part => layer.test(part.replace(/\..*/, ''))),
    )
  expect(named).toEqual([])
})

test('a file holds one idea: at most 250 lines', () => {
  const long = files
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 250)
  expect(long).toEqual([])
})
