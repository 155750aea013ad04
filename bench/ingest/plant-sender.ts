import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Client } from 'undici'
import { pushHeaders } from '#platform/webhook-signature.ts'
import type { SentDocument } from './line.ts'

/** The sender that the bench's plant signs as. */
export const plantSender = { sender: 'bench', secret: `whsec_${randomBytes(32).toString('base64')}` }

/** Sends documents one after the other over one connection; gives back what each took, in milliseconds. */
export async function send(url: string, documents: readonly SentDocument[]): Promise<readonly number[]> {
  const client = new Client(url)
  const times: number[] = []
  for (const { body } of documents) {
    const begun = performance.now()
    await push(client, body)
    times.push(performance.now() - begun)
  }
  await client.close()
  return times
}

/** Sends one document, signed; whatever but its being taken ends the bench. */
export async function push(client: Client, body: Buffer): Promise<void> {
  const id = crypto.randomUUID()
  const answer = await client.request({
    path: '/ingest/capture',
    method: 'POST',
    headers: {
      'content-type': 'application/ld+json',
      ...pushHeaders(plantSender, id, body),
    },
    body,
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 202) throw new Error(`a document was answered ${answer.statusCode}: ${text}`)
}
