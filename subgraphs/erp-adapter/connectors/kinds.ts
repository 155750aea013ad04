import type { ConnectorKind } from './connector-kind.ts'
import { sapS4 } from './sap-s4/sap-s4.ts'
import { tryton } from './tryton/tryton.ts'

/** The kinds of ERP that can be configured: the one line that an integrator adds. */
export const kinds: Readonly<Record<string, ConnectorKind>> = { tryton, 'sap-s4': sapS4 }
