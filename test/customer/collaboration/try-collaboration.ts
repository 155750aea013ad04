import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startCustomerProcesses } from './customer-processes.ts'

export interface CollaborationTrial {
  readonly databaseUrl: string
  /** Each with a person of its own. */
  readonly rounds: number
  /** Requests for a person at once. */
  readonly requests: number
  readonly processes: number
}

/** What went on in the rounds. */
export interface CollaborationFinding {
  /** Rounds in which not exactly one answer was a grant. */
  readonly notOneAnswered: number
  /** Persons about whom the database does not hold exactly one grant. */
  readonly notOneKept: number
  /** Answers that were neither a grant nor the word of who has it. */
  readonly odd: number
  readonly requestsInASecond: number
}

const register = `mutation ($input: RegisterCustomerInput!) {
  outcome: registerCustomer(input: $input) { ... on RegisterCustomerSuccess { customer { id } } }
}`
const request = `mutation ($input: RequestContactInput!) {
  outcome: requestContact(input: $input) {
    __typename ... on RequestContactSuccess { grant { id } } ... on ContactRefused { reason openGrants { department } }
  }
}`

const departments = ['SALES', 'SERVICE', 'MARKETING', 'CUSTOMER'] as const

/**
 * Rounds in which all departments want to contact one person at once, through several processes and under all that the
 * person can be met by: id, phone in several notations, e-mail. Every second person is nobody's customer.
 */
export async function tryCollaboration(trial: CollaborationTrial): Promise<CollaborationFinding> {
  const { databaseUrl, rounds, requests } = trial
  const processes = await startCustomerProcesses(databaseUrl, trial.processes)
  try {
    let [notOneAnswered, odd, spent] = [0, 0, 0]
    for (let round = 0; round < rounds; round++) {
      const ways = round % 2 === 0 ? await customer(round) : prospect(round)
      const started = performance.now()
      const outcomes = await Promise.all(
        Array.from({ length: requests }, (_, place) => processes.ask(request, wish(ways[place % ways.length], place))),
      )
      spent += performance.now() - started
      if (outcomes.filter(each => each.__typename === 'RequestContactSuccess').length !== 1) notOneAnswered++
      odd += outcomes.filter(each => each.__typename !== 'RequestContactSuccess' && !isHeld(each)).length
    }
    return {
      notOneAnswered,
      notOneKept: Math.abs(rounds - (await grantsIn(databaseUrl))) + (await crowdedIn(databaseUrl)),
      odd,
      requestsInASecond: (rounds * requests) / (spent / 1000),
    }
  } finally {
    await processes.stop()
  }

  async function customer(round: number): Promise<object[]> {
    const [phone, email] = [numberOf(round), `person${round}@example.com`]
    const contactPoints = [
      { kind: 'PHONE', value: phone },
      { kind: 'EMAIL', value: email },
    ]
    const who = { kind: 'PERSON', familyName: '王', givenName: `${round}`, contactPoints, source: 'trial' }
    const { customer: made } = await processes.ask(register, { idempotencyKey: randomUUID(), ...who })
    return [{ customerId: made.id }, ...prospect(round)]
  }
}

const numberOf = (round: number): string => `13${String(800_000_000 + round).padStart(9, '0')}`

function prospect(round: number): object[] {
  const [phone, email] = [numberOf(round), `person${round}@example.com`]
  const spaced = `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
  // An unknown person's phone and e-mail belong together only where both are told.
  return [
    { prospect: { phone, email } },
    { prospect: { phone: spaced } },
    { prospect: { phone, email: email.toUpperCase() } },
  ]
}

const wish = (who: object | undefined, place: number): object => ({
  idempotencyKey: randomUUID(),
  ...who,
  department: departments[place % departments.length],
  purpose: 'SAFETY',
  channel: 'PHONE',
  goal: 'SATISFY',
  subject: 'The brakes',
})

const isHeld = ({ __typename: type, reason, openGrants }: any): boolean =>
  type === 'ContactRefused' && /^HELD_BY_(OTHER|OWN)_DEPARTMENT$/.test(reason) && openGrants.length === 1

async function grantsIn(databaseUrl: string): Promise<number> {
  return (await counted(databaseUrl, 'select count(*)::int as count from customer.contact_grant')) ?? 0
}

/** Keys under which more than one grant is kept. */
async function crowdedIn(databaseUrl: string): Promise<number> {
  const crowded = `select count(*)::int as count from (
    select from customer.contact_grant_key group by key having count(*) > 1) as crowded`
  return (await counted(databaseUrl, crowded)) ?? 0
}

async function counted(databaseUrl: string, text: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<{ count: number }>(text)).rows[0]?.count
  } finally {
    await client.end()
  }
}
