import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An operation ready to be asked. */
export interface Example {
  readonly query: string
  /** JSON, or empty when the operation takes no variables. */
  readonly variables: string
}

/** The examples in the order of their tabs: one for each group of people that asks, the car's story first. */
export const exampleNames = [
  'car-story',
  'customer-360',
  'dealer-sales',
  'dealer-service',
  'factory',
  'marketing',
  'open-case',
] as const
export type ExampleName = (typeof exampleNames)[number]

const folder = join(import.meta.dirname, '../examples/queries')

/** Reads `examples/queries/NAME.graphql`, with its variables from `NAME.json` beside it. */
export function readExample(name: ExampleName): Example {
  const variables = join(folder, `${name}.json`)
  return {
    query: readFileSync(join(folder, `${name}.graphql`), 'utf8'),
    variables: existsSync(variables) ? readFileSync(variables, 'utf8') : '',
  }
}

/** All examples that the product comes with. */
export const readExamples = (): Example[] => exampleNames.map(readExample)
