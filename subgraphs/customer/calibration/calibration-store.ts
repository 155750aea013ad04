import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { ContactChannel } from '../contacts/contact-rule.ts'
import { calibrate } from './calibrate.ts'
import type { ChannelCalibration, ChannelFigures } from './channel-figures.ts'

interface Known {
  readonly customerId: string
  readonly stated: ContactChannel | null
  readonly figures: readonly ChannelFigures[]
}

/** What is known of customers' channels: what they said, and what came of the contacts of the last two years. */
export async function findCalibrations(
  db: Queries,
  customerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ChannelCalibration>> {
  const rows = await db.rows<Known>(sql`
    select parent.id as "customerId", preference.channel as stated, coalesce(done.figures, '[]') as figures
    from unnest(${customerIds}::text[]) as parent (id)
    left join channel_preference as preference on preference.customer_id = parent.id
    left join lateral (
      select json_agg(counted) as figures from (
        select channel, count(*)::int as contacts, (count(*) filter (where outcome <> 'NOT_REACHED'))::int as reached,
          (count(*) filter (where outcome in ('AGREED', 'INTERESTED', 'CALL_BACK')))::int as answered
        from contact_grant
        where customer_id = parent.id and outcome <> 'CANCELLED'
          and granted_at > ${now}::timestamptz - interval '2 years'
        group by channel order by channel
      ) as counted
    ) as done on true`)
  return new Map(
    rows.flatMap(({ customerId, stated, figures }) => {
      const calibration = calibrate(figures, stated)
      return calibration === null ? [] : [[customerId, calibration] as const]
    }),
  )
}

export interface Preference {
  readonly customerId: string
  readonly channel: ContactChannel | null
  readonly statedAt: Date
  readonly recordedBy: string
}

/** Keeps what a customer said last; null when he has no wish any more. */
export async function savePreference(tx: Transaction, { customerId, channel, statedAt, recordedBy }: Preference) {
  if (channel === null) await tx.rows(sql`delete from channel_preference where customer_id = ${customerId}`)
  else
    await tx.rows(sql`
      insert into channel_preference (customer_id, channel, stated_at, recorded_by)
      values (${customerId}, ${channel}, ${statedAt}, ${recordedBy})
      on conflict (customer_id) do update
        set channel = excluded.channel, stated_at = excluded.stated_at, recorded_by = excluded.recorded_by`)
}
