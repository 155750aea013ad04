import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { ContactPurpose, ContactRule, SetContactRule } from './contact-rule.ts'

/** The rules of a purpose, or of all. */
export function findContactRules(db: Queries, purpose: ContactPurpose | null): Promise<SetContactRule[]> {
  return db.rows<SetContactRule>(sql`
    select purpose, nullif(channel, 'ANY') as channel, nullif(country, '') as country, consent,
      hold_minutes as "holdMinutes", cool_down_minutes as "coolDownMinutes", retry_minutes as "retryMinutes",
      most_times as "mostContacts", most_days as "mostDays", quiet_from as "quietFrom", quiet_until as "quietUntil",
      set_by as "setBy", set_at as "setAt"
    from contact_rule where ${purpose}::text is null or purpose = ${purpose}
    order by contact_rule.purpose, contact_rule.channel, contact_rule.country`)
}

/** Makes a rule, or sets the one of the same purpose, channel and country. */
export async function saveContactRule(
  tx: Transaction,
  rule: ContactRule,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into contact_rule (purpose, channel, country, consent, hold_minutes, cool_down_minutes, retry_minutes,
      most_times, most_days, quiet_from, quiet_until, set_by, set_at)
    values (${rule.purpose}, ${rule.channel ?? 'ANY'}, ${rule.country ?? ''}, ${rule.consent}, ${rule.holdMinutes},
      ${rule.coolDownMinutes}, ${rule.retryMinutes}, ${rule.mostContacts}, ${rule.mostDays}, ${rule.quietFrom},
      ${rule.quietUntil}, ${by}, ${at})
    on conflict (purpose, channel, country) do update set consent = excluded.consent,
      hold_minutes = excluded.hold_minutes, cool_down_minutes = excluded.cool_down_minutes,
      retry_minutes = excluded.retry_minutes, most_times = excluded.most_times, most_days = excluded.most_days,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, set_by = excluded.set_by,
      set_at = excluded.set_at`)
}

export async function deleteContactRule(
  tx: Transaction,
  { purpose, channel, country }: Pick<ContactRule, 'purpose' | 'channel' | 'country'>,
): Promise<void> {
  await tx.rows(sql`
    delete from contact_rule
    where purpose = ${purpose} and channel = ${channel ?? 'ANY'} and country = ${country ?? ''}`)
}
