import { inflated } from './inflate.ts'
import type { Wire, WirePost } from './wire/wire.ts'

export interface Posted {
  readonly status: number
  readonly text: string
}

/** Sends one request and reads its whole answer; whatever goes wrong on the way is a `CallFailed`. */
export async function post(wire: Wire, request: WirePost): Promise<Posted> {
  const { head, body } = await wire.post(request)
  const text = typeof body === 'string' ? body : await inflated(body, head.encoding, request.most)
  return { status: head.status, text }
}
