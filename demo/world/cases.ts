import { agentName } from './agents.ts'
import { atHour, day, hour, minute, today, type Moment } from './calendar.ts'
import { isSold, ownerAt, sellerAt, type Car } from './car.ts'
import { caseStories, slaMinutes, type CaseKind, type CaseStory, type Priority } from './case-stories.ts'
import type { Customer } from './customers.ts'
import type { Station } from './dealers.ts'
import { randomFrom, type Random } from './random.ts'

export type CaseStatus = 'NEW' | 'IN_PROGRESS' | 'WAITING_FOR_CUSTOMER' | 'ESCALATED' | 'SOLVED' | 'CLOSED'

/** What a customer came with, and how it went. */
export interface Case {
  readonly id: string
  readonly kind: CaseKind
  readonly priority: Priority
  readonly status: CaseStatus
  readonly subject: string
  readonly customer: Customer
  readonly car: Car
  readonly station: Station | null
  readonly resolution: string | null
  readonly slaMinutes: number
  readonly openedAt: Moment
  readonly changes: readonly StatusChange[]
  readonly messages: readonly Message[]
}

export interface StatusChange {
  readonly status: CaseStatus
  readonly at: Moment
  readonly by: string
  readonly note: string | null
}

export interface Message {
  readonly author: 'CUSTOMER' | 'AGENT' | 'INTERNAL'
  readonly name: string
  readonly body: string
  readonly at: Moment
}

/** Cases of a car in a year, and for how many years they are kept. */
const perYear = 0.12
const kept = 2 * 365 * day

/** The cases about a car in the last two years, the oldest first. */
export function casesOf(car: Car, seed: number): Case[] {
  if (!isSold(car)) return []
  const random = randomFrom(seed, 'cases', car.place)
  const from = Math.max(car.soldAt + 3 * day, today - kept)
  const opened: Moment[] = []
  for (let at = from; (at += (-Math.log(1 - random.next()) / perYear) * 365 * day) < today - day;) opened.push(at)
  return opened.flatMap((at, nth) => caseAt(car, { at: atHour(at, 8.5 + random.next() * 11), nth, random }))
}

function caseAt(
  car: Car,
  { at, nth, random }: { readonly at: Moment; readonly nth: number; readonly random: Random },
): Case[] {
  const customer = ownerAt(car, at)
  if (customer === null || at > today) return []
  const foreign = customer.person !== null && customer.person.locale !== 'zh-CN'
  const story = random.weighted(
    caseStories.filter(each => (each.language === 'en') === foreign).map(each => [each, each.weight] as const),
  )
  const id = `CS${String(car.place + 101).padStart(6, '0')}-${nth + 1}`
  const station = story.kind === 'PURCHASE' ? null : random.pick(sellerAt(car, at).stations)
  return [{ id, car, customer, station, ...course(story, { at, customer, random }) }]
}

type Course = Pick<
  Case,
  'kind' | 'priority' | 'status' | 'subject' | 'resolution' | 'slaMinutes' | 'openedAt' | 'changes' | 'messages'
>

/** Where a case of that story stands today: most are closed, the newest are open. */
function course(
  story: CaseStory,
  { at, customer, random }: { readonly at: Moment; readonly customer: Customer; readonly random: Random },
): Course {
  const agent = agentName(random.int(0, 99))
  const sla = slaMinutes[story.priority]
  const taken = at + random.int(2, 45) * minute
  const escalated = story.kind === 'COMPLAINT' && random.chance(0.25)
  const waits = !escalated && random.chance(0.25) ? random.int(3, 16) * day : 0
  const solved = taken + waits + (escalated ? 1.1 : 0.2 + random.next() * 0.7) * sla * minute
  const closed = solved + random.int(20, 70) * hour
  const planned: StatusChange[] = [
    { status: 'NEW', at, by: agent, note: null },
    { status: 'IN_PROGRESS', at: taken, by: agent, note: null },
    ...(escalated
      ? [{ status: 'ESCALATED' as const, at: at + sla * minute, by: 'system', note: '超出服务时限，升级至服务经理' }]
      : []),
    ...(waits > 0
      ? [
          {
            status: 'WAITING_FOR_CUSTOMER' as const,
            at: taken + 40 * minute,
            by: agent,
            note: '等待客户到店或补充资料',
          },
        ]
      : []),
    { status: 'SOLVED', at: solved, by: agent, note: null },
    { status: 'CLOSED', at: closed, by: agent, note: null },
  ]
  const changes = planned.filter(change => change.at <= today).toSorted((a, b) => a.at - b.at)
  const status = changes.at(-1)?.status ?? 'NEW'
  const messages: Message[] = [
    { author: 'CUSTOMER', name: customer.displayName, body: story.asks, at },
    { author: 'AGENT', name: agent, body: story.answers, at: taken + 4 * minute },
    { author: 'INTERNAL', name: agent, body: story.resolution, at: solved - 5 * minute },
  ]
  return {
    kind: story.kind,
    priority: story.priority,
    status,
    subject: story.subject,
    resolution: status === 'SOLVED' || status === 'CLOSED' ? story.resolution : null,
    slaMinutes: sla,
    openedAt: at,
    changes,
    messages: messages.filter(message => message.at <= today),
  }
}
