import pg from 'pg'

/** How much is filled in. */
export interface Fill {
  readonly customers: number
  /** Notices in the inbox of sales; each other department has a tenth of it. */
  readonly notices: number
  /** Requests between departments in a year, each with three steps and two ratings. */
  readonly requests: number
}

/** Writes customers with what they are matched by, notices, and a year of requests, as the graph would have left them. */
export async function fillCustomers(databaseUrl: string, fill: Fill): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // References are right by the making of the rows.
    await client.query(
      `set session_replication_role = replica; set work_mem = '256MB'; set maintenance_work_mem = '512MB'`,
    )
    for (const statement of statements(fill)) await client.query(statement)
  } finally {
    await client.end()
  }
}

const statements = ({ customers, notices, requests }: Fill): readonly string[] => [
  `insert into customer.customer (id, kind, family_name, given_name, since)
   select 'C' || n, 'PERSON', 'Family' || n % 400, 'Given' || n % 97, '2026-01-01' from generate_series(1, ${customers}) as n`,
  `insert into customer.match_key (customer_id, kind, key)
   select 'C' || n, kind, key from generate_series(1, ${customers}) as n
     cross join lateral (values
       ('PHONE', '+86139' || lpad(n::text, 8, '0')),
       ('EMAIL', 'person' || n || '@example.com'),
       ('NAME', 'family' || n % 400 || ' given' || n % 97),
       ('NAME_AND_ADDRESS', 'family' || n % 400 || ' given' || n % 97 || ' cnstreet' || n)) as told (kind, key)`,
  `insert into platform.customer_reach (reason, reference, customer_id, dealer_id)
   select 'ASSIGNMENT', 'A' || n, 'C' || n, 'D' || n % 400 from generate_series(1, ${customers}, 2) as n`,
  `insert into customer.notice (id, department, customer_id, topic, details, origin, summary, rule_id, cause, changed_at,
     delivered_at)
   select 'N' || department || n, department, 'C' || 1 + n * 7919::bigint % ${customers}, 'FACT', '{phone}', 'SERVICE',
     'The telephone number changed', 'notice-rule-fact-phone-sales', 'cause-' || n,
     now() - n * interval '30 seconds' - interval '1 second', now() - n * interval '30 seconds'
   from (values ('SALES', ${notices}), ('SERVICE', ${notices} / 10), ('MARKETING', ${notices} / 10),
     ('CUSTOMER', ${notices} / 10)) as inbox (department, size), generate_series(1, size) as n`,
  `insert into customer.notice_acknowledgement (notice_id, dealer_id, acknowledged_at, acknowledged_by)
   select 'NSALES' || n, '', now(), 'bench' from generate_series(1, ${notices}, 2) as n`,
  `create temporary table asked as
   select n, now() - n % 365 * interval '1 day' - n % 86400 * interval '1 second' as opened_at,
     (array['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION'])[1 + n % 5] as department,
     (array['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION'])[1 + n * 3 % 5] as owner
   from generate_series(1, ${requests}) as n`,
  `insert into service.request (id, subject, question, customer_id, owner_id, owner_department, department, departments,
     status, opened_by, opened_at, due_at, closed_at, answer, reopened)
   select 'R' || n, 'Delivery', 'When does it come?', 'C' || n, 'e-1', owner, department, array[department, owner],
     case when n % 50 = 0 then 'OPEN' else 'CLOSED' end, 'e-2', opened_at, opened_at + interval '3 days',
     case when n % 50 > 0 then opened_at + interval '2 days' end, case when n % 50 > 0 then 'Soon' end,
     case when n % 11 = 0 then 1 else 0 end
   from asked`,
  `insert into service.request_step (request_id, position, department, entered_at, left_at, allowed_minutes, handed_by)
   select 'R' || n, position, (array['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION'])[1 + (n + position) % 5],
     opened_at + (position - 1) * interval '12 hours',
     case when n % 50 > 0 or position < 3 then opened_at + (position - 1) * interval '12 hours'
       + n * position % 4001 * interval '1 minute' end, 480, 'e-2'
   from asked, generate_series(1, 3) as position`,
  `insert into service.request_rating (request_id, department, score, rated_by, rated_at)
   select 'R' || n, (array['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION'])[1 + (n + place) % 5], 1 + n % 5,
     'e-2', opened_at + interval '2 days'
   from asked, generate_series(1, 2) as place where n % 50 > 0`,
]
