import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'
import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import { signatureTolerance, type Signer } from '#platform/webhook-signature.ts'
import { answerOf } from './answer-of.ts'
import { signed, type Answer, type Delivery } from './delivery.ts'

export interface MqttDeliveryOptions {
  /** The broker, such as `mqtt://127.0.0.1:1883`. */
  readonly url: string
  /** The beginning of the topic; the plant and `events` follow. */
  readonly prefix: string
  readonly plant: string
  /** Null sends unsigned. */
  readonly signer: Signer | null
  /** How long an answer is waited for, in milliseconds. @default 30000 */
  readonly patience?: number
}

const answered = z.looseObject({ status: z.number() })

/** Sends by MQTT 5 with an answer asked for: the broker's own word says nothing of what became of the events. */
export async function mqttDelivery(options: MqttDeliveryOptions): Promise<Delivery> {
  const { url, prefix, plant, signer, patience = 30_000 } = options
  // Without a password that may stand before it.
  const { host } = new URL(url)
  const replies = `autograph/answers/${plant}/${randomUUID()}`
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 500 }, false).catch(
    (error: unknown) => {
      throw new StartRefused(`No broker answers at ${host}: ${error instanceof Error ? error.message : String(error)}.`)
    },
  )
  // Without a listener an error of a link that broke would end the process; the client links again by itself.
  client.on('error', () => {})
  await client.subscribeAsync(replies, { qos: 1 })

  const waiting = new Map<string, (answer: Answer) => void>()
  client.on('message', (_, text, { properties }) => {
    const [batch = '', sentAt = ''] = properties?.correlationData?.toString().split(' ') ?? []
    waiting.get(batch)?.(readAnswer(text.toString(), Date.now() - Number(sentAt)))
  })

  return {
    async send(batch, signal) {
      // What is published without a link would be kept by the client, one copy for each time that it is tried.
      if (!client.connected) return { kind: 'again', why: `no link to ${host}`, after: null }
      const given = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      return new Promise<Answer>(resolve => {
        const nothing: Answer = { kind: 'again', why: `no answer over ${host}`, after: 0 }
        given.addEventListener('abort', () => resolve(nothing), { once: true })
        waiting.set(batch.id, resolve)
        client.publish(`${prefix}/${plant}/events`, batch.body, {
          qos: 1,
          properties: {
            contentType: 'application/cloudevents+json',
            responseTopic: replies,
            correlationData: Buffer.from(`${batch.id} ${Date.now()}`),
            // A packet with an empty list of them never leaves.
            ...(signer === null ? {} : { userProperties: signed(signer, batch) }),
          },
        })
      }).finally(() => waiting.delete(batch.id))
    },
    async close() {
      await client.endAsync(true)
    },
  }
}

/** What was answered to a message that was sent so many milliseconds ago. */
function readAnswer(text: string, age: number): Answer {
  const read = answered.safeParse(parsed(text))
  if (!read.success) return { kind: 'again', why: 'an answer that is none', after: null }
  const { status } = read.data
  // Its signature grew old in the broker: the next one is fresh.
  if (status === 401 && age > signatureTolerance * 800) return { kind: 'again', why: '401 after long', after: 0 }
  return answerOf(status, read.data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
