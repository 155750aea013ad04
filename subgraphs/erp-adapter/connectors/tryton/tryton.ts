import { z } from 'zod'
import { connectorKind } from '../connector-kind.ts'
import type { Changes, Connector, Topic } from '../connector.ts'
import { openTryton } from './tryton-session.ts'
import { readCars } from './read-cars.ts'
import { readOrders } from './read-orders.ts'
import { readPurchases } from './read-purchases.ts'
import { readStock } from './read-stock.ts'
import type { ReadTopic } from './read-topic.ts'
import { moveOrder } from './move-order.ts'
import { placeOrder } from './place-order.ts'

const settings = z.strictObject({
  /** Where the server is, such as `http://tryton:8000`. */
  url: z.url({ protocol: /^https?$/ }),
  database: z.string().min(1),
  user: z.string().min(1),
  /** The environment's variable that holds the user's password. */
  passwordFrom: z.string().min(1),
  /** The code of the party that cars are sold to: the maker's own sales company. */
  buyer: z.string().min(1),
})

const topics: { readonly [Name in Topic]: ReadTopic<Changes[Name]> } = {
  orders: readOrders,
  stock: readStock,
  cars: readCars,
  purchases: readPurchases,
}

/**
 * Tryton 6.0 over JSON-RPC. Products have the codes of models and parts, warehouses the codes of plants, lots the VINs
 * of cars. An order of a customer becomes a sale that Tryton makes a production for; one for stock, a production.
 */
export const tryton = connectorKind({
  settings,
  open({ passwordFrom, buyer, ...access }, { secrets }): Connector {
    const session = openTryton({ ...access, password: secrets(passwordFrom) })
    return {
      topics: ['orders', 'stock', 'cars', 'purchases'],
      changes: (topic, after, signal) => topics[topic](session, after, signal),
      placeOrder: (order, signal) => placeOrder(session, { ...order, buyer }, signal),
      moveOrder: (move, signal) => moveOrder(session, move, signal),
      close: () => session.close(),
    }
  },
})
