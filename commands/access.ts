import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import { z } from 'zod'
import { checkBooks, type BooksChecked } from '#platform/access/check-books.ts'
import { purgeBooks, type PurgeOptions } from '#platform/access/purge-books.ts'
import { openDatabase } from '#platform/database.ts'
import { legalBases } from '#platform/privacy/legal-basis.ts'
import type { Seals } from '#platform/privacy/seal.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { accessOf } from '#platform/subgraph-login.ts'
import { command, optionsOf } from './command.ts'
import { openStore } from './store.ts'

const usage = 'npm run access -- verify [--checkpoint FILE] | checkpoint | purge [--years N] [--data DIR]'

const checkpoint = z.object({ ends: z.array(z.object({ book: z.int(), place: z.int(), hash: z.string() })) })

/** Verifies the records of who was shown what of whom, gives a signed checkpoint of them, or takes away those whose time is over. */
await command(async () => {
  const { options, args } = optionsOf(
    { checkpoint: undefined, years: String(legalBases.PROCESSING_RECORDS.years), data: undefined },
    usage,
  )
  const [what] = args
  if (what !== 'verify' && what !== 'checkpoint' && what !== 'purge')
    throw new StartRefused(`Say what to do.\nUsage: ${usage}`)
  const before = yearsAgo(options.years)
  const store = await openStore({ directory: options.data, beside: true })
  const { url, sign, seals } = await accessOf(store.url, 'customer')
  const db = openDatabase({ url, schema: 'customer', sign, connections: 1 })
  const kept = options.checkpoint === undefined ? [] : endsIn(options.checkpoint)
  const checked = await checkBooks(db.as('system'), seals, kept)
  await db.close()
  if (what === 'verify' || checked.flaws.length > 0) tell(checked)
  else if (what === 'checkpoint') console.log(await checkpointOf(checked, seals))
  else console.log(`${await purged(store.url, { seals, before })} records of access were purged`)
  await store.close()
})

async function purged(ownerUrl: string, options: PurgeOptions): Promise<number> {
  const db = openDatabase({ url: ownerUrl, schema: 'platform', connections: 1 })
  const gone = await purgeBooks(db, options)
  await db.close()
  return gone
}

function yearsAgo(text: string | undefined): Date {
  const years = Number(text)
  if (!Number.isInteger(years) || years < 1)
    throw new StartRefused(`--years is "${text}"; it must be a whole number from 1.`)
  const day = new Date()
  day.setFullYear(day.getFullYear() - years)
  return day
}

/** What a checkpoint says; its place outside is what is trusted, and its signature tells the reader whose it is. */
function endsIn(file: string) {
  return checkpoint.parse(decodeJwt(readFileSync(file, 'utf8').trim())).ends
}

function checkpointOf({ ends }: BooksChecked, seals: Seals): Promise<string> {
  return seals.seal({ at: new Date().toISOString(), ends })
}

function tell({ books, entries, flaws }: BooksChecked): void {
  for (const { book, place, what } of flaws) console.log(`book ${book}, entry ${place}: ${what}`)
  console.log(`${entries} records of access in ${books} books, ${flaws.length} flaws`)
  if (flaws.length > 0) process.exitCode = 1
}
