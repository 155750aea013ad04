import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heroVin } from '../../demo/world/story/hero.ts'

/** Something that is asked of the graph and of the hand-written server. */
export interface Question {
  readonly name: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Where the hand-written server answers it. */
  readonly path: string
}

const examples = join(import.meta.dirname, '../../examples/queries')

export const questions: readonly Question[] = [
  {
    name: 'car story',
    query: readFileSync(join(examples, 'car-story.graphql'), 'utf8'),
    variables: { vin: heroVin },
    path: '/car-story',
  },
  {
    name: 'fifty cars',
    query: readFileSync(join(import.meta.dirname, 'fifty-cars.graphql'), 'utf8'),
    variables: {},
    path: '/fifty-cars',
  },
]
