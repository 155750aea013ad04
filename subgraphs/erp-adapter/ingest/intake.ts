import type { Database } from '#platform/database.ts'
import { gaveWay } from '#platform/gave-way.ts'
import { memoryOf } from '../vehicles/car-memory.ts'
import { carsInHand } from '../vehicles/cars-in-hand.ts'
import { CarsMoved } from './append-events.ts'
import { keyOf, type Answer } from './signed-message.ts'
import { takeCaptures, type SentCapture } from './take-captures.ts'

/**
 * Takes captures that come at the same time together: a transaction of many costs little more than one of few. Those that
 * come over one connection are taken in the order in which they come.
 */
export interface Intake {
  /** Takes a capture, durably; the events of others at the same time make no difference to its outcome. */
  take(sent: SentCapture): Promise<Answer>
}

/**
 * Bytes of the bodies that one transaction takes at the most, unless a single one has more; so many that wait are worth
 * a further one: the process works on one while the database works on another.
 */
const mostBytes = 4 * 1024 * 1024

/** So long a push waits for others, in milliseconds: a transaction that hangs must not hold up those behind it. */
const patience = 50

/** Transactions under way at once, at the most. */
const mostAtOnce = 4

interface Waiting extends SentCapture {
  readonly settle: PromiseWithResolvers<Answer>
  readonly since: number
}

export function intake(db: Database): Intake {
  const waiting = new Set<Waiting>()
  /** Over what the captures of each transaction under way came. */
  const underWay = new Set<ReadonlySet<object>>()

  /** Those that have nothing before them under way, of one connection together: they tell of the same cars. */
  function free(): readonly Waiting[] {
    const busy = new Set(underWay.values().flatMap(connections => connections))
    const able = waiting.values().filter(({ connection }) => !busy.has(connection))
    return [...Map.groupBy(able, ({ connection }) => connection).values()].flat()
  }

  function isTime(ones: readonly Waiting[]): boolean {
    const [first] = ones
    if (first === undefined || underWay.size === mostAtOnce) return false
    return underWay.size === 0 || bytesOf(ones) >= mostBytes || performance.now() - first.since >= patience
  }

  function next(): void {
    for (let able = free(); isTime(able); able = free()) {
      const ones = nextOnes(able)
      const connections = new Set(ones.map(({ connection }) => connection))
      underWay.add(connections)
      for (const one of ones) waiting.delete(one)
      void takeAll(ones).finally(() => {
        underWay.delete(connections)
        next()
      })
    }
  }

  /** Where one of them can't be taken, none is: then they are tried in halves, down to that one. */
  async function takeAll(ones: readonly Waiting[], failures = 0): Promise<void> {
    const hand = failures === 0 ? carsInHand(memoryOf(db)) : carsInHand()
    const half = Math.ceil(ones.length / 2)
    try {
      const answered = await takeCaptures(db, ones, hand)
      hand.giveBack()
      for (const [{ settle }, answer] of answered) settle.resolve(answer)
    } catch (error) {
      if (ones.length > 1) for (const part of [ones.slice(0, half), ones.slice(half)]) await takeAll(part)
      else if (failures < 2 && (error instanceof CarsMoved || gaveWay(error))) await takeAll(ones, failures + 1)
      else for (const { settle } of ones) settle.reject(error)
    }
  }

  return {
    take(sent) {
      const settle = Promise.withResolvers<Answer>()
      waiting.add({ ...sent, settle, since: performance.now() })
      next()
      if (waiting.size > 0) setTimeout(next, patience)
      return settle.promise
    },
  }
}

const bytesOf = (waiting: readonly Waiting[]): number => waiting.reduce((sum, { bytes }) => sum + bytes, 0)

/** Those that go together next: the first ones, no two of them of one message. */
function nextOnes(waiting: readonly Waiting[]): readonly Waiting[] {
  const messages = new Set<string>()
  let bytes = 0
  let count = 0
  for (const each of waiting) {
    const key = each.message === null ? null : keyOf(each.message)
    if (key !== null && messages.has(key)) break
    if (key !== null) messages.add(key)
    bytes += each.bytes
    if (count > 0 && bytes > mostBytes) break
    count++
  }
  return waiting.slice(0, count)
}

const intakes = new WeakMap<Database, Intake>()

/** The intake of a process into a database. */
export function intakeOf(db: Database): Intake {
  const known = intakes.get(db) ?? intake(db)
  intakes.set(db, known)
  return known
}
