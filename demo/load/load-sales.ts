import sql from 'sql-template-tag'
import { reservationEnds } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { iso } from '../world/calendar.ts'
import { happened, isSold, vinNow } from '../world/car.ts'
import { configuredPrice } from '../world/options.ts'
import { holdHours, type SalesOrder } from '../world/orders.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import { loadDealers } from './load-dealers.ts'
import { loadLeads } from './load-leads.ts'

/** Dealers, leads, orders, and who bought and owns which car. */
export async function loadSales(load: Load): Promise<void> {
  await loadDealers(load)
  await loadLeads(load)
  await loadOrders(load)
  await loadReservationEnds(load)
  await loadOwnership(load)
}

/** Sales knows the cars as the ERP told it of them. */
const knownVehicles = `
  insert into sales.known_vehicle (production_number, vin, model_code, status, order_id, changed_at)
  select production_number, vin, model_code, status, order_id, status_since from erp_adapter.vehicle`

async function loadOrders({ client, insert, wrote, world }: Load): Promise<void> {
  const { rowCount } = await client.query(knownVehicles)
  wrote('sales.known_vehicle', rowCount ?? 0)
  await insert(
    'sales.sales_order',
    rowsOf(world.orders(), order => ({ ...orderRow(order), sales_cycle_id: world.cycleOf(order.car) })),
  )
  await insert(
    'sales.sales_order_event',
    manyRowsOf(world.orders(), ({ id, car, steps }) =>
      steps.map(({ status, at }) => ({
        order_id: id,
        status,
        at: iso(at),
        note: status === 'ACCEPTED' ? `Production number ${car.productionNumber}` : null,
      })),
    ),
  )
}

/** The ends of the reservations that still hold are to come, as if sales had waited for them all along. */
const waitForReservations = sql`
  insert into platform.subscription (type, consumer) values (${reservationEnds.name}, 'sales') on conflict do nothing`

async function loadReservationEnds({ as, world }: Load): Promise<void> {
  await as('sales', async tx => {
    await tx.rows(waitForReservations)
    for (const { id, reservedUntil } of world.orders())
      if (reservedUntil !== null) {
        const until = new Date(reservedUntil)
        const payload = { orderId: id, until: until.toISOString() }
        await publish(tx, reservationEnds, [{ key: `reservation of ${id}`, payload, notBefore: until }])
      }
  })
}

const orderRow = ({ id, car, status, placedAt, promisedAt, frozenAt, reservedUntil }: SalesOrder) => ({
  id,
  kind: car.kind,
  status,
  customer_id: car.buyer.id,
  dealer_id: car.dealer.id,
  model_code: car.model.code,
  options: car.options,
  price_amount: car.price,
  price_currency: 'CNY',
  list_amount: configuredPrice(car.model, car.options),
  production_number: car.kind === 'BUILD' ? car.productionNumber : null,
  vin: vinNow(car),
  placed_at: iso(placedAt),
  promised_at: iso(promisedAt),
  frozen_at: frozenAt === null ? null : iso(frozenAt),
  hold_hours: holdHours,
  reserved_until: reservedUntil === null ? null : iso(reservedUntil),
})

async function loadOwnership({ insert, world }: Load): Promise<void> {
  const sold = world.cars.filter(isSold)
  await insert(
    'sales.retail_sale',
    manyRowsOf(sold, ({ resale, ...car }) => [
      {
        id: car.saleId,
        kind: 'NEW',
        vin: car.vin,
        model_code: car.model.code,
        dealer_id: car.dealer.id,
        buyer_id: car.buyer.id,
        seller_id: null,
        order_id: car.orderId,
        sold_at: iso(car.soldAt),
        price_amount: car.price,
        price_currency: 'CNY',
        list_amount: configuredPrice(car.model, car.options),
        handover_satisfaction: car.satisfaction,
      },
      ...(resale === null || !happened(resale.soldAt)
        ? []
        : [
            {
              id: resale.id,
              kind: 'USED',
              vin: car.vin,
              model_code: car.model.code,
              dealer_id: resale.dealer.id,
              buyer_id: resale.buyer.id,
              seller_id: car.buyer.id,
              order_id: null,
              sold_at: iso(resale.soldAt),
              price_amount: resale.price,
              price_currency: 'CNY',
              list_amount: null,
              handover_satisfaction: resale.satisfaction,
            },
          ]),
    ]),
  )
  await insert(
    'sales.vehicle_participant',
    rowsOf(world.roles(), ({ id, car, customer, role, from, until, dealer, saleId }) => ({
      id,
      vin: car.vin,
      customer_id: customer.id,
      role,
      valid_from: iso(from),
      valid_until: until === null ? null : iso(until),
      dealer_id: dealer.id,
      sale_id: saleId,
    })),
  )
  await insert(
    'sales.vehicle_plate',
    manyRowsOf(sold, ({ vin, plate, soldAt, resale }) => [
      plateRow(vin, plate, [soldAt, resale?.soldAt ?? null]),
      ...(resale === null ? [] : [plateRow(vin, resale.plate, [resale.soldAt, null])]),
    ]),
  )
}

const plateRow = (vin: string, plate: string, [from, until]: readonly [number, number | null]) => ({
  vin,
  plate: plate.replace('·', ''),
  valid_from: iso(from),
  valid_until: until === null ? null : iso(until),
})
