import type { CaseStatus } from '../../subgraphs/service/cases/case.ts'
import { statement } from '../flagship/by-hand/statement.ts'

interface ServiceRow {
  readonly id: string
  readonly status: string
  readonly inAt: Date
  readonly complaint: string
  readonly station: string
  readonly amount: string
  readonly currency: string
}

export const readServices = statement<ServiceRow>(
  'services',
  `select service_order.id, status, in_at as "inAt", complaint, name as station, price_amount as amount,
     service_order.currency
   from service.service_order join service.station on station.id = station_id
   where customer_id = $1 order by in_at desc, service_order.id desc limit 20`,
)

interface CaseRow {
  readonly id: string
  readonly kind: string
  readonly priority: string
  readonly status: string
  readonly subject: string
  readonly openedAt: Date
  readonly slaMinutes: number
  readonly articles: readonly string[]
  readonly changedTo: CaseStatus
  readonly at: Date
}

/** The twenty newest cases, once for each status that they came to, with the three articles that suit them best. */
export const readCases = statement<CaseRow>(
  'cases',
  `select found.id, kind, priority, found.status, subject, opened_at as "openedAt", sla_minutes as "slaMinutes", articles,
     change.status as "changedTo", change.at
   from (select * from service.service_case where customer_id = $1 order by opened_at desc, id desc limit 20) as found
     cross join lateral (
       select service.any_word(found.subject || ' ' || coalesce(string_agg(left(body, 2000), ' '), '')) as wanted
       from service.case_message where case_id = found.id and author = 'CUSTOMER') as question
     cross join lateral (
       select coalesce(array_agg(title order by rank desc, updated_at desc, article.id), '{}') as articles from (
         select id, title, updated_at, ts_rank(words, wanted) as rank from service.knowledge_article
         where words @@ wanted order by rank desc, updated_at desc, id limit 3) as article) as suggested
     join service.case_status_change as change on change.case_id = found.id
   order by opened_at desc, found.id desc, position`,
)

interface AppointmentRow {
  readonly startsAt: Date
  readonly status: string
  readonly purpose: string
  readonly station: string
}

export const readAppointments = statement<AppointmentRow>(
  'appointments',
  `select starts_at as "startsAt", status, purpose, name as station
   from service.appointment join service.station on station.id = station_id
   where customer_id = $1 order by starts_at desc, appointment.id desc limit 5`,
)

interface RequestRow {
  readonly id: string
  readonly subject: string
  readonly department: string
  readonly openedAt: Date
  readonly dueAt: Date
  readonly overdue: boolean
  readonly ownerId: string
  readonly ownerName: string | null
  readonly stepDepartment: string
  readonly enteredAt: Date
  readonly leftAt: Date | null
}

/** The open requests about a customer, once for each department that they went to. */
export const readRequests = statement<RequestRow>(
  'requests',
  `select found.id, subject, found.department, opened_at as "openedAt", due_at as "dueAt", now() > due_at as overdue,
     owner_id as "ownerId", owner_name as "ownerName", step.department as "stepDepartment", entered_at as "enteredAt",
     left_at as "leftAt"
   from (
       select * from service.request where customer_id = $1 and status = 'OPEN' order by opened_at, id limit 20) as found
     join service.request_step as step on request_id = found.id
   order by opened_at, found.id, position`,
)
