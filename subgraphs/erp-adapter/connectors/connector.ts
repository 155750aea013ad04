/** What an ERP makes known, each read as a list of changes. */
export interface Changes {
  readonly orders: ErpOrder
  readonly stock: ErpStock
  readonly cars: ErpCar
  readonly purchases: ErpPurchase
}
export type Topic = keyof Changes

/** A production order as an ERP has it. */
export interface ErpOrder {
  /** The ERP's own number of it. */
  readonly number: string
  /** Ours; null for an order that the ERP made by itself. */
  readonly productionNumber: string | null
  /** The ERP's product, which is our model's code for orders of ours. */
  readonly product: string
  /** The statuses as the ERP names them, several at once where it has several. */
  readonly statuses: readonly string[]
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
  /** Tells this state of the order from its later ones. */
  readonly revision: string
}

/** How much of a part an ERP has at a place of its own. */
export interface ErpStock {
  readonly partNumber: string
  readonly place: string
  /** A decimal number in the part's unit. */
  readonly onHand: string
}

/** A car that an ERP keeps in stock. */
export interface ErpCar {
  readonly vin: string
  readonly product: string
  /** The ERP's place where it is; null when it has left. */
  readonly place: string | null
}

/** What an ERP asks a supplier for, or means to. */
export interface ErpPurchase {
  readonly number: string
  readonly partNumber: string
  /** Null while none is chosen. */
  readonly supplier: string | null
  /** A decimal number in the part's unit. */
  readonly quantity: string
  /** A calendar day; null when none is set. */
  readonly dueOn: string | null
  /** As the ERP names it. */
  readonly status: string
}

/** A page of what has changed, in the order of its change. */
export interface ChangePage<Row> {
  readonly rows: readonly Row[]
  /** Where the next page begins; whoever reads keeps it with the rows, in one transaction. */
  readonly mark: string
  /** Whether there is more to read at once. */
  readonly more: boolean
}

/** An order that an ERP is asked to build. */
export interface OrderToBuild {
  readonly productionNumber: string
  readonly modelCode: string
  readonly plantId: string
  readonly optionCodes: readonly string[]
  /** The customer's order behind it; null when it is built for stock. */
  readonly salesOrderId: string | null
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
}

/** A step that an order is asked to make. */
export interface OrderMove {
  /** The ERP's own number of the order. */
  readonly number: string
  readonly move: 'release' | 'complete' | 'cancel'
  /** The state of the order that the step is meant for. */
  readonly revision: string
}

/** One ERP behind the graph: it knows a protocol, not our tables. Every call ends at its signal; what fails is a `ConnectorFault`. */
export interface Connector {
  readonly topics: readonly Topic[]
  /** What changed after a mark, null from the first on. A row may come again, with what it is now; none is left out. */
  changes<Name extends Topic>(
    topic: Name,
    after: string | null,
    signal: AbortSignal,
  ): Promise<ChangePage<Changes[Name]>>
  /** Hands an order over and gives the ERP's number of it; for the same production number again, the number it has. */
  placeOrder(order: OrderToBuild, signal: AbortSignal): Promise<string>
  /** Moves an order; a fault `CONFLICT` when it isn't in the state that was meant any more. */
  moveOrder(move: OrderMove, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
