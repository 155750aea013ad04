import { responseDue, scoreLead } from '../../subgraphs/sales/leads/lead-score.ts'
import { iso, type Moment } from '../world/calendar.ts'
import { isSold } from '../world/car.ts'
import { cycleIdOf, type Lead } from '../world/leads.ts'
import type { Row } from './copy-text.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'

/** Leads and the opportunities that came of them. */
export async function loadLeads({ insert, world }: Load): Promise<void> {
  await insert('sales.lead', rowsOf(world.leads(), leadRow))
  await insert(
    'sales.sales_cycle',
    manyRowsOf(world.leads(), lead => {
      const { car, customer, closedAt } = lead
      if (car === null || customer === null || closedAt === null) return []
      return [
        {
          id: cycleIdOf(lead),
          category: customer.buyer === 'LOYAL' ? 'RETENTION' : 'PROSPECT',
          status: isSold(car) ? 'WON' : 'OPEN',
          customer_id: customer.id,
          dealer_id: lead.dealer.id,
          lead_id: lead.id,
          origin: lead.channel,
          model_code: lead.modelCode,
          opened_at: iso(closedAt),
        },
      ]
    }),
  )
}

const moment = (at: Moment | null): string | null => (at === null ? null : iso(at))

function leadRow(lead: Lead): Row {
  const { dealer, channel } = lead
  const facts = {
    channel,
    customerId: lead.customer?.id ?? null,
    contactName: lead.contactName,
    phone: lead.phone,
    modelCode: lead.modelCode,
    region: dealer.city.province,
    city: dealer.city.zh,
    campaignId: lead.campaignId,
    referrerId: null,
    partner: null,
    message: lead.message,
  }
  const { points, reasons } = scoreLead(facts)
  const chosen = channel === 'DEALER_VISIT'
  return {
    id: lead.id,
    channel,
    status: lead.status,
    customer_id: facts.customerId,
    contact_name: facts.contactName,
    phone: facts.phone,
    model_code: facts.modelCode,
    region: facts.region,
    city: facts.city,
    campaign_id: facts.campaignId,
    message: facts.message,
    dealer_id: dealer.id,
    routing_rule: chosen ? 'CHOSEN' : 'CITY',
    routing_reason: chosen
      ? `${dealer.name} was chosen.`
      : `${dealer.name} has the fewest open leads among the dealers in ${dealer.city.zh}.`,
    score: points,
    score_reasons: reasons,
    captured_at: iso(lead.capturedAt),
    due_at: responseDue(points, new Date(lead.capturedAt)).toISOString(),
    responded_at: moment(lead.respondedAt),
    closed_at: moment(lead.closedAt),
    lost_reason: lead.lostReason,
  }
}
