import { GraphQLError, Kind, parse, type DocumentNode } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { refuse } from '../planning/request-refused.ts'
import { sizeOf } from './document-size.ts'
import type { Limits } from './limits.ts'
import { nestingOf } from './nesting.ts'
import { pairsOf } from './pairs.ts'

/**
 * Parses a text that is within limits, and refuses a document that would cost too much to validate or to plan. Where
 * things stand in the text is left out: it is looked up when an error tells of it, and would be kept for nothing else.
 */
export function parseWithin(text: string, limits: Limits): DocumentNode {
  if (text.length > limits.characters)
    throw new Fault('OPERATION_TOO_LARGE', `An operation has at most ${limits.characters} characters.`)
  if (nestingOf(text, limits.depth) > limits.depth)
    throw new Fault('OPERATION_TOO_DEEP', `An operation has at most ${limits.depth} brackets inside each other.`)
  const document = parsed(text, limits.tokens)
  const fragments = document.definitions.filter(node => node.kind === Kind.FRAGMENT_DEFINITION).length
  const { fields, aliases, width } = sizeOf(document)
  assertWithin(fragments, limits.fragments, 'fragments')
  assertWithin(fields, limits.fields, 'fields with its fragments spread')
  assertWithin(aliases, limits.aliases, 'aliases with its fragments spread')
  assertWithin(width, limits.rootFields, 'fields of the root')
  assertWithin(pairsOf(document, limits.pairs), limits.pairs, 'pairs of fields under one name')
  return document
}

function assertWithin(count: number, limit: number, what: string): void {
  if (count > limit) throw new Fault('OPERATION_TOO_COMPLEX', `An operation has at most ${limit} ${what}.`)
}

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens, noLocation: true })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('tokens. Parsing aborted'))
      throw new Fault('OPERATION_TOO_LARGE', `An operation has at most ${maxTokens} words and signs.`)
    throw refuse('GRAPHQL_PARSE_FAILED', [error])
  }
}
