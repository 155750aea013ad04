import type { Violation } from '../offers/model-offer.ts'
import type { OrderRow } from './order.ts'

/** A success whose order is read anew. */
export interface OrderSuccess<Name extends string> {
  readonly __typename: Name
  readonly orderId: string
}

export type PlaceOrderSuccess = OrderSuccess<'PlaceOrderSuccess'>
export type ChangeOrderSuccess = OrderSuccess<'ChangeOrderSuccess'>
export type CancelOrderSuccess = OrderSuccess<'CancelOrderSuccess'>

export interface OrderFrozen extends OrderSuccess<'OrderFrozen'> {
  readonly message: string
  readonly frozenAt: Date
}

export interface OrderClosed extends OrderSuccess<'OrderClosed'> {
  readonly message: string
}

export const orderUnknown = (orderId: string) =>
  ({ __typename: 'OrderUnknown', message: `There is no order ${orderId} that you can see.`, orderId }) as const

export const orderClosed = ({ id, status }: OrderRow): OrderClosed => ({
  __typename: 'OrderClosed',
  message: `The order is ${status.toLowerCase()} already.`,
  orderId: id,
})

export const modelUnknown = (modelCode: string) =>
  ({ __typename: 'ModelUnknown', message: `The price list has no model ${modelCode}.`, modelCode }) as const

export const salesCycleUnknown = (salesCycleId: string) =>
  ({
    __typename: 'SalesCycleUnknown',
    message: `There is no opportunity ${salesCycleId} of this customer at this dealer.`,
    salesCycleId,
  }) as const

export const configurationInvalid = (violations: Violation[]) =>
  ({
    __typename: 'ConfigurationInvalid',
    message: violations.map(({ message }) => message).join(' '),
    violations,
  }) as const
