import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { GraphQLCountryCode, GraphQLCurrency, GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars'
import { vinFlaw, vinFlawMessage } from './vin.ts'

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** A scalar of the library under our name; what it refuses is the caller's fault. */
function renamed(scalar: GraphQLScalarType, name: string): GraphQLScalarType {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig()
  return new GraphQLScalarType({
    ...config,
    name,
    parseValue: value => blaming(() => parseValue(value)),
    parseLiteral: (node, variables) => blaming(() => parseLiteral(node, variables)),
  })
}

function blaming<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw badInput(error instanceof Error ? error.message : String(error))
  }
}

/** A scalar that travels as text and is checked by one function. */
function textScalar(name: string, read: (text: string) => string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw badInput(`${name} is written as text, in quotes.`)
    return read(value)
  }
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: node => parse(node.kind === Kind.STRING ? node.value : undefined),
  })
}

function readVin(text: string): string {
  const vin = text.trim().toUpperCase()
  const flaw = vinFlaw(vin)
  if (flaw !== null) throw badInput(vinFlawMessage(vin, flaw))
  return vin
}

function readDecimal(text: string): string {
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(text))
    throw badInput(`"${text}" is no decimal number: digits, then at most six decimals after a point.`)
  return text
}

/** The resolvers of the scalars in `base.graphql`, the same in every subgraph. */
export const scalars = {
  DateTime: renamed(GraphQLDateTimeISO, 'DateTime'),
  Date: renamed(GraphQLLocalDate, 'Date'),
  Currency: renamed(GraphQLCurrency, 'Currency'),
  CountryCode: renamed(GraphQLCountryCode, 'CountryCode'),
  Decimal: textScalar('Decimal', readDecimal),
  VIN: textScalar('VIN', readVin),
}
