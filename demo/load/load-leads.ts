import { hour, iso, type Moment } from '../world/calendar.ts'
import { isSold } from '../world/car.ts'
import { cycleIdOf, type Lead } from '../world/leads.ts'
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

const leadRow = (lead: Lead) => ({
  id: lead.id,
  channel: lead.channel,
  status: lead.status,
  customer_id: lead.customer?.id ?? null,
  contact_name: lead.contactName,
  phone: lead.phone,
  model_code: lead.modelCode,
  region: lead.dealer.city.province,
  city: lead.dealer.city.zh,
  campaign_id: lead.campaignId,
  message: lead.message,
  dealer_id: lead.dealer.id,
  routing_rule: lead.channel === 'DEALER_VISIT' ? 'CHOSEN' : 'CITY',
  routing_reason:
    lead.channel === 'DEALER_VISIT'
      ? `${lead.dealer.name} was chosen.`
      : `${lead.dealer.name} has the fewest open leads among the dealers in ${lead.dealer.city.zh}.`,
  score: lead.score,
  score_reasons: lead.scoreReasons,
  captured_at: iso(lead.capturedAt),
  due_at: iso(lead.capturedAt + (lead.score >= 60 ? 1 : 4) * hour),
  responded_at: moment(lead.respondedAt),
  closed_at: moment(lead.closedAt),
  lost_reason: lead.lostReason,
})
