import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'
import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import type { Signer } from '#platform/webhook-signature.ts'
import { pauseAfter, signed, type Batch, type Delivery } from './delivery.ts'
import { outcomeOf, refusal } from './outcome-of.ts'

export interface MqttDeliveryOptions {
  /** The broker, such as `mqtt://127.0.0.1:1883`. */
  readonly url: string
  /** The beginning of the topic; the plant and `events` follow. */
  readonly prefix: string
  readonly plant: string
  /** Null sends unsigned. */
  readonly signer: Signer | null
}

const answered = z.looseObject({ status: z.number() })

/** How long an answer is waited for before the batch is sent again, in milliseconds. */
const patience = 30_000
/** A signature that waited in the broker for so long is worth nothing any more, in milliseconds. */
const signatureAge = 240_000

/** Sends by MQTT 5 with an answer asked for: the broker's own word says nothing of what became of the events. */
export async function mqttDelivery({ url, prefix, plant, signer }: MqttDeliveryOptions): Promise<Delivery> {
  const replies = `autograph/answers/${plant}/${randomUUID()}`
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 500 }, false).catch(
    (error: unknown) => {
      throw new StartRefused(`No broker answers at ${url}: ${error instanceof Error ? error.message : String(error)}.`)
    },
  )
  // Without a listener an error of a link that broke would end the process; the client links again by itself.
  client.on('error', () => {})
  await client.subscribeAsync(replies, { qos: 1 })

  const waiting = new Map<string, (answer: unknown) => void>()
  client.on('message', (_, text, { properties }) => {
    waiting.get(properties?.correlationData?.toString() ?? '')?.(parsed(text.toString()))
  })

  async function attempt(batch: Batch, signal: AbortSignal, wait: number): Promise<unknown> {
    const given = AbortSignal.any([signal, AbortSignal.timeout(wait)])
    return new Promise(resolve => {
      given.addEventListener('abort', () => resolve(null), { once: true })
      waiting.set(batch.id, resolve)
      client.publish(`${prefix}/${plant}/events`, batch.body, {
        qos: 1,
        properties: {
          contentType: 'application/cloudevents+json',
          responseTopic: replies,
          correlationData: Buffer.from(batch.id),
          // A packet with an empty list of them never leaves.
          ...(signer === null ? {} : { userProperties: signed(signer, batch) }),
        },
      })
    }).finally(() => waiting.delete(batch.id))
  }

  return {
    async deliver(batch, signal) {
      const begun = Date.now()
      for (let retries = 0; ; retries += 1) {
        const answer = answered.safeParse(await attempt(batch, signal, patience + pauseAfter(retries)))
        signal.throwIfAborted()
        if (!answer.success) continue
        const { status } = answer.data
        if (status < 300) return outcomeOf(answer.data, retries)
        if (status < 500 && !(status === 401 && Date.now() - begun > signatureAge)) throw refusal(status, answer.data)
      }
    },
    async close() {
      await client.endAsync(true)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
