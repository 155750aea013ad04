import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { isOfDesk } from '../contacts/contact-grant-store.ts'
import type { ChannelFigures } from './channel-figures.ts'

/** What the contacts of a channel cost and brought in, in one currency; null when nobody said anything of money. */
export interface ChannelProfit extends ChannelFigures {
  readonly currency: string | null
  readonly cost: string | null
  readonly gain: string | null
  readonly profit: string | null
}

/** The contacts granted in a period and completed since, by channel and currency, in one statement. */
export function profitOfChannels(db: Queries, from: Date, until: Date): Promise<ChannelProfit[]> {
  return db.rows<ChannelProfit>(sql`
    select channel, currency, count(*)::int as contacts,
      (count(*) filter (where outcome <> 'NOT_REACHED'))::int as reached,
      (count(*) filter (where outcome in ('AGREED', 'INTERESTED', 'CALL_BACK')))::int as answered,
      case when currency is not null then coalesce(sum(cost), 0)::numeric(14,2) end as cost,
      case when currency is not null then coalesce(sum(gain), 0)::numeric(14,2) end as gain,
      case when currency is not null then (coalesce(sum(gain), 0) - coalesce(sum(cost), 0))::numeric(14,2) end as profit
    from contact_grant
    where granted_at >= ${from} and granted_at < ${until} and outcome <> 'CANCELLED' and ${isOfDesk}
    group by channel, currency order by channel, currency nulls last`)
}
