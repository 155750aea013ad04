import { setTimeout as pause } from 'node:timers/promises'
import { askAdapter } from './ask-adapter.ts'
import type { KillableAdapter } from './killable-adapter.ts'

const mutation = `mutation ($input: RedriveEventInput!) { redriveEvent(input: $input) { __typename } }`

/** Redrives events that were kept apart, each by two callers at once; gives back how many of these calls took one. */
export async function redriveAll({ url }: KillableAdapter, ids: readonly string[]): Promise<number> {
  async function redrive(id: string, caller: number): Promise<number> {
    const variables = { input: { idempotencyKey: `${id}-${caller}`, id } }
    for (;;) {
      const answer = await askAdapter(url, mutation, variables).catch(() => null)
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
