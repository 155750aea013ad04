import type { Client } from 'undici'

const query = `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`

/** A car's status as the graph shows it. */
export async function statusOf(client: Client, car: string): Promise<unknown> {
  const answer = await client.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { car } }),
  })
  const body: any = await answer.body.json()
  if (body.errors !== undefined) throw new Error(`the graph answered ${JSON.stringify(body.errors)}`)
  return body.data?.vehicleByProductionNumber?.status
}
