import type { FetchNode, FlattenNodePathSegment, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import { parse, print } from 'graphql'

/** A plan as text for people: its steps indented, each with its subgraph, what it is sent and what it asks. */
export function explain(plan: PlanNode | undefined): string {
  return plan === undefined ? 'No subgraph is asked.' : linesOf(plan).join('\n')
}

const indent = (lines: readonly string[]): string[] => lines.map(line => (line === '' ? line : `  ${line}`))

function linesOf(node: PlanNode): string[] {
  switch (node.kind) {
    case 'Sequence':
      return ['One after the other:', ...indent(node.nodes.flatMap(linesOf))]
    case 'Parallel':
      return ['At the same time:', ...indent(node.nodes.flatMap(linesOf))]
    case 'Condition':
      return [
        ...(node.ifClause == null ? [] : [`When $${node.condition}:`, ...indent(linesOf(node.ifClause))]),
        ...(node.elseClause == null ? [] : [`Unless $${node.condition}:`, ...indent(linesOf(node.elseClause))]),
      ]
    case 'Flatten':
      return node.node.kind === 'Fetch' ? fetchLines(node.node, node.path) : linesOf(node.node)
    case 'Fetch':
      return fetchLines(node)
    case 'BatchFetch':
      return [
        `Fetch from ${node.serviceName}:`,
        ...indent(
          node.entityBatch.aliases.flatMap(({ alias, paths, requires }) => [
            `${alias}: at ${paths.map(pathText).join(' and ')}`,
            ...indent(requires.map(each => `with ${requiredText(each)}`)),
          ]),
        ),
        ...indent(operationLines(node.operation)),
      ]
    case 'Subscription':
      return ['Events:', ...indent(linesOf(node.primary))]
    case 'Defer':
      return ['At once:', ...indent(node.primary.node === undefined ? [] : linesOf(node.primary.node))]
  }
}

function fetchLines(
  { serviceName, requires = [], operation }: FetchNode,
  path?: readonly FlattenNodePathSegment[],
): string[] {
  const at = path === undefined ? '' : ` at ${pathText(path)}`
  return [
    `Fetch from ${serviceName}${at}:`,
    ...indent([...requires.map(each => `with ${requiredText(each)}`), ...operationLines(operation)]),
  ]
}

const operationLines = (operation: string): string[] => print(parse(operation, { noLocation: true })).split('\n')

function pathText(path: readonly FlattenNodePathSegment[]): string {
  return path
    .map(segment => {
      if (segment === '@') return '[]'
      return 'Field' in segment ? `.${segment.Field}` : `<${segment.TypeCondition.join(' | ')}>`
    })
    .join('')
    .replace(/^\./, '')
}

function requiredText(selection: RequiresSelection): string {
  switch (selection.kind) {
    case 'Field': {
      const name = selection.alias === undefined ? selection.name : `${selection.alias}: ${selection.name}`
      const inner = selection.selections ?? []
      return inner.length === 0 ? name : `${name} { ${inner.map(requiredText).join(' ')} }`
    }
    case 'InlineFragment':
      return `... on ${selection.typeCondition} { ${selection.selections.map(requiredText).join(' ')} }`
    case 'FragmentSpread':
      return `...${selection.value}`
  }
}
