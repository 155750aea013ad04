import pg from 'pg'
import { sorts, type StockQuestion } from './questions.ts'
import { pageSize, type StockLists } from './stock-lists.ts'

interface Car {
  readonly production_number: string
}

/** SQL for just the question, its values in the text, prepared once: a plan that no parameter misleads. */
export async function byHand(databaseUrl: string): Promise<StockLists> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=erp_adapter' })
  await client.connect()
  const names = new Map<string, string>()
  const rows = async <Row extends object>(text: string): Promise<Row[]> => {
    const name = names.get(text) ?? `by_hand_${names.size}`
    names.set(text, name)
    return (await client.query<Row>({ name, text })).rows
  }
  return {
    async page(question, sort) {
      const page = (offset: string): string => `
        select production_number, vin, status, availability, built_at from ${from(question)}
        where ${question.where} ${offset} order by ${sorts[sort]} limit ${pageSize + 1}`
      const last = (await rows<Car>(page(''))).slice(0, pageSize).at(-1)
      const after = last === undefined ? '' : `and ${await behind(last.production_number, sorts[sort])}`
      return async () => (await rows<Car>(page(after))).slice(0, pageSize).map(car => car.production_number)
    },
    async count(question) {
      const [row] = await rows<{ cars: number }>(`
        select sum(cars) filter (where model_code is not null)::int as cars from (
          select model_code, colour, place_id, availability, count(*) as cars
          from (select vehicle.model_code, colour, place_id, availability from ${from(question)}
            where ${question.where} limit 10001) as met
          group by grouping sets ((model_code), (colour), (place_id), (availability), ())) as counted`)
      return Number(row?.cars)
    },
    close: () => client.end(),
  }

  /** The condition that a car comes after one in an order. */
  async function behind(number: string, order: string): Promise<string> {
    const columns = order.replaceAll(' desc', '')
    const [row] = await rows<{ values: string }>(`
      select concat_ws(', ', ${columns
        .split(/, (?![^(]*\))/)
        .map(column => `quote_literal(${column})`)
        .join(', ')}) as values from vehicle where production_number = '${number}'`)
    return `(${columns}) ${order.includes(' desc') ? '<' : '>'} (${row?.values})`
  }
}

const from = ({ joined = false }: StockQuestion): string =>
  joined ? 'vehicle join production_order using (production_number)' : 'vehicle'
