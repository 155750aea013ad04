import { core, type z } from 'zod'

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

function checkOf(schema: core.$ZodType): Check {
  const kind = kindOf(schema)
  const rules = rulesOf(schema)
  if (rules.length === 0) return kind
  return value => {
    if (!kind(value)) return false
    for (const rule of rules) if (!rule(value)) return false
    return true
  }
}

/** What a schema demands beside its kind; a format of texts is a rule itself. */
function rulesOf(schema: core.$ZodType): readonly Check[] {
  const rules: readonly core.$ZodCheck[] = schema._zod.def.checks ?? []
  return (isRule(schema) && !rules.includes(schema) ? [schema, ...rules] : rules).map(changesNothing)
}

const isRule = (schema: core.$ZodType): schema is core.$ZodType & core.$ZodCheck => schema._zod.traits.has('$ZodCheck')

function changesNothing(rule: core.$ZodCheck): Check {
  // One for all values: to make it anew each time was a fifth of what reading events allocates.
  let payload: core.ParsePayload<never> | null = null
  return value => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the kind that the rule is for, which was looked at before.
    const given = value as never
    payload ??= { value: given, issues: [] }
    payload.value = given
    void rule._zod.check(payload)
    if (payload.issues.length === 0) return payload.value === value
    payload.issues = []
    return false
  }
}

function kindOf(schema: core.$ZodType): Check {
  if (schema instanceof core.$ZodString) return value => typeof value === 'string'
  if (schema instanceof core.$ZodNumber) return value => Number.isFinite(value)
  if (schema instanceof core.$ZodEnum) {
    const { values } = schema._zod
    return value => (typeof value === 'string' || typeof value === 'number') && values.has(value)
  }
  if (schema instanceof core.$ZodOptional) {
    const inner = checkOf(schema._zod.def.innerType)
    return value => value === undefined || inner(value)
  }
  if (schema instanceof core.$ZodArray) {
    const element = checkOf(schema._zod.def.element)
    return value => Array.isArray(value) && value.every(element)
  }
  if (schema instanceof core.$ZodObject) return objectOf(schema._zod.def.shape)
  throw new Error(`no quick check is made of a schema of the kind ${schema._zod.def.type}`)
}

/** Looks at the fields that there are, which are few beside those that there may be. */
function objectOf(shape: core.$ZodShape): Check {
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
