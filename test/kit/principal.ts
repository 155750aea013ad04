import type { Principal } from '#platform/auth.ts'
import { principalShape, type Claims } from '#platform/identity/principal-shape.ts'

/** What a test says of who asks; the rest is a developer's. */
export type As = Partial<Claims>

/** Somebody who asks in a test. */
export const aPrincipal = (as: As = {}): Principal => principalShape.parse({ name: 'tester', role: 'developer', ...as })
