import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'
import type { FieldModel, GraphModel, TypeModel } from './model.ts'

/** An operation made up by chance, valid over a model's schema. */
export interface DrawnOperation {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Draws a query with aliases, arguments, fragments, conditions and types asked for by name. */
export function drawOperation(g: GeneratorValue, model: GraphModel): DrawnOperation {
  const fragments: string[] = []
  const typeNamed = (name: string): TypeModel | undefined => model.types.find(type => type.name === name)

  const drawFields = (fields: readonly FieldModel[], depth: number, prefix: string): string => {
    const count = g(fc.integer, { min: 1, max: 4 })
    const parts = Array.from({ length: count }, (_, index) => {
      const field = g(fc.constantFrom, ...fields)
      // Every field under a name of its own, so that two of them never have to agree.
      const alias = `${prefix}${index}_${field.name}`
      const argument = field.hasArgument ? g(fc.constantFrom, '', '(x: 1)', '(x: $n)', '(x: 7)') : ''
      const condition = g(
        fc.constantFrom,
        '',
        '',
        '',
        '',
        ' @include(if: $yes)',
        ' @skip(if: $yes)',
        ' @include(if: $no)',
        ' @skip(if: $no)',
      )
      const type = typeNamed(field.base)
      const inner = type === undefined ? '' : ` ${drawSelection(type, depth - 1, `${prefix}${index}`)}`
      return `${alias}: ${field.name}${argument}${condition}${inner}`
    })
    return parts.join(' ')
  }

  const drawSelection = (type: TypeModel, depth: number, prefix: string): string => {
    const id = type.kind === 'entity' || type.kind === 'interface' ? 'id' : '__typename'
    if (depth <= 0) return `{ ${id} }`
    if (type.kind === 'union' || type.kind === 'interface') {
      const branches = type.members
        .filter(() => g(fc.boolean))
        .map(
          (member, index) =>
            `... on ${member} { ${drawFields(typeNamed(member)?.fields ?? [], depth, `${prefix}m${index}`)} }`,
        )
      const own = type.fields.length > 0 && g(fc.boolean) ? drawFields(type.fields, depth, `${prefix}i`) : ''
      return `{ ${g(fc.constantFrom, '__typename', id)} ${own} ${branches.join(' ')} }`
    }
    const fields = drawFields(type.fields, depth, prefix)
    switch (g(fc.integer, { min: 0, max: 5 })) {
      case 0:
        return `{ ... on ${type.name} { ${fields} } ${id} }`
      case 1:
        fragments.push(`fragment F${fragments.length} on ${type.name} { ${fields} }`)
        return `{ ...F${fragments.length - 1} }`
      case 2:
        return `{ __typename ${fields} }`
      default:
        return `{ ${fields} }`
    }
  }

  const body = drawFields(model.roots, g(fc.integer, { min: 1, max: 4 }), 'a')
  return {
    text: `query Q${used(body + fragments.join())} { ${body} }\n${fragments.join('\n')}`,
    variables: { n: g(fc.constantFrom, 1, 2, null), yes: true, no: false },
  }
}

/** The declarations of the variables that a text uses; unused ones would be refused. */
function used(text: string): string {
  const declared = ['$n: Int', '$yes: Boolean!', '$no: Boolean!'].filter(each =>
    new RegExp(`\\${each.split(':')[0]}\\b`).test(text),
  )
  return declared.length === 0 ? '' : `(${declared.join(', ')})`
}
