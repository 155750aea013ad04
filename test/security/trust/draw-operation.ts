import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql'
import type { Random } from '../../../demo/world/random.ts'
import type { Known } from './two-dealers.ts'

/** An operation over a schema, and variables for it, other ones each time. */
export interface Operation {
  readonly text: string
  readonly variables: () => Readonly<Record<string, unknown>>
}

export interface Draw {
  readonly random: Random
  readonly known: Known
  /** Whether it is written what is said. @default false */
  readonly writes?: boolean
}

interface Variable {
  readonly name: string
  readonly argument: GraphQLArgument
}

const depthOfSelections = 4

/** Draws a root field with arguments and a selection of what lies beneath it. */
export function drawOperation(schema: GraphQLSchema, kind: 'query' | 'mutation', draw: Draw): Operation {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  const fields = Object.values(root?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'))
  const variables: Variable[] = []
  const selection = fieldText(schema, draw.random.pick(fields), { ...draw, variables, depth: depthOfSelections })
  return operation(kind, selection, variables, draw)
}

/** Draws a question straight at a subgraph for entities of a type, by keys of both dealers. */
export function drawEntities(schema: GraphQLSchema, draw: Draw): Operation {
  const entities = schema.getType('_Entity')
  if (!isUnionType(entities)) throw new Error('the subgraph has no entities')
  const type = draw.random.pick([...entities.getTypes()])
  const variables: Variable[] = []
  const inner = selectionText(schema, type, { ...draw, variables, depth: 3 })
  const declared = variables.map(({ name, argument }) => `$${name}: ${String(argument.type)}`)
  return {
    text: `query (${['$representations: [_Any!]!', ...declared].join(', ')}) {
      _entities(representations: $representations) { __typename ... on ${type.name} ${inner} } }`,
    variables: () => ({
      ...valuesOf(variables, draw),
      representations: Array.from({ length: 20 }, () => ({ __typename: type.name, ...keyOf(type.name, draw) })),
    }),
  }
}

function keyOf(type: string, { random, known }: Draw): object {
  if (type === 'Vehicle') return { vin: random.pick(known.vins) }
  const id = random.pick(known.ids.filter(each => type !== 'Customer' || each.startsWith('person')))
  return type === 'VehicleModel' ? { code: 'MODEL' } : { id, number: id, productionNumber: id }
}

function operation(kind: string, selection: string, variables: readonly Variable[], draw: Draw): Operation {
  const declared = variables.map(({ name, argument }) => `$${name}: ${String(argument.type)}`).join(', ')
  return {
    text: `${kind} ${declared === '' ? '' : `(${declared})`} { ${selection} }`,
    variables: () => valuesOf(variables, { ...draw, writes: kind === 'mutation' }),
  }
}

const valuesOf = (variables: readonly Variable[], draw: Draw): Record<string, unknown> =>
  Object.fromEntries(
    variables.map(({ name, argument }) => [name, valueOf(argument.type, argument.name, { ...draw, depth: 3 })]),
  )

interface Place extends Draw {
  readonly variables: Variable[]
  readonly depth: number
}

function fieldText(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, place: Place): string {
  const given = field.args.filter(argument => isNonNullType(argument.type) || place.random.chance(0.5))
  const passed = given.map(argument => {
    const name = `v${place.variables.length}`
    place.variables.push({ name, argument })
    return `${argument.name}: $${name}`
  })
  const type = getNamedType(field.type)
  const inner = isCompositeType(type) ? ` ${selectionText(schema, type, { ...place, depth: place.depth - 1 })}` : ''
  // An alias of its own, so that fields of different members of a union never have to agree.
  return `f${place.random.int(0, 1e9)}: ${field.name}${passed.length === 0 ? '' : `(${passed.join(', ')})`}${inner}`
}

function selectionText(schema: GraphQLSchema, type: GraphQLCompositeType, place: Place): string {
  if (!isObjectType(type)) {
    const members = place.random.shuffled([...schema.getPossibleTypes(type)]).slice(0, 4)
    const parts = members.map(member => `... on ${member.name} ${selectionText(schema, member, place)}`)
    return `{ __typename ${parts.join(' ')} }`
  }
  const fields = Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'))
  const leaves = fields.filter(field => !isCompositeType(getNamedType(field.type)))
  const inner = fields.filter(field => isCompositeType(getNamedType(field.type)))
  const taken = [
    ...place.random.shuffled(leaves).slice(0, 6),
    // What holds rows and nothing else is no level of its own.
    ...(place.depth <= 0 ? [] : place.random.shuffled(inner).slice(0, 2)),
  ]
  const isPage = /(Connection|Edge)$/.test(type.name)
  return `{ __typename ${taken.map(field => fieldText(schema, field, isPage ? { ...place, depth: place.depth + 1 } : place)).join(' ')} }`
}

/** The names of texts by which people are found. */
const findsPeople = /phone|email|value|company|text|externalId/i

/** What the ids begin with that an argument asks for, where they have another name than it. */
const kinds: Readonly<Record<string, string>> = {
  customer: 'person',
  relatedCustomer: 'person',
  merged: 'person',
  survivor: 'person',
  other: 'person',
  salesCycle: 'cycle',
  appointment: 'visit',
  serviceOrder: 'work',
  subQuestion: 'question',
  contactPoint: 'contact',
}

/** Mostly an id of what the argument asks for: a mutation goes further with it. */
function idFor(name: string, { random, known, writes }: Draw): string {
  const asked = name.replace(/Ids?$/, '')
  const fitting = known.ids.filter(id => id.startsWith(`${kinds[asked] ?? asked}-`))
  if (fitting.length > 0 && random.chance(0.8)) return random.pick(fitting)
  // Some ids are kept without asking whose they are: neither is a canary written, nor the other dealer let in.
  return random.pick(writes === true ? known.ids.filter(id => !/^(person|dealer)-/.test(id)) : known.ids)
}

function valueOf(type: GraphQLInputType, name: string, draw: Draw & { readonly depth: number }): unknown {
  const { random, known, depth } = draw
  if (isNonNullType(type)) return valueOf(type.ofType, name, draw)
  if (isListType(type)) return [valueOf(type.ofType, name, draw)]
  if (isEnumType(type)) return random.pick(type.getValues()).name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      field => isNonNullType(field.type) || (depth > 0 && random.chance(0.5)),
    )
    return Object.fromEntries(
      fields.map(field => [field.name, valueOf(field.type, field.name, { ...draw, depth: depth - 1 })]),
    )
  }
  if (name === 'idempotencyKey') return `${random.next()}`
  // Who works at the maker is told to all, and is nobody's customer.
  if (/^(employee|owner)Id$/.test(name)) return 'employee'
  if (name === 'after') return cursor(random.pick(['2999-01-01T00:00:00.000Z', '', 'A']), random.pick(known.ids))
  switch (type.name) {
    case 'Int':
      return random.int(1, 50)
    case 'Float':
      return random.next()
    case 'Boolean':
      return random.chance(0.5)
    case 'ID':
      return idFor(name, draw)
    case 'VIN':
      return random.pick(known.vins)
    case 'DateTime':
      return random.pick(['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'])
    case 'Date':
      return '2026-01-01'
    case 'Decimal':
      return '10.00'
    case 'Currency':
      return 'CNY'
    case 'CountryCode':
      return 'CN'
    default:
      if (draw.writes !== true) return random.pick([...known.texts, ...known.ids])
      // What a dealer wrote himself comes back in later answers: no canary is written.
      return findsPeople.test(name) ? random.pick(known.texts) : 'written'
  }
}

const cursor = (sort: string, id: string): string => Buffer.from(JSON.stringify([sort, id])).toString('base64url')
