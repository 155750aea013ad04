import type { z } from 'zod'
import type * as core from 'zod/v4/core'

/** Whether a value is of a schema as it stands: reading it would change nothing. A value that isn't may still be readable. */
export type Fits<T> = (value: unknown) => value is T

/**
 * A quick check by a schema, for values of which nearly all are right: it copies nothing and says nothing of what is
 * wrong. Who gets false reads the value by the schema itself. Fields that the schema doesn't name are passed over.
 */
export function fits<T>(schema: z.ZodType<T>): Fits<T> {
  const check = checkOf(schema)
  return (value): value is T => check(value)
}

type Check = (value: unknown) => boolean

/** A demand beside the kind: it notes issues, or puts another value in the place of the one given. */
interface Rule {
  readonly _zod: { check(payload: any): unknown }
}

function checkOf(schema: core.$ZodType): Check {
  const kind = kindOf(schema)
  const rules = rulesOf(schema)
  if (rules.length === 0) return kind
  return value => kind(value) && rules.every(rule => changesNothing(rule, value))
}

/** What a schema demands beside its kind; a format of texts is a rule itself. */
function rulesOf(schema: core.$ZodType): readonly Rule[] {
  const rules: readonly Rule[] = schema._zod.def.checks ?? []
  return isRule(schema) && !rules.includes(schema) ? [schema, ...rules] : rules
}

const isRule = (schema: core.$ZodType): schema is core.$ZodType & Rule => schema._zod.traits.has('$ZodCheck')

function changesNothing(rule: Rule, value: unknown): boolean {
  const payload: core.ParsePayload = { value, issues: [] }
  rule._zod.check(payload)
  return payload.issues.length === 0 && payload.value === value
}

function kindOf(schema: core.$ZodType): Check {
  const { def } = (schema as core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return value => typeof value === 'string'
    case 'number':
      return value => Number.isFinite(value)
    case 'enum': {
      const values: ReadonlySet<unknown> = new Set(Object.values(def.entries))
      return value => values.has(value)
    }
    case 'optional': {
      const inner = checkOf(def.innerType)
      return value => value === undefined || inner(value)
    }
    case 'array': {
      const element = checkOf(def.element)
      return value => Array.isArray(value) && value.every(element)
    }
    case 'object':
      return objectOf(def.shape)
    default:
      throw new Error(`no quick check is made of a schema of the kind ${def.type}`)
  }
}

/** Looks at the fields that there are, which are few beside those that there may be. */
function objectOf(shape: Readonly<Record<string, core.$ZodType>>): Check {
  const checks = new Map(Object.entries(shape).map(([field, schema]) => [field, checkOf(schema)]))
  const needed = Object.entries(shape).flatMap(([field, { _zod }]) => (_zod.optin === 'optional' ? [] : [field]))
  return value => {
    if (!isObject(value)) return false
    for (const field in value) {
      const check = checks.get(field)
      if (check !== undefined && !check(value[field])) return false
    }
    return needed.every(field => value[field] !== undefined)
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
