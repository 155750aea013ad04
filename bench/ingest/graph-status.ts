import type { Client } from 'undici'
import { callOf } from '../identity.ts'

const query = `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`

/** A car's status as the graph shows it. */
export async function statusOf(client: Client, car: string): Promise<unknown> {
  const body = JSON.stringify({ query, variables: { car } })
  const answer = await client.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'autograph-call': callOf('erp-adapter', body) },
    body,
  })
  const { data, errors }: any = await answer.body.json()
  if (errors !== undefined) throw new Error(`the graph answered ${JSON.stringify(errors)}`)
  return data?.vehicleByProductionNumber?.status
}
