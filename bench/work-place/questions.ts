import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Question } from '../flagship/questions.ts'

/** Cars whose tags are read in turn. */
const cars = 50

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

/** What a work place asks, of fifty cars each, those that came on the line last first. */
export async function workPlaceQuestions(databaseUrl: string): Promise<ReadonlyMap<string, readonly Question[]>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ tag: string; station: string; cars: number }>(
    `select body_tag as tag, (
       select station_id from erp_adapter.route_step
       where route_step.model_code = vehicle.model_code and version = 1 order by position desc limit 1) as station
     from erp_adapter.vehicle where body_tag is not null and started_at is not null
     order by started_at desc limit $1`,
    [cars],
  )
  await client.end()
  const questions = [
    { name: 'station instruction', query: textOf('station-instruction.graphql'), path: '/station-instruction' },
    { name: 'build sheet', query: textOf('build-sheet.graphql'), path: '/build-sheet' },
  ]
  return new Map(
    questions.map(question => [
      question.name,
      rows.map(({ tag, station }) => ({
        ...question,
        variables: question.path === '/build-sheet' ? { tag } : { tag, station },
      })),
    ]),
  )
}
