import { Kind, parse, type ConstDirectiveNode } from 'graphql'
import { StartRefused } from '#platform/start-refused.ts'

/**
 * Refuses a supergraph with fields that no plan would answer rightly: an argument filled by `@fromContext` would be
 * left out without a word.
 */
export function refuseUnsupported(supergraph: string): void {
  for (const definition of parse(supergraph, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? [])
      if (field.directives?.some(takesContext) === true)
        throw new StartRefused(
          `${definition.name.value}.${field.name.value} takes an argument by @fromContext, which the gateway does not execute: give the field what it needs by @requires.`,
        )
  }
}

const takesContext = ({ name, arguments: given = [] }: ConstDirectiveNode): boolean =>
  name.value === 'join__field' && given.some(each => each.name.value === 'contextArguments')
