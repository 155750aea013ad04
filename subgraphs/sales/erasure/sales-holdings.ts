import sql from 'sql-template-tag'
import type { Holding } from '#platform/privacy/holding.ts'

/** What the sales subgraph holds of persons. A customer's id that stays leads to nobody. */
export const salesHoldings: readonly Holding[] = [
  {
    table: 'lead',
    shows: ['Lead'],
    of: ({ customerId, contacts }) =>
      sql`(customer_id = ${customerId} or customer_id is null and phone = any(${contacts}::text[]))`,
    end: {
      outcome: 'ANONYMISED',
      set: ({ customerId }) =>
        sql`customer_id = ${customerId}, contact_name = null, phone = null, message = null, lost_note = null`,
    },
  },
  {
    table: 'sales_order_event',
    shows: ['SalesOrderEvent'],
    of: ({ customerId }) => sql`order_id in (select id from sales_order where customer_id = ${customerId})`,
    end: { outcome: 'ANONYMISED', set: () => sql`note = null` },
  },
  {
    table: 'sales_order',
    shows: [],
    of: ({ customerId }) => sql`customer_id = ${customerId}`,
    end: { outcome: 'RESTRICTED', basis: 'ACCOUNTING_RECORDS', from: 'placed_at' },
  },
  {
    table: 'retail_sale',
    shows: [],
    of: ({ customerId }) => sql`(buyer_id = ${customerId} or seller_id = ${customerId})`,
    end: { outcome: 'RESTRICTED', basis: 'ACCOUNTING_RECORDS', from: 'sold_at' },
  },
  {
    table: 'vehicle_plate',
    shows: ['Vehicle', 'PlateTaken'],
    of: ({ customerId }) => sql`exists (
      select from vehicle_participant as held
      where held.vin = vehicle_plate.vin and held.customer_id = ${customerId} and held.role = 'OWNER'
        and tstzrange(held.valid_from, held.valid_until)
          && tstzrange(vehicle_plate.valid_from, vehicle_plate.valid_until))`,
    end: { outcome: 'ERASED' },
  },
  {
    table: 'vehicle_participant',
    shows: [],
    of: ({ customerId }) => sql`customer_id = ${customerId}`,
    end: { outcome: 'RESTRICTED', basis: 'RECALL_RECORDS', from: 'valid_from' },
  },
  {
    table: 'sales_cycle',
    shows: [],
    of: ({ customerId }) => sql`customer_id = ${customerId}`,
    end: { outcome: 'ANONYMISED', set: ({ customerId }) => sql`customer_id = ${customerId}` },
  },
]
