import type { FetchNode } from '@graphql-hive/router-query-planner'
import { Kind, OperationTypeNode, parse, valueFromASTUntyped, type FieldNode } from 'graphql'
import { Fault } from '#platform/errors.ts'
import type { PlanSchema } from './plan-schema.ts'
import { rewriterOf } from './rewrites.ts'
import { clientError, errorFrom, requestHead, type Run, type Step } from './run.ts'
import { fieldsIn, responseKey } from './selected.ts'
import { mergeTree, type Tree } from './tree.ts'
import { variablesText } from './variables.ts'

/** A root field of a fetch, and what it leaves when there is no answer: null, or an entity of which the key is known. */
interface Root {
  readonly key: string
  readonly remain: (run: Run, fault: Fault) => void
}

/** A fetch of root fields. */
export function rootFetch(node: FetchNode, schema: PlanSchema): Step {
  const { serviceName, operation, variableUsages = [] } = node
  const output = rewriterOf(node.outputRewrites, schema.types)
  const head = requestHead(node, schema)
  const roots = rootsOf(operation, schema)
  return async run => {
    try {
      const variables = variablesText(run.variables, variableUsages)
      const { data, errors = [] } = await run.ask(serviceName, { ...head, variables })
      run.errors.push(...errors.map(error => clientError(error, error.path)))
      if (data == null) return
      if (errors.length === 0)
        for (const { key, remain } of roots) if (data[key] === undefined) remain(run, leftOut(serviceName))
      output?.(data)
      mergeTree(run.data, data, schema.types)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      for (const { remain } of roots) remain(run, error)
    }
  }
}

const leftOut = (name: string): Fault =>
  new Fault('SUBGRAPH_ANSWER_INVALID', `The subgraph "${name}" left out what it was asked for.`, { serviceName: name })

function rootsOf(operation: string, { lookups, types }: PlanSchema): Root[] {
  const document = parse(operation, { noLocation: true })
  const root = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION)
  const isQuery = root?.operation === OperationTypeNode.QUERY
  return (root === undefined ? [] : fieldsIn(root.selectionSet, document)).map((field): Root => {
    const key = responseKey(field)
    const lookup = isQuery ? lookups.get(field.name.value) : undefined
    const [argument] = field.arguments ?? []
    if (lookup === undefined || argument === undefined || field.selectionSet === undefined)
      return { key, remain: (run, fault) => void run.errors.push(errorFrom(fault, [key])) }
    const fields = fieldsIn(field.selectionSet, document)
    const remain: Root['remain'] = (run, fault) => {
      const value = valueFromASTUntyped(argument.value, { ...run.variables })
      if (value == null) return void run.errors.push(errorFrom(fault, [key]))
      const known = knownOf(fields, { __typename: lookup.type, [argument.name.value]: value })
      mergeTree(run.data, { [key]: known }, types)
      for (const name of fields.map(responseKey)) if (!(name in known)) run.errors.push(errorFrom(fault, [key, name]))
    }
    return { key, remain }
  })
}

function knownOf(fields: readonly FieldNode[], values: Tree): Tree {
  return Object.fromEntries(
    fields.filter(field => field.name.value in values).map(field => [responseKey(field), values[field.name.value]]),
  )
}
