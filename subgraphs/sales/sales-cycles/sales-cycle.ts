import type { LeadChannel } from '../leads/lead.ts'

export type SalesCycleCategory = 'PROSPECT' | 'UPSELL' | 'INCREMENTAL' | 'RETENTION'

/** An opportunity as stored; origin and campaign are those of its lead. */
export interface SalesCycleRow {
  readonly id: string
  readonly category: SalesCycleCategory
  readonly status: 'OPEN' | 'WON' | 'LOST'
  readonly customerId: string
  readonly dealerId: string
  readonly leadId: string | null
  readonly origin: LeadChannel
  readonly campaignId: string | null
  readonly modelCode: string | null
  readonly openedAt: Date
}
