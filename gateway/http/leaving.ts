import type { ServerResponse } from 'node:http'

/** Aborts when a client closes its connection before it was answered. */
export function leavingOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort()
  })
  return leaving.signal
}
