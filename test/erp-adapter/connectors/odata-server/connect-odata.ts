import type { Connector } from '../../../../subgraphs/erp-adapter/connectors/connector.ts'
import { odataV4 } from '../../../../subgraphs/erp-adapter/connectors/odata-v4/odata-v4.ts'
import { withSecrets } from '../surroundings.ts'
import { user } from './odata-gate.ts'

export const byPassword = { by: 'password', user: user.name, passwordFrom: 'PASSWORD' } as const
export const byToken = { by: 'token', tokenFrom: 'TOKEN' } as const

/** How the contract server's sets are configured, changes told by a field or by the service's own account of them. */
export const odataConfiguration = (changes: 'field' | 'deltaLink' | 'whole' = 'field') => {
  const told = changes === 'field' ? { by: changes, field: 'ChangedAt' } : { by: changes }
  return {
    access: byPassword as object,
    plantCodes: { 'PLANT-T': '1710' },
    timeZone: 'Asia/Shanghai',
    pageSize: 200,
    orders: {
      set: 'ProductionOrders',
      changes: told,
      number: 'OrderNo',
      productionNumber: 'ExternalNo',
      material: 'Material',
      plant: 'Plant',
      quantity: 'Quantity',
      options: 'Options',
      plannedStart: 'PlannedStart',
      plannedEnd: 'PlannedEnd',
      actualStart: 'ActualStart',
      actualEnd: 'ActualEnd',
      status: 'Status',
      states: {
        Created: 'PLANNED',
        Released: 'SCHEDULED',
        Started: 'IN_PRODUCTION',
        Finished: 'COMPLETED',
        Cancelled: 'CANCELLED',
      },
      cancel: { by: 'status', status: 'Cancelled' } as object,
      fixed: { OrderType: 'CAR' },
    },
    stock: { set: 'StockLines', changes: told, part: 'Part', plant: 'Plant', place: 'Location', onHand: 'OnHand' },
    purchases: {
      set: 'Purchases',
      changes: told,
      number: 'No',
      part: 'Part',
      supplier: 'Vendor',
      plant: 'Plant',
      quantity: 'Quantity',
      received: 'Received',
      dueOn: 'DueOn',
      status: 'Status',
      ordered: ['Sent', 'Confirmed'],
    },
    cars: { set: 'Cars', changes: told, vin: 'Vin', product: 'Product', place: 'Place' },
  }
}

/** Connects to the contract server behind an address. */
export const connectOData = (url: string, configuration: object, token: () => string): Connector =>
  odataV4.open(
    odataV4.settings.parse({ url, ...configuration }),
    withSecrets(name => (name === 'TOKEN' ? token() : name === 'PASSWORD' ? user.password : '')),
  )
