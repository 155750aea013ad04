import type { ProductionState } from '../production/erp-statuses.ts'

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
  /** How far it is, as the statuses say; null when they say nothing that is known. */
  readonly state: ProductionState | null
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
  readonly actualStart: Date | null
  readonly actualEnd: Date | null
  /** Tells this state of the order from its later ones. */
  readonly revision: string
}

/** How much of a part an ERP has at a place of its own. */
export interface ErpStock {
  readonly partNumber: string
  /** Our plant that can use it; null when it lies at none of those that are served. */
  readonly plantId: string | null
  /** As the ERP names it. */
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
  /** Our plant that it comes to; null when it is none of those that are served. */
  readonly plantId: string | null
  /** Null while none is chosen. */
  readonly supplier: string | null
  /** Decimal numbers in the part's unit. */
  readonly quantity: string
  readonly received: string
  /** A calendar day; null when none is set. */
  readonly dueOn: string | null
  /** As the ERP names it. */
  readonly status: string
  /** Whether the supplier was asked, and may still deliver. */
  readonly ordered: boolean
}

/** A page of what has changed, in the order of its change. */
export interface ChangePage<Row> {
  readonly rows: readonly Row[]
  /** Where the next page begins; whoever reads keeps it with the rows, in one transaction. */
  readonly mark: string
  /** Whether there is more to read at once. */
  readonly more: boolean
  /** Set on the pages, from a first one on, that tell all that there is: what none of them told is gone. */
  readonly whole?: 'first' | 'further'
}

/** An order that an ERP is asked to build. */
export interface OrderToBuild extends PlannedDates {
  readonly productionNumber: string
  readonly modelCode: string
  readonly plantId: string
  readonly optionCodes: readonly string[]
  /** The customer's order behind it; null when it is built for stock. */
  readonly salesOrderId: string | null
}

/** What an order of ours, that the ERP has, shall be from now on. */
export type OrderMove = {
  /** The ERP's own number of the order. */
  readonly number: string
  /** The state of the order that the move is meant for. */
  readonly revision: string
} & (
  | { readonly kind: 'cancel' }
  | ({ readonly kind: 'reschedule' } & PlannedDates)
  | { readonly kind: 'configure'; readonly optionCodes: readonly string[] }
)

export interface PlannedDates {
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
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
  /** Cancels an order, or gives it other dates or options, which an ERP that keeps none does not hear of; a fault `CONFLICT` when it isn't in the state that was meant any more. */
  moveOrder(move: OrderMove, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
