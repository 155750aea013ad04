import type { FederationCase } from '../federation-case.ts'
import { abstractTypes } from './abstract-types.ts'
import { contexts } from './contexts.ts'
import { interfaceObjects } from './interface-objects.ts'
import { keys } from './keys.ts'
import { mutations } from './mutations.ts'
import { nestedRequires } from './requires-nested.ts'
import { requires } from './requires.ts'
import { sharing } from './sharing.ts'
import { visibility } from './visibility.ts'

/** All small supergraphs with what they have to answer, for the tests and for the comparison of planners. */
export const federationCases: readonly FederationCase[] = [
  ...keys,
  ...requires,
  ...nestedRequires,
  ...sharing,
  ...abstractTypes,
  ...interfaceObjects,
  ...visibility,
  ...mutations,
  ...contexts,
]
