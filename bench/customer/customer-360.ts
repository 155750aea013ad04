import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoOf, openBenchDatabase } from '../database.ts'
import type { Question } from '../flagship/questions.ts'
import { inTurn, measureInTurn, resultHead, resultRow } from '../flagship/rounds.ts'
import { demandSameAnswers } from '../flagship/same-answers.ts'
import { byHand, oneProcess, type Variant } from '../flagship/variants.ts'
import { table } from '../table.ts'
import { rowsOf, settled } from './filled.ts'

/** Callers that are asked for in turn. */
const callers = 50

/** All that is known of whoever calls, by the graph and by hand-written SQL. */
export async function customer360(quick: boolean): Promise<void> {
  const database = await openBenchDatabase(demoOf(quick ? 'demo' : 'dev'))
  const variants: Variant[] = []
  try {
    const file = fileURLToPath(import.meta.resolve('./by-hand.ts'))
    variants.push(await byHand(database.url, file), await oneProcess(database.url))
    await settled(database.url)
    const questions = await questionsOf(database.url)
    const [first] = questions
    if (first === undefined) throw new Error('no customer of the data can be called')
    await demandSameAnswers(variants, questions)
    const pace = quick ? { rounds: 1, warmup: 500, duration: 1000 } : { rounds: 7, warmup: 1000, duration: 4000 }
    const rows: string[][] = []
    for (const concurrency of [1, 8]) {
      const turning = variants.map(variant => inTurn(variant, questions))
      for (const result of await measureInTurn(turning, first, { ...pace, concurrency }))
        rows.push(resultRow(first.name, concurrency, result))
    }
    console.log(table(resultHead, rows))
    console.log(`\nMedians of ${pace.rounds} rounds in turn.\n`)
  } finally {
    await Promise.all(variants.map(each => each.stop()))
    await database.close()
  }
}

/** Those with a car and a case who called last, each under a phone that is his alone. */
async function questionsOf(databaseUrl: string): Promise<readonly Question[]> {
  const query = readFileSync(join(import.meta.dirname, '../../examples/queries/customer-360.graphql'), 'utf8')
  const phones = await rowsOf<{ phone: string }>(
    databaseUrl,
    `select point.value as phone from (
       select customer_id, max(opened_at) as last from service.service_case
       where exists (select from sales.vehicle_participant as held where held.customer_id = service_case.customer_id)
       group by customer_id order by last desc limit 500) as one
     join customer.contact_point as point using (customer_id)
     where point.kind = 'PHONE' and point.valid_until is null and not exists (
       select from customer.contact_point as other
       where other.kind = 'PHONE' and other.value = point.value and other.customer_id <> point.customer_id)
     order by last desc, phone limit ${callers}`,
  )
  return phones.map(variables => ({ name: 'customer 360', query, variables: { ...variables }, path: '/customer-360' }))
}
