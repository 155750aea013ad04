import type { OwnerRow, SaleRow } from './read-people.ts'

/** Who sold and bought the car, who owned and drove it, and which campaigns chose them. */
export function ownershipOf(sales: readonly SaleRow[], rows: readonly OwnerRow[]): object {
  return {
    sales: {
      nodes: sales.map(sale => ({
        kind: sale.kind,
        soldAt: sale.soldAt,
        price: { amount: sale.amount, currency: sale.currency },
        dealer: { id: sale.dealerId, name: sale.dealerName, city: sale.dealerCity },
        buyer: { id: sale.buyerId, displayName: sale.buyerName },
      })),
    },
    owners: [...Map.groupBy(rows, row => row.id).values()].flatMap(ownerOf),
  }
}

function ownerOf(rows: readonly OwnerRow[]): object[] {
  return rows.slice(0, 1).map(({ role, from, until, customerId, customerName }) => ({
    role,
    from,
    until,
    customer: {
      id: customerId,
      displayName: customerName,
      campaigns: { nodes: rows.filter(row => row.campaignId !== null).map(contactOf) },
    },
  }))
}

const contactOf = (row: OwnerRow): object => ({
  status: row.contactStatus,
  reachedAt: row.reachedAt,
  channel: row.channel,
  response: row.response,
  campaign: { id: row.campaignId, name: row.campaignName, goal: row.campaignGoal },
})
