import { z } from 'zod'
import { ConnectorFault } from '../connector-fault.ts'
import { connectorKind, type Surroundings } from '../connector-kind.ts'
import type { ChangePage, Changes, Connector, ErpOrder, Topic } from '../connector.ts'
import { markAfter, wholeOf, wholeSweepAt } from '../sweep.ts'
import { moveOwnOrder } from './move-own-order.ts'
import { findOwnNumber, pageOfOwnOrders } from './own-orders.ts'

/** Orders of a page. */
const pageSize = 200

type Own = Pick<Surroundings, 'db' | 'plants'>

type Read<Row> = (own: Own, after: string | null) => Promise<ChangePage<Row>>

const notTold = (): Promise<never> =>
  Promise.reject(new ConnectorFault('REFUSED', 'Stock and purchases stand in the graph itself.'))

const topics: { readonly [Name in Topic]: Read<Changes[Name]> } = {
  orders: readOrders,
  stock: notTold,
  cars: notTold,
  purchases: notTold,
}

/**
 * The adapter's own tables as an ERP. They keep each plant that no connection names, and need not be talked to for that;
 * named in the configuration they take part in all that is done with an ERP.
 */
export const embedded = connectorKind({
  settings: z.strictObject({}),
  open(_, { db, plants }): Connector {
    return {
      topics: ['orders'],
      changes: (topic, after) => topics[topic]({ db, plants }, after),
      async placeOrder({ productionNumber }) {
        const number = await findOwnNumber(db, productionNumber)
        if (number === undefined) throw new ConnectorFault('REFUSED', `There is no order ${productionNumber}.`)
        return number
      },
      moveOrder: move => moveOwnOrder(db, move, new Date()),
      close: () => Promise.resolve(),
    }
  },
})

/** All orders each time: the events of a car may come late, so that no moment tells when an order changed last. */
async function readOrders({ db, plants }: Own, after: string | null): Promise<ChangePage<ErpOrder>> {
  const sweep = wholeSweepAt(after, new Date())
  const rows = await pageOfOwnOrders(db, { plants, after: sweep.after, most: pageSize })
  const more = rows.length === pageSize
  const mark = markAfter(sweep, more ? (rows.at(-1)?.productionNumber ?? null) : null)
  return { rows, mark, more, ...wholeOf(sweep) }
}
