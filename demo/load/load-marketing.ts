import { iso } from '../world/calendar.ts'
import { happened, isSold } from '../world/car.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import { loadCampaigns } from './load-campaigns.ts'
import { loadSegments } from './load-segments.ts'

/** What marketing knows of customers, the segments that they are in, and how campaigns reached them. */
export async function loadMarketing(load: Load): Promise<void> {
  await loadFacts(load)
  await loadSegments(load)
  await loadCampaigns(load)
}

async function loadFacts({ insert, world }: Load): Promise<void> {
  await insert(
    'marketing.customer_fact',
    rowsOf(world.customers, ({ id, person, city, birthYear }) => ({
      customer_id: id,
      kind: person === null ? 'ORGANISATION' : 'PERSON',
      country: 'CN',
      region: city.province,
      locale: person?.locale ?? 'zh-CN',
      birth_year: birthYear,
    })),
  )
  await insert(
    'marketing.purchase',
    manyRowsOf(world.cars.filter(isSold), ({ vin, model, saleId, buyer, soldAt, price, resale }) => {
      const common = { vin, model_code: model.code, currency: 'CNY' }
      return [
        { ...common, sale_id: saleId, customer_id: buyer.id, sold_at: iso(soldAt), amount: price },
        ...(resale === null || !happened(resale.soldAt)
          ? []
          : [
              {
                ...common,
                sale_id: resale.id,
                customer_id: resale.buyer.id,
                sold_at: iso(resale.soldAt),
                amount: resale.price,
              },
            ]),
      ]
    }),
  )
  await insert(
    'marketing.car_role',
    rowsOf(world.roles(), ({ car, customer, role, from, until }) => ({
      vin: car.vin,
      customer_id: customer.id,
      role,
      since: iso(from),
      until: until === null ? null : iso(until),
    })),
  )
  await insert(
    'marketing.service_visit',
    manyRowsOf(world.services(), ({ id, car, customer, operations, parts, outAt }) =>
      outAt === null
        ? []
        : [
            {
              service_order_id: id,
              customer_id: customer.id,
              vin: car.vin,
              closed_at: iso(outAt),
              amount:
                operations.reduce((sum, { price }) => sum + price, 0) +
                parts.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
              currency: 'CNY',
            },
          ],
    ),
  )
  await loadConsents({ insert, world })
}

/** Of each purpose, channel and recipient the last word. */
async function loadConsents({ insert, world }: Pick<Load, 'insert' | 'world'>): Promise<void> {
  await insert(
    'marketing.customer_consent',
    manyRowsOf(world.lastConsents(), entry => [
      {
        customer_id: entry.customer.id,
        purpose: entry.purpose,
        channel: entry.channel,
        recipient: entry.dealerId === null ? 'MAKER' : `DEALER:${entry.dealerId}`,
        given: entry.given,
        at: iso(entry.at),
      },
    ]),
  )
}
