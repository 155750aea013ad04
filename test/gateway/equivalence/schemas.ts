import { isProvided, providedAt } from './dependencies.ts'
import type { FieldModel, GraphModel, Requirement, TypeModel } from './model.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@requires", "@external", "@provides", "@override", "@interfaceObject"])\n`

const common = `enum Colour { RED GREEN BLUE } input Choice { n: Int = 3 colour: Colour }\n`

function typeText(field: FieldModel): string {
  const item = `${field.base}${field.itemRequired ? '!' : ''}`
  const list = field.nested ? `[[${item}]]` : field.list ? `[${item}]` : field.base
  return `${list}${field.required ? '!' : ''}`
}

const argumentText = ({ argument }: FieldModel): string =>
  argument === null ? '' : argument === 'number' ? '(x: Int)' : '(choice: Choice)'

const fieldText = (field: FieldModel, directives = ''): string =>
  `${field.name}${argumentText(field)}: ${typeText(field)}${directives}`

const fieldsText = (fields: readonly FieldModel[]): string => fields.map(field => fieldText(field)).join(' ')

/** The schema as one server would have it. */
export function mergedSchema(model: GraphModel): string {
  const types = model.types.map(type => {
    const fields = fieldsText(type.fields)
    switch (type.kind) {
      case 'entity':
        return `type ${type.name}${implemented(model, type)} { id: ID! code: ID! ${fields} }`
      case 'value':
      case 'shared':
        return `type ${type.name} { ${fields} }`
      case 'interface':
        return `interface ${type.name} { id: ID! ${fields} }`
      case 'union':
        return `union ${type.name} = ${type.members.join(' | ')}`
    }
  })
  return `${common}type Query { ${fieldsText(model.roots)} }\n${types.join('\n')}`
}

const implemented = (model: GraphModel, type: TypeModel): string =>
  model.types.some(each => each.kind === 'interface' && each.members.includes(type.name)) ? ' implements I0' : ''

/** The part of the schema that one subgraph has. */
export function subgraphSchema(model: GraphModel, subgraph: number): string {
  const types = model.types.flatMap(type => {
    const local = type.home === subgraph
    switch (type.kind) {
      case 'entity':
        return type.keys[subgraph] === undefined ? [] : [entityText(model, type, subgraph)]
      case 'value':
        return local ? [`type ${type.name} { ${fieldsText(type.fields)} }`] : []
      case 'shared':
        return [`type ${type.name} @shareable { ${fieldsText(type.fields)} }`]
      case 'interface':
        return interfaceText(type, subgraph)
      case 'union':
        return type.known[subgraph] === undefined ? [] : [`union ${type.name} = ${type.known[subgraph].join(' | ')}`]
    }
  })
  const roots = model.roots.filter(root => root.owner === subgraph)
  return `${link}${common}type Query { ${fieldsText(roots)} only${subgraph}: Int }\n${types.join('\n')}`
}

function interfaceText(type: TypeModel, subgraph: number): string[] {
  const fields = fieldsText(type.fields.filter(field => field.owner === subgraph))
  if (type.home === subgraph) return [`interface ${type.name} @key(fields: "id") { id: ID! ${fields} }`]
  return fields === '' ? [] : [`type ${type.name} @key(fields: "id") @interfaceObject { id: ID! ${fields} }`]
}

function entityText(model: GraphModel, type: TypeModel, subgraph: number): string {
  const own = type.fields.filter(field => field.owner === subgraph || field.sharedWith === subgraph)
  const given = type.fields.filter(field => field.takenFrom === subgraph)
  const needed = new Set([
    ...own.flatMap(field => field.requires.map(each => each.name)),
    ...providedAt(model.types, type, subgraph),
  ])
  const external = type.fields.filter(field => needed.has(field.name) && !own.includes(field) && !given.includes(field))
  const fields = [
    ...own.map(field => fieldText(field, directivesOf(model, type, field))),
    ...given.map(field => fieldText(field)),
    ...external.map(field => fieldText(field, ' @external')),
  ]
  const interfaces = type.home === subgraph ? implemented(model, type) : ''
  const keys = type.keys[subgraph] ?? []
  const keyFields = [...new Set(keys.flatMap(key => key.split(' ')))]
  return `type ${type.name}${interfaces} ${keys.map(key => `@key(fields: "${key}")`).join(' ')} { ${keyFields.map(key => `${key}: ID!`).join(' ')} ${fields.join(' ')} }`
}

function directivesOf(model: GraphModel, type: TypeModel, field: FieldModel): string {
  const shareable = field.sharedWith !== null || isProvided(model.types, type, field)
  return [
    shareable ? ' @shareable' : '',
    field.takenFrom === null ? '' : ` @override(from: "s${field.takenFrom}")`,
    field.requires.length === 0 ? '' : ` @requires(fields: "${field.requires.map(requirementText).join(' ')}")`,
    field.provides === null ? '' : ` @provides(fields: "${field.provides}")`,
  ].join('')
}

const requirementText = ({ name, x, part }: Requirement): string =>
  `${name}${x === null ? '' : `(x: ${x})`}${part === null ? '' : ` { ${part} }`}`
