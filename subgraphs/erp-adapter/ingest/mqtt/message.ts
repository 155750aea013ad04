import type { IPublishPacket } from 'mqtt'
import type { PushHeaders } from '../prove-sender.ts'

/** A message as a broker handed it over. */
export interface Message {
  readonly topic: string
  readonly body: Uint8Array
  /** The link that it came over. */
  readonly connection: object
  /** Its user properties and content type under the names that they have over HTTP. */
  readonly headers: PushHeaders
  /** Where its sender waits for an answer; null when he doesn't. */
  readonly replyTo: { readonly topic: string; readonly correlation: Buffer | undefined } | null
}

const signing = /^(?:webhook-|gs1-)/

/** Reads a packet of MQTT 5: what HTTP says in headers comes as user properties. */
export function messageOf({ topic, payload, properties = {} }: IPublishPacket, connection: object): Message {
  const { userProperties = {}, contentType, responseTopic, correlationData } = properties
  const given = Object.entries(userProperties).map(([name, value]) => [name.toLowerCase(), value] as const)
  // In the binary mode of CloudEvents the attributes have their own names here, and `ce-` before them in HTTP.
  const binary = given.some(([name]) => name === 'specversion')
  const headers = given.map(([name, value]) =>
    binary && !signing.test(name)
      ? ([`ce-${name}`, encodeURIComponent(String(value))] as const)
      : ([name, Array.isArray(value) ? value.join(', ') : value] as const),
  )
  return {
    topic,
    connection,
    body: Buffer.from(payload),
    headers: {
      // Nobody may be waiting to mend a refused document, so that its good events are taken and the others kept apart.
      'gs1-capture-error-behaviour': 'proceed',
      ...Object.fromEntries(headers),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    replyTo: responseTopic === undefined ? null : { topic: responseTopic, correlation: correlationData },
  }
}
