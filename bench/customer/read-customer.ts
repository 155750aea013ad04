import { statement } from '../flagship/by-hand/statement.ts'

interface CallerRow {
  readonly id: string
  readonly kind: string
  readonly displayName: string
  readonly since: string
  readonly locale: string
  readonly managerName: string | null
  readonly managerFrom: Date
  readonly managerDealer: string | null
}

/** Whoever has the phone, with his account manager. */
export const readCallers = statement<CallerRow>(
  'callers',
  `select customer.id, customer.kind, display_name as "displayName", since, locale, manager.employee_name as "managerName",
     manager.valid_from as "managerFrom", manager.dealer_name as "managerDealer"
   from customer.contact_point
     join customer.customer on customer.id = contact_point.customer_id
     left join lateral (
       select employee_name, assignment.valid_from, dealer.name as dealer_name
       from customer.assignment left join sales.dealer on dealer.id = dealer_id
       where assignment.customer_id = customer.id and role = 'ACCOUNT_MANAGER' and assignment.valid_from <= now()
         and (assignment.valid_until is null or now() < assignment.valid_until)
       order by assignment.valid_from desc, assignment.id desc limit 1) as manager on true
   where contact_point.kind = 'PHONE' and contact_point.value = $1 and contact_point.valid_until is null
   order by contact_point.valid_from, customer.id limit 100`,
)

export const readContactPoints = statement(
  'contact-points',
  `select kind, value, label from customer.contact_point where customer_id = $1 and valid_until is null
   order by valid_from desc, id desc`,
)

interface ConsentRow {
  readonly purpose: string
  readonly channel: string
  readonly given: boolean
  readonly at: Date
  readonly recipientKind: string
  readonly dealer: string | null
}

export const readConsents = statement<ConsentRow>(
  'consents',
  `select distinct on (purpose, channel, recipient_kind, recipient_id, consent_entry.country) purpose, channel, given, at,
     recipient_kind as "recipientKind", dealer.name as dealer
   from customer.consent_entry left join sales.dealer on recipient_kind = 'DEALER' and dealer.id = recipient_id
   where customer_id = $1
   order by purpose, channel, recipient_kind, recipient_id, consent_entry.country, at desc, position desc`,
)

interface GrantRow {
  readonly department: string
  readonly purpose: string
  readonly grantedTo: string
  readonly open: boolean
  readonly expiresAt: Date
  readonly outcome: string | null
  readonly contactedAt: Date | null
}

export const readGrants = statement<GrantRow>(
  'grants',
  `select department, purpose, granted_to as "grantedTo", completed_at is null and now() < expires_at as open,
     expires_at as "expiresAt", outcome, contacted_at as "contactedAt"
   from customer.contact_grant where customer_id = $1 order by granted_at desc, id desc limit 5`,
)

interface ActivityRow {
  readonly at: Date
  readonly kind: string
  readonly department: string
  readonly summary: string
}

export const readTimeline = statement<ActivityRow>(
  'timeline',
  `select at, kind, department, summary from customer.activity where customer_id = $1 order by at desc, id desc limit 20`,
)

interface ChoiceRow {
  readonly status: string
  readonly reachedAt: Date | null
  readonly channel: string | null
  readonly response: string | null
  readonly name: string
  readonly goal: string
}

export const readCampaigns = statement<ChoiceRow>(
  'campaigns',
  `select contact.status, reached_at as "reachedAt", channel, response, name, goal
   from marketing.campaign_contact as contact join marketing.campaign on campaign.id = campaign_id
   where customer_id = $1 order by chosen_at desc, campaign_id desc limit 20`,
)

interface MembershipRow {
  readonly since: Date
  readonly name: string
  readonly reasons: readonly { readonly condition: string; readonly value: string | null }[]
}

export const readSegments = statement<MembershipRow>(
  'segments',
  `select since, name, reasons from marketing.segment_membership join marketing.segment on segment.id = segment_id
   where customer_id = $1 order by since desc, segment_id desc`,
)
