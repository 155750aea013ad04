import type { Client } from 'undici'
import { z } from 'zod'
import { callOf } from '../identity.ts'

const query = `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`

const answered = z.object({
  data: z.object({ vehicleByProductionNumber: z.object({ status: z.string() }).nullable() }).nullish(),
  errors: z.array(z.unknown()).optional(),
})

/** A car's status as the graph shows it. */
export async function statusOf(client: Client, car: string): Promise<string | undefined> {
  const body = JSON.stringify({ query, variables: { car } })
  const answer = await client.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'autograph-call': callOf('erp-adapter', body) },
    body,
  })
  const { data, errors } = answered.parse(await answer.body.json())
  if (errors !== undefined) throw new Error(`the graph answered ${JSON.stringify(errors)}`)
  return data?.vehicleByProductionNumber?.status
}
