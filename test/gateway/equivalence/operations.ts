import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'
import type { FieldModel, GraphModel, TypeModel } from './model.ts'

/** An operation made up by chance, valid over a model's schema. */
export interface DrawnOperation {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Place {
  readonly prefix: string
  /** Names of answers that are taken in the same object. */
  readonly used: Set<string>
}

/** The ways to give a field its argument. */
function givenTo({ argument }: FieldModel): readonly string[] {
  if (argument === null) return ['']
  if (argument === 'number') return ['', '(x: 1)', '(x: $n)', '(x: 7)']
  return ['', '(choice: { n: $n })', '(choice: { colour: RED, n: null })', '(choice: $choice)', '(choice: {})']
}

/** Draws a query with aliases, arguments, fragments, conditions and types asked for by name. */
export function drawOperation(g: GeneratorValue, model: GraphModel): DrawnOperation {
  const fragments: string[] = []
  const typeNamed = (name: string): TypeModel | undefined => model.types.find(type => type.name === name)

  const drawFields = (fields: readonly FieldModel[], depth: number, { prefix, used }: Place): string => {
    const count = g(fc.integer, { min: 1, max: 4 })
    const parts = Array.from({ length: count }, (_, index) => {
      const field = g(fc.constantFrom, ...fields)
      const alias = drawAlias({ prefix: `${prefix}${index}_`, used }, field)
      const argument = g(fc.constantFrom, ...givenTo(field))
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
      return `${alias === field.name ? '' : `${alias}: `}${field.name}${argument}${condition}${inner}`
    })
    return parts.join(' ')
  }

  /** Every field has a name of its own, so that two never have to agree; some are names of other fields. */
  const drawAlias = ({ prefix, used }: Place, field: FieldModel): string => {
    const name = g(fc.constantFrom, '', '', '', field.name, 'id', 'code', '_f', 'f0', 'f1', 'f2', 'f3')
    if (name === '' || used.has(name)) return prefix + field.name
    used.add(name)
    return name
  }

  const drawSelection = (type: TypeModel, depth: number, prefix: string): string => {
    const id = type.kind === 'entity' || type.kind === 'interface' ? 'id' : '__typename'
    if (depth <= 0) return `{ ${id} }`
    const place = { prefix, used: new Set<string>() }
    if (type.kind === 'union' || type.kind === 'interface') {
      place.used.add('id')
      const branches = type.members
        .filter(() => g(fc.boolean))
        .map(
          (member, index) =>
            `... on ${member} { ${drawFields(typeNamed(member)?.fields ?? [], depth, { ...place, prefix: `${prefix}m${index}` })} }`,
        )
      const own =
        type.fields.length > 0 && g(fc.boolean)
          ? drawFields(type.fields, depth, { ...place, prefix: `${prefix}i` })
          : ''
      return `{ ${g(fc.constantFrom, '__typename', id)} ${own} ${branches.join(' ')} }`
    }
    const form = g(fc.integer, { min: 0, max: 6 })
    if (form === 0) place.used.add('id')
    if (form === 3) place.used.add('code')
    const fields = drawFields(type.fields, depth, place)
    switch (form) {
      case 0:
        return `{ ... on ${type.name} { ${fields} } ${id} }`
      case 1:
        fragments.push(`fragment F${fragments.length} on ${type.name} { ${fields} }`)
        return `{ ...F${fragments.length - 1} }`
      case 2:
        return `{ __typename ${fields} }`
      case 3:
        return type.kind === 'entity' ? `{ ${fields} code }` : `{ kind: __typename ${fields} }`
      default:
        return `{ ${fields} }`
    }
  }

  const body = drawFields(model.roots, g(fc.integer, { min: 1, max: 4 }), { prefix: 'a', used: new Set() })
  return {
    text: `query Q${used(body + fragments.join())} { ${body} }\n${fragments.join('\n')}`,
    variables: {
      n: g(fc.constantFrom, 1, 2, null),
      yes: true,
      no: false,
      choice: { colour: g(fc.constantFrom, 'GREEN', null) },
    },
  }
}

/** The declarations of the variables that a text uses; unused ones would be refused. */
function used(text: string): string {
  const declared = ['$n: Int', '$yes: Boolean!', '$no: Boolean!', '$choice: Choice'].filter(each =>
    new RegExp(`\\${each.split(':')[0]}\\b`).test(text),
  )
  return declared.length === 0 ? '' : `(${declared.join(', ')})`
}
