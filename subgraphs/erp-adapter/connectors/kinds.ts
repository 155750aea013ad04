import type { ConnectorKind } from './connector-kind.ts'
import { tryton } from './tryton/tryton.ts'

/** The kinds of ERP that can be configured: the one line that an integrator adds. */
export const kinds: Readonly<Record<string, ConnectorKind>> = { tryton }
