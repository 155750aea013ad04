import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Client } from 'undici'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { inParallel } from '../../lab/in-parallel.ts'
import { pushDocument } from '../../test/kit/push-document.ts'
import type { SentDocument } from './line.ts'

/** The sender that the bench's plant signs as. */
export const plantSender = { sender: 'bench', secret: `whsec_${randomBytes(32).toString('base64')}` }

/**
 * Sends documents in their order over one connection, so many of them before the first is answered; gives back what each
 * took, in milliseconds.
 */
export async function send(url: string, documents: readonly SentDocument[], underWay = 1): Promise<readonly number[]> {
  const client = new Client(url, { pipelining: underWay })
  const times: number[] = []
  await inParallel(documents, underWay, async ({ body }) => {
    const begun = performance.now()
    await push(client, body)
    times.push(performance.now() - begun)
  })
  await client.close()
  return times
}

/** Sends one document, signed; whatever but its being taken ends the bench. */
export async function push(client: Client, body: Buffer): Promise<void> {
  const id = crypto.randomUUID()
  const answer = await pushDocument(client, body, pushHeaders(plantSender, id, body))
  const text = await answer.body.text()
  if (answer.statusCode !== 202) throw new Error(`a document was answered ${answer.statusCode}: ${text}`)
}
