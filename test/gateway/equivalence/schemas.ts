import type { FieldModel, GraphModel, TypeModel } from './model.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@external"])\n`

function typeText(field: FieldModel): string {
  const item = field.list ? `[${field.base}${field.itemRequired ? '!' : ''}]` : field.base
  return `${item}${field.required ? '!' : ''}`
}

const fieldText = (field: FieldModel, directives = ''): string =>
  `${field.name}${field.hasArgument ? '(x: Int): ' : ': '}${typeText(field)}${directives}`

/** The schema as one server would have it. */
export function mergedSchema(model: GraphModel): string {
  const types = model.types.map(type => {
    const fields = type.fields.map(field => fieldText(field))
    switch (type.kind) {
      case 'entity':
        return `type ${type.name}${implemented(model, type)} { id: ID! ${fields.join(' ')} }`
      case 'value':
        return `type ${type.name} { ${fields.join(' ')} }`
      case 'interface':
        return `interface ${type.name} { id: ID! ${fields.join(' ')} }`
      case 'union':
        return `union ${type.name} = ${type.members.join(' | ')}`
    }
  })
  return `type Query { ${model.roots.map(root => fieldText(root)).join(' ')} }\n${types.join('\n')}`
}

const implemented = (model: GraphModel, type: TypeModel): string =>
  model.types.some(each => each.kind === 'interface' && each.members.includes(type.name)) ? ' implements I0' : ''

/** The part of the schema that one subgraph has. */
export function subgraphSchema(model: GraphModel, subgraph: number): string {
  const types = model.types.flatMap(type => {
    const local = type.home === subgraph
    switch (type.kind) {
      case 'entity':
        return [entityText(model, type, subgraph)]
      case 'value':
        return local ? [`type ${type.name} { ${type.fields.map(field => fieldText(field)).join(' ')} }`] : []
      case 'interface':
        return local
          ? [`interface ${type.name} { id: ID! ${type.fields.map(field => fieldText(field)).join(' ')} }`]
          : []
      case 'union':
        return local ? [`union ${type.name} = ${type.members.join(' | ')}`] : []
    }
  })
  const roots = model.roots.filter(root => root.owner === subgraph)
  return `${link}type Query { ${roots.map(root => fieldText(root)).join(' ')} only${subgraph}: Int }\n${types.join('\n')}`
}

function entityText(model: GraphModel, type: TypeModel, subgraph: number): string {
  const own = type.fields.filter(field => field.owner === subgraph || field.sharedWith === subgraph)
  const needed = new Set(own.flatMap(field => field.requires ?? []))
  const external = type.fields.filter(field => needed.has(field.name) && !own.includes(field))
  const fields = [
    ...own.map(field =>
      fieldText(
        field,
        field.sharedWith !== null
          ? ' @shareable'
          : field.requires === null
            ? ''
            : ` @requires(fields: "${field.requires}")`,
      ),
    ),
    ...external.map(field => fieldText(field, ' @external')),
  ]
  const interfaces = type.home === subgraph ? implemented(model, type) : ''
  return `type ${type.name}${interfaces} @key(fields: "id") { id: ID! ${fields.join(' ')} }`
}
