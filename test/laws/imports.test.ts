import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { sources } from './sources.ts'

interface Import {
  readonly from: string
  /** The file that is imported, from the root; a package stays as it is named. */
  readonly to: string
  readonly ours: boolean
}

const specifier = /\b(?:from|import)\s*\(?\s*'([^']+)'/g

function resolve(from: string, name: string): Import {
  if (name.startsWith('#')) return { from, to: name.slice(1), ours: true }
  if (name.startsWith('.')) return { from, to: posix.join(posix.dirname(from), name), ours: true }
  return { from, to: name, ours: false }
}

const imports = sources('*.ts').flatMap(({ path, text }) =>
  [...text.matchAll(specifier)].map(([, name = '']) => resolve(path, name)),
)

/** What the files of a folder import of ours outside of what they may. */
const strays = (within: RegExp, allowed: (from: string) => readonly string[]): string[] =>
  imports
    .filter(({ from, to, ours }) => ours && within.test(from) && !allowed(from).some(prefix => to.startsWith(prefix)))
    .map(({ from, to }) => `${from} imports ${to}`)

const folderOf = (path: string): string => path.replace(/^((?:examples\/)?subgraphs\/[^/]+)\/.*/, '$1')

test('a subgraph imports the platform, its own generated types and its own folder', () => {
  const inSubgraph = /^(examples\/)?subgraphs\/[^/]+\//
  expect(
    strays(inSubgraph, from => ['platform/', `generated/${posix.basename(folderOf(from))}.ts`, `${folderOf(from)}/`]),
  ).toEqual([])
})

test('the platform imports nothing of ours', () => {
  expect(strays(/^platform\//, () => ['platform/'])).toEqual([])
})

test('the gateway imports the platform and itself', () => {
  expect(strays(/^gateway\//, () => ['gateway/', 'platform/'])).toEqual([])
})

test('the plant imports the demo, the platform and itself', () => {
  expect(strays(/^plant\//, () => ['plant/', 'demo/', 'platform/'])).toEqual([])
})

test('nothing but a test or a measurement imports a test', () => {
  const importers = imports.filter(({ from, to }) => !/^(test|bench|lab)\//.test(from) && to.startsWith('test/'))
  expect(importers.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('what Node brings is imported under its node: name', () => {
  expect(imports.filter(({ to, ours }) => !ours && builtinModules.includes(to))).toEqual([])
})
