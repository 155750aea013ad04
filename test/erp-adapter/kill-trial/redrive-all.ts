import { setTimeout as pause } from 'node:timers/promises'
import type { KillableAdapter } from './killable-adapter.ts'

const mutation = `mutation ($input: RedriveEventInput!) { redriveEvent(input: $input) { __typename } }`

/** Redrives events that were kept apart, each by two callers at once; gives back how many of these calls took one. */
export async function redriveAll({ url }: KillableAdapter, ids: readonly string[]): Promise<number> {
  async function redrive(id: string, caller: number): Promise<number> {
    const variables = { input: { idempotencyKey: `${id}-${caller}`, id } }
    for (;;) {
      const answer: any = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: mutation, variables }),
        signal: AbortSignal.timeout(20_000),
      })
        .then(async response => response.json())
        .catch(() => null)
      const outcome = answer?.data?.redriveEvent?.__typename
      if (outcome === 'RedriveEventSuccess') return 1
      if (outcome === 'KeptApartEventDecided') return 0
      if (outcome !== undefined) throw new Error(`redriving ${id} came to ${outcome}`)
      await pause(20)
    }
  }
  let taken = 0
  for (const id of ids) {
    const [first, second] = await Promise.all([redrive(id, 1), redrive(id, 2)])
    taken += first + second
  }
  return taken
}
