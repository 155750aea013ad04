import { z } from 'zod'
import type { Queries } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { grouped } from '#platform/rows.ts'
import { carsOfLoad, loadFlaw, mostCars } from '../ingest/cars-of-load.ts'
import { stepsOf } from '../ingest/json-pointer.ts'
import { jsonTexts } from '../ingest/json-texts.ts'
import { readText } from '../ingest/read-json.ts'
import type { SentBody, SentFlaw } from '../ingest/read-sent-events.ts'
import { keepContents } from './keep-contents.ts'
import { reasonAt } from './kept-apart-event.ts'
import { parsedContent } from './parsed-content.ts'

/** What was sent, and what is wrong with some of it. */
type Flawed = Pick<SentBody, 'body' | 'placeOf' | 'sourceOf'> & { readonly flaws: readonly SentFlaw[] }

/** Keeps the flawed events of a body as they came; gives back the id of each by its place in what was sent. */
export async function keepApart(
  db: Queries,
  { body, placeOf, sourceOf, flaws }: Flawed,
  from: { readonly sender: string | null; readonly jobId: string | null },
): Promise<ReadonlyMap<number, string>> {
  const indexes = [...new Set(flaws.map(flaw => flaw.index))]
  if (indexes.length === 0) return new Map()
  const reasons = grouped(indexes, flaws, flaw => flaw.index)
  const texts = jsonTexts(
    readText(body),
    indexes.map(index => stepsOf(placeOf(index))),
  )
  const contents = indexes.map((index, nth) => ({
    id: newId('kept'),
    content: texts[nth] ?? '',
    cloudEventSource: sourceOf(index),
    reasons: (reasons.get(index) ?? []).map(reasonAt),
    ...namesIn(parsedContent(texts[nth] ?? '')),
  }))
  const kept = await keepContents(db, contents, from)
  return new Map(indexes.map((index, nth) => [index, kept.get(contents[nth]?.id ?? '') ?? '']))
}

/** A name by which an event can be looked for, when it has one of sane form. */
const name = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u)
  .nullable()
  .catch(null)
const named = z
  .object({
    eventID: name,
    'autograph:productionNumber': name,
    'autograph:vin': name,
    childEPCs: z.array(z.string().max(1000)).max(mostCars).catch([]),
  })
  .catch({ eventID: null, 'autograph:productionNumber': null, 'autograph:vin': null, childEPCs: [] })

function namesIn(event: unknown) {
  const {
    eventID: eventId,
    'autograph:productionNumber': productionNumber,
    'autograph:vin': vin,
    childEPCs,
  } = named.parse(event)
  const loaded = carsOfLoad(childEPCs.filter(epc => loadFlaw(epc) === null))
  const cars = [{ productionNumber, vin: vin?.toUpperCase() ?? null }, ...loaded]
  return { eventId, productionNumber, vin, carNames: cars.flatMap(car => car.productionNumber ?? car.vin ?? []) }
}
