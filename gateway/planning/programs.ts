import { LRUCache } from 'lru-cache'
import type { Rights } from '../authorisation/demand.ts'
import { prepareParts, type PartPrograms } from '../defer/part-programs.ts'
import { createCache } from './cache.ts'
import type { Flags } from './conditions.ts'
import { explain } from './explain.ts'
import { overridesOf, type OverrideOptions } from './overrides.ts'
import { createTemplates } from './templates.ts'
import {
  planOf,
  prepare,
  readOperation,
  type Operation,
  type OperationText,
  type OperationUse,
  type Prepared,
  type PrepareSchema,
  type Variant,
} from './prepared.ts'

export interface ProgramsOptions {
  /** Operations kept at the most, and as many programs. @default 1000 */
  readonly size?: number
  readonly overrides?: OverrideOptions
}

type Values = Readonly<Record<string, unknown>>

/** An operation as a text asks for it. */
export interface AskedOperation {
  readonly operation: Operation
  /** Values of the text that the operation takes as variables. */
  readonly literals: Values
}

const none: Values = {}

/** Operations by their text, and their programs by what decides them, each made once. */
export interface Programs {
  operation(text: OperationText): Promise<AskedOperation>
  /** The plan of an operation as text, for what decides it. */
  explain(operation: Operation, deciding: Deciding): Promise<string>
  /** The program of an operation for what decides it. */
  program(operation: Operation, deciding: Deciding): Promise<Prepared>
  /** The operations that have programs, those asked for last first. */
  inUse(): Promise<OperationUse[]>
  /** The programs of an operation that is answered in parts; undefined when it defers nothing. */
  parts(operation: Operation, deciding: Deciding): Promise<PartPrograms | undefined>
}

/** What decides how an operation is answered. */
export interface Deciding {
  readonly variables: Values
  /** What its caller may do. */
  readonly rights: Rights
}

const textKey = ({ text, operationName }: OperationText): string => `${operationName ?? ''}\n${text}`

/** Callers of another audience may mean another operation by the same text, or none. */
const operationKey = (asked: OperationText): string => `${asked.contract?.audience ?? ''}\n${textKey(asked)}`

export function createPrograms(target: PrepareSchema, { size = 1000, overrides }: ProgramsOptions = {}): Programs {
  const operations = createCache<string, Operation>(size)
  const programs = createCache<string, Prepared>(size)
  const parts = createCache<string, PartPrograms | undefined>(size)
  const nextOverride = overridesOf(target.planner.overridePercentages, overrides)
  const templates = createTemplates(target)
  // Short keys, the same for all contracts over which a text is valid.
  const numbers = new LRUCache<string, string>({ max: size })
  const keys = new WeakMap<Operation, string>()
  let count = 0
  const keyOf = (operation: Operation): string => {
    const known = keys.get(operation)
    if (known !== undefined) return known
    const text = textKey(operation.source)
    const key = numbers.get(text) ?? `${count++}`
    numbers.set(text, key)
    keys.set(operation, key)
    return key
  }
  function variantOf(operation: Operation, { variables, rights }: Deciding) {
    const override = nextOverride()
    const values = operation.flagNames.map(name => (variables[name] === true ? '1' : '0')).join('')
    // Those who have the same of the rights that the operation asks for share its program, whoever they are.
    const granted = operation.rights.map(right => (rights.has(right) ? '1' : '0')).join('')
    const key = `${keyOf(operation)} ${override.key} ${values} ${granted}`
    // Only the first who asks needs more than the key.
    const variant = (): Variant => ({
      flags: flagsOf(operation, variables),
      override,
      rights: rightsOf(operation, rights),
    })
    return { key, variant }
  }

  const read = (text: OperationText, key = operationKey(text)): Promise<Operation> =>
    operations.of(key, async () => readOperation(text, target))

  return {
    async operation(asked) {
      const key = operationKey(asked)
      const lifted = operations.has(key) ? undefined : templates.lift(asked.text)
      // One that is refused is refused as it came.
      const operation = lifted && (await read({ ...asked, text: lifted.text }).catch(() => undefined))
      if (lifted === undefined || operation === undefined) return { operation: await read(asked, key), literals: none }
      return { operation, literals: lifted.variables }
    },
    async explain(operation, deciding) {
      return explain((await planOf(operation, variantOf(operation, deciding).variant(), target)).plan)
    },
    program(operation, deciding) {
      const { key, variant } = variantOf(operation, deciding)
      return programs.of(key, () => prepare(operation, variant(), target))
    },
    inUse: async () => (await programs.values()).map(({ use }) => use),
    parts(operation, deciding) {
      const { key, variant } = variantOf(operation, deciding)
      return parts.of(key, () => prepareParts(operation, variant(), target))
    },
  }
}

const flagsOf = (operation: Operation, variables: Values): Flags =>
  new Map(operation.flagNames.map(name => [name, variables[name] === true]))

/** Of a caller's rights those that an operation asks for: nothing else of him is kept with its program. */
function rightsOf({ rights: asked, source: { contract } }: Operation, rights: Rights): Rights {
  const least = contract?.least ?? new Set<string>()
  return asked.length === 0 ? least : new Set([...least, ...asked.filter(right => rights.has(right))])
}
