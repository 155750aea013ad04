import { connectorKind } from '../connector-kind.ts'
import type { ChangePage, Changes, Connector, Topic } from '../connector.ts'
import { ConnectorFault } from '../connector-fault.ts'
import { moveOrder } from './move-order.ts'
import { placeOrder } from './place-order.ts'
import { readOrders } from './read-orders.ts'
import { readStock } from './read-stock.ts'
import { sapAccess } from './sap-access.ts'
import { openSap, type SapSession } from './sap-session.ts'
import { sapSettings, type SapSettings } from './sap-settings.ts'

/** A SAP system as it is configured, and how it is talked to. */
export interface Sap {
  readonly session: SapSession
  readonly settings: SapSettings
}

type Read<Row> = (sap: Sap, after: string | null, signal: AbortSignal) => Promise<ChangePage<Row>>

const notTold = (): Promise<never> => Promise.reject(new ConnectorFault('REFUSED', 'SAP is not asked for it.'))

const topics: { readonly [Name in Topic]: Read<Changes[Name]> } = {
  orders: readOrders,
  stock: readStock,
  cars: notTold,
  purchases: notTold,
}

/**
 * SAP S/4HANA over its OData V2 services of production orders and material stock. Materials have the codes of models and
 * parts; an order bears our production number in a field that is configured.
 */
export const sapS4 = connectorKind({
  settings: sapSettings,
  open(settings, { secrets }): Connector {
    const sap = { settings, session: openSap(settings, sapAccess(settings, secrets)) }
    return {
      topics: ['orders', 'stock'],
      changes: (topic, after, signal) => topics[topic](sap, after, signal),
      placeOrder: (order, signal) => placeOrder(sap, order, signal),
      moveOrder: (move, signal) => moveOrder(sap, move, signal),
      close: () => Promise.resolve(),
    }
  },
})
