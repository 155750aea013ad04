import { createCache } from './cache.ts'
import type { Flags } from './conditions.ts'
import { explain } from './explain.ts'
import { overridesOf, type OverrideOptions } from './overrides.ts'
import {
  planOf,
  prepare,
  readOperation,
  type Operation,
  type OperationText,
  type Prepared,
  type PrepareSchema,
} from './prepared.ts'

export interface ProgramsOptions {
  /** Operations kept at the most, and as many programs. @default 2000 */
  readonly size?: number
  readonly overrides?: OverrideOptions
}

/** Operations by their text, and their programs by what decides them, each made once. */
export interface Programs {
  operation(text: OperationText): Promise<Operation>
  /** The plan of an operation as text, for the values that its conditions have. */
  explain(operation: Operation, variables: Readonly<Record<string, unknown>>): Promise<string>
  /** The program of an operation for the values that its conditions have. */
  program(operation: Operation, variables: Readonly<Record<string, unknown>>): Promise<Prepared>
}

export function createPrograms(target: PrepareSchema, { size = 2000, overrides }: ProgramsOptions = {}): Programs {
  const operations = createCache<string, Operation>(size)
  const programs = createCache<string, Prepared>(size)
  const nextOverride = overridesOf(target.planner.overridePercentages, overrides)
  const keys = new WeakMap<Operation, string>()
  let count = 0
  const keyOf = (operation: Operation): string => {
    const known = keys.get(operation) ?? `${count++}`
    keys.set(operation, known)
    return known
  }
  return {
    operation: text =>
      operations.of(`${text.operationName ?? ''}\n${text.text}`, async () => readOperation(text, target)),
    async explain(operation, variables) {
      const variant = { flags: flagsOf(operation, variables), override: nextOverride() }
      return explain((await planOf(operation, variant, target)).plan)
    },
    program(operation, variables) {
      const flags = flagsOf(operation, variables)
      const override = nextOverride()
      const variant = operation.flagNames.map(name => (flags.get(name) === true ? '1' : '0')).join('')
      return programs.of(`${keyOf(operation)} ${override.key} ${variant}`, () =>
        prepare(operation, { flags, override }, target),
      )
    },
  }
}

const flagsOf = (operation: Operation, variables: Readonly<Record<string, unknown>>): Flags =>
  new Map(operation.flagNames.map(name => [name, variables[name] === true]))
