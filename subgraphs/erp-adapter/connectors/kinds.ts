import type { ConnectorKind } from './connector-kind.ts'
import { embedded } from './embedded/embedded.ts'
import { odataV4 } from './odata-v4/odata-v4.ts'
import { sapS4 } from './sap-s4/sap-s4.ts'
import { tryton } from './tryton/tryton.ts'

/** The kinds of ERP that can be configured: the one line that an integrator adds. */
export const kinds: Readonly<Record<string, ConnectorKind>> = {
  embedded,
  tryton,
  'sap-s4': sapS4,
  'odata-v4': odataV4,
}
