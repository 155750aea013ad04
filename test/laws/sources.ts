import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** A file of ours, by its path from the root with forward slashes. */
export interface Source {
  readonly path: string
  readonly text: string
}

const roots = [
  'bench',
  'commands',
  'demo',
  'deploy',
  'examples',
  'gateway',
  'lab',
  'platform',
  'portal',
  'subgraphs',
  'test',
]

/** The files of ours that a pattern names, such as `*.ts`. */
export function sources(pattern: string): readonly Source[] {
  return globSync([pattern, ...roots.map(folder => `${folder}/**/${pattern}`)], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  })
    .map(path => path.replaceAll('\\', '/'))
    .toSorted()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
