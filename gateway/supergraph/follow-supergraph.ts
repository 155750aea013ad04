import { setTimeout as pause } from 'node:timers/promises'
import { log } from '#platform/log.ts'
import type { ReadSupergraph } from './supergraph-source.ts'

export interface FollowOptions {
  /** Pause between two looks, in milliseconds. */
  readonly pause: number
  /** Takes a supergraph that has changed; rejects with the reason when it can't go live. */
  readonly take: (supergraph: string) => Promise<void>
}

/** A supergraph that is looked after. */
export interface Followed {
  /** Since when the one that is live is live, and why a later one isn't. */
  status(): { readonly since: Date; readonly refused: { readonly at: Date; readonly reason: string } | null }
  stop(): void
}

/** Looks again and again whether there is another supergraph; the reason why one can't go live is logged once. */
export function followSupergraph(read: ReadSupergraph, { pause: milliseconds, take }: FollowOptions): Followed {
  const ending = new AbortController()
  const { signal } = ending
  let since = new Date()
  let refused: { at: Date; reason: string } | null = null

  async function look(): Promise<void> {
    try {
      const supergraph = await read()
      if (supergraph === undefined) return
      await take(supergraph)
      since = new Date()
      refused = null
      log.info('another supergraph is live')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason === refused?.reason) return
      refused = { at: new Date(), reason }
      log.error({ reason }, 'the supergraph stays as it is')
    }
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      await pause(milliseconds, undefined, { signal, ref: false }).catch(() => {})
      if (!signal.aborted) await look()
    }
  }

  void follow()
  return { status: () => ({ since, refused }), stop: () => ending.abort() }
}
