import { Kind, type DocumentNode } from 'graphql'
import { compileFragment } from '../answer/projection.ts'
import {
  allowedOf,
  prepare,
  type Operation,
  type Prepared,
  type PrepareSchema,
  type Variant,
} from '../planning/prepared.ts'
import type { DeferredProgram } from './answer-in-parts.ts'
import { splitDeferred } from './split-deferred.ts'

/** What is run for an operation that is answered in parts. */
export interface PartPrograms {
  readonly primary: Prepared
  readonly deferred: readonly DeferredProgram[]
}

/** Plans and compiles the parts of an operation; undefined when it defers nothing. */
export async function prepareParts(
  operation: Operation,
  variant: Variant,
  target: PrepareSchema,
): Promise<PartPrograms | undefined> {
  const split = splitDeferred(allowedOf(operation, variant, target), variant.flags, target)
  if (split === undefined) return undefined
  const prepared = (document: DocumentNode): Promise<Prepared> =>
    prepare(withDocument(operation, document), variant, target)
  const [primary, ...deferred] = await Promise.all([
    prepared(split.primary),
    ...split.deferred.map(async (each): Promise<DeferredProgram> => ({
      deferred: each,
      prepared: await prepared(each.document),
      projection: compileFragment(target, each.type, each.fields),
    })),
  ])
  return { primary, deferred }
}

function withDocument(operation: Operation, document: DocumentNode): Operation {
  const definition = document.definitions.find(each => each.kind === Kind.OPERATION_DEFINITION)
  return { ...operation, document, definition: definition ?? operation.definition, flagNames: [], defers: false }
}
