import { carStory } from './car-story.ts'
import { fiftyCars } from './fifty-cars.ts'
import type { Reader } from './statement.ts'

type Answer = (db: Reader, body: string) => Promise<object>

/** What the hand-written server answers, by path. */
export const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['/car-story', (db, body) => carStory(db, vinIn(body))],
  ['/fifty-cars', db => fiftyCars(db)],
])

function vinIn(body: string): string {
  const read: unknown = JSON.parse(body)
  if (typeof read === 'object' && read !== null && 'vin' in read && typeof read.vin === 'string') return read.vin
  throw new Error('the body has no vin')
}
