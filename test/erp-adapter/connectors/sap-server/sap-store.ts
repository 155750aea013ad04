/** A production order in the contract server, as SAP keeps it. */
export interface StoredOrder {
  readonly ManufacturingOrder: string
  readonly Material: string
  readonly ProductionPlant: string
  readonly ManufacturingOrderType: string
  readonly TotalQuantity: string
  readonly UnloadingPointName: string
  readonly OrderLongText: string
  readonly MfgOrderPlannedStartDate: string | null
  readonly MfgOrderPlannedStartTime: string
  readonly MfgOrderPlannedEndDate: string | null
  readonly MfgOrderPlannedEndTime: string
  readonly LastChangeDateTime: string
  /** Short names, several at once. */
  readonly statuses: readonly string[]
}

export interface StoredStock {
  readonly Material: string
  readonly Plant: string
  readonly StorageLocation: string
  readonly Batch: string
  readonly InventoryStockType: string
  readonly InventorySpecialStockType: string
  readonly MatlWrhsStkQtyInMatlBaseUnit: string
}

/** What the contract server keeps. */
export interface SapStore {
  readonly orders: Map<string, StoredOrder>
  readonly stock: StoredStock[]
  /** Makes an order; its number is the next one. */
  make(order: Partial<StoredOrder>): StoredOrder
  /** Changes an order, as of now unless the change says otherwise. */
  change(number: string, change: Partial<StoredOrder>): StoredOrder
}

export function openSapStore(): SapStore {
  const orders = new Map<string, StoredOrder>()
  let number = 999_800
  const keep = (order: StoredOrder): StoredOrder => {
    orders.set(order.ManufacturingOrder, order)
    return order
  }
  return {
    orders,
    stock: [],
    make: order =>
      keep({
        Material: 'ENV',
        ProductionPlant: '1710',
        ManufacturingOrderType: 'YBM1',
        TotalQuantity: '1.000',
        UnloadingPointName: '',
        OrderLongText: '',
        MfgOrderPlannedStartDate: null,
        MfgOrderPlannedStartTime: 'PT00H00M00S',
        MfgOrderPlannedEndDate: null,
        MfgOrderPlannedEndTime: 'PT00H00M00S',
        LastChangeDateTime: now(),
        statuses: ['CRTD', 'MANC'],
        ...order,
        ManufacturingOrder: String(++number),
      }),
    change(key, change) {
      const order = orders.get(key)
      if (order === undefined) throw new Error(`no order ${key}`)
      return keep({ ...order, LastChangeDateTime: now(), ...change })
    },
  }
}

const now = (): string =>
  new Date()
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[^0-9]/g, '')

/** An order as SAP answers it, its flags made of its statuses. */
export function answered({ statuses, ...order }: StoredOrder): Record<string, unknown> {
  const flag = (status: string): 'X' | '' => (statuses.includes(status) ? 'X' : '')
  return {
    __metadata: { type: 'API_PRODUCTION_ORDER_2_SRV.A_ProductionOrder_2Type', etag: etagOf(order) },
    ...order,
    OrderIsCreated: flag('CRTD'),
    OrderIsReleased: flag('REL'),
    OrderIsTechnicallyCompleted: flag('TECO'),
    OrderIsMarkedForDeletion: flag('DLFL'),
    to_ProductionOrderStatus: { results: statuses.map(StatusShortName => ({ StatusShortName, IsUserStatus: false })) },
  }
}

export const etagOf = ({ LastChangeDateTime }: Pick<StoredOrder, 'LastChangeDateTime'>): string =>
  `W/"'${LastChangeDateTime}'"`
