import { statement } from './statement.ts'

export interface SaleRow {
  readonly kind: string
  readonly soldAt: Date
  readonly amount: string
  readonly currency: string
  readonly dealerId: string
  readonly dealerName: string
  readonly dealerCity: string
  readonly buyerId: string
  readonly buyerName: string | null
}

/** The twenty last sales of the car. */
export const readSales = statement<SaleRow>(
  'sales',
  `select sale.kind, sold_at as "soldAt", price_amount as amount, price_currency as currency, dealer.id as "dealerId",
     dealer.name as "dealerName", dealer.city as "dealerCity", buyer_id as "buyerId", display_name as "buyerName"
   from sales.retail_sale as sale
     join sales.dealer on dealer.id = sale.dealer_id
     left join customer.customer on customer.id = buyer_id
   where vin = $1 order by sold_at desc, sale.id desc limit 20`,
)

/** A role of a customer on the car, once for each of the ten campaigns that chose him last. */
export interface OwnerRow {
  readonly id: string
  readonly role: string
  readonly from: Date
  readonly until: Date | null
  readonly customerId: string
  readonly customerName: string | null
  readonly contactStatus: string
  readonly reachedAt: Date | null
  readonly channel: string | null
  readonly response: string | null
  readonly campaignId: string | null
  readonly campaignName: string
  readonly campaignGoal: string
}

/** Who owned and drove the car, and the campaigns that chose them. */
export const readOwners = statement<OwnerRow>(
  'owners',
  `select participant.id, role, valid_from as "from", valid_until as "until", participant.customer_id as "customerId",
     display_name as "customerName", contact.status as "contactStatus", reached_at as "reachedAt", channel, response,
     campaign.id as "campaignId", campaign.name as "campaignName", campaign.goal as "campaignGoal"
   from sales.vehicle_participant as participant
     left join customer.customer on customer.id = participant.customer_id
     left join lateral (
       select * from marketing.campaign_contact where campaign_contact.customer_id = participant.customer_id
       order by chosen_at desc, campaign_id desc limit 10) as contact on true
     left join marketing.campaign on campaign.id = contact.campaign_id
   where vin = $1
   order by valid_from desc, participant.id desc, chosen_at desc, campaign.id desc`,
)
