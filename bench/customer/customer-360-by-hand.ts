import { readSlaClock } from '../../subgraphs/service/cases/sla-clock.ts'
import type { Reader } from '../flagship/by-hand/statement.ts'
import { readAppointments, readCases, readRequests, readServices } from './read-care.ts'
import { readLeads, readOrders, readRoles } from './read-cars.ts'
import {
  readCallers,
  readCampaigns,
  readConsents,
  readContactPoints,
  readGrants,
  readSegments,
  readTimeline,
} from './read-customer.ts'

/** Answers examples/queries/customer-360.graphql: whoever has the phone, then at once all that is known of him. */
export async function customer360ByHand(db: Reader, phone: string): Promise<object> {
  const callers = await readCallers(db, phone)
  return { customersByPhone: await Promise.all(callers.map(caller => allOf(db, caller))) }
}

type Caller = Awaited<ReturnType<typeof readCallers>>[number]

async function allOf(
  db: Reader,
  { id, managerName, managerFrom, managerDealer, ...customer }: Caller,
): Promise<object> {
  const [points, roles, leads, orders, services, cases, appointments, requests, campaigns, grants, consents, segments] =
    await Promise.all([
      readContactPoints(db, id),
      readRoles(db, id),
      readLeads(db, id),
      readOrders(db, id),
      readServices(db, id),
      readCases(db, id),
      readAppointments(db, id),
      readRequests(db, id),
      readCampaigns(db, id),
      readGrants(db, id),
      readConsents(db, id),
      Promise.all([readSegments(db, id), readTimeline(db, id)]),
    ])
  const [memberships, timeline] = segments
  const now = new Date()
  return {
    id,
    ...customer,
    contactPoints: points,
    accountManager:
      managerName === null ? null : { employeeName: managerName, validFrom: managerFrom, dealer: named(managerDealer) },
    vehicles: {
      nodes: roles.map(({ role, from, until, vin, plate, status, nameEn, nameZh, recalls }) => ({
        role,
        from,
        until,
        vehicle: {
          vin,
          plate,
          status,
          model: { nameEn, nameZh },
          recalls: recalls.map(title => ({ recall: { title } })),
        },
      })),
    },
    leads: {
      nodes: leads.map(({ dealer, category, cycleStatus, ...lead }) => ({
        ...lead,
        dealer: named(dealer),
        salesCycle: cycleStatus === null ? null : { category, status: cycleStatus },
      })),
    },
    salesOrders: {
      nodes: orders.map(({ amount, currency, dealer, productionNumber, state, plannedEnd, ...order }) => ({
        ...order,
        price: { amount, currency },
        dealer: named(dealer),
        production: productionNumber === null ? null : { productionNumber, state, plannedEnd },
      })),
    },
    serviceOrders: {
      nodes: services.map(({ station, amount, currency, ...order }) => ({
        ...order,
        station: { name: station },
        price: { amount, currency },
      })),
    },
    cases: { nodes: [...Map.groupBy(cases, row => row.id).values()].map(rows => caseOf(rows, now)) },
    appointments: { nodes: appointments.map(({ station, ...rest }) => ({ ...rest, station: { name: station } })) },
    requests: { nodes: [...Map.groupBy(requests, row => row.id).values()].map(requestOf) },
    campaigns: { nodes: campaigns.map(({ name, goal, ...contact }) => ({ ...contact, campaign: { name, goal } })) },
    contactGrants: { nodes: grants },
    consents: consents.map(({ recipientKind: kind, dealer, ...entry }) => ({
      ...entry,
      recipient: { kind, dealer: named(dealer) },
    })),
    segments: memberships.map(({ since, name, reasons }) => ({
      since,
      segment: { name },
      reasons: reasons.map(({ condition, value }) => ({ condition, value })),
    })),
    timeline: { nodes: timeline },
  }
}

const named = (name: string | null): object | null => (name === null ? null : { name })

type CaseRow = Awaited<ReturnType<typeof readCases>>[number]

function caseOf(rows: readonly CaseRow[], now: Date): object | undefined {
  const history = rows.map(({ changedTo, at }) => ({ status: changedTo, at }))
  return rows.slice(0, 1).map(({ id, kind, priority, status, subject, openedAt, slaMinutes, articles }) => ({
    id,
    kind,
    priority,
    status,
    subject,
    openedAt,
    slaState: readSlaClock(history, slaMinutes, now).state,
    suggestedArticles: articles.map(title => ({ title })),
  }))[0]
}

type RequestRow = Awaited<ReturnType<typeof readRequests>>[number]

function requestOf(rows: readonly RequestRow[]): object | undefined {
  const steps = rows.map(({ stepDepartment: department, enteredAt, leftAt }) => ({ department, enteredAt, leftAt }))
  return rows.slice(0, 1).map(({ subject, department, openedAt, dueAt, overdue, ownerId, ownerName }) => ({
    subject,
    department,
    openedAt,
    dueAt,
    overdue,
    owner: { employeeId: ownerId, name: ownerName },
    steps,
  }))[0]
}
