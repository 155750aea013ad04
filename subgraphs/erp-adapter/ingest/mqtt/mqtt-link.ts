import { connect, type IClientPublishOptions } from 'mqtt'
import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { fileSizeLimit } from '../capture-headers.ts'
import { messageOf, type Message } from './message.ts'
import { kinds, type Settled } from './settle-message.ts'
import { takeMessage } from './take-message.ts'

export interface MqttLinkOptions {
  /** The broker, such as `mqtts://user:password@broker:8883`. */
  readonly url: string
  /** The broker keeps what comes for this name while the link is down. */
  readonly clientId: string
  /** The topics' beginning; plants send to `PREFIX/PLANT/events` and `PREFIX/PLANT/capture`. */
  readonly prefix: string
}

/** A connection to a broker that takes one message after the other. */
export interface MqttLink {
  readonly connected: () => boolean
  /** Takes what it has begun with, acknowledges it, and leaves; the broker keeps the rest. */
  stop(): Promise<void>
}

const shortestPause = 500
const longestPause = 30_000
const puback = { success: 0, notAuthorised: 135 } as const

/** Seconds for which a broker keeps messages for a link that is down: a week. */
const sessionExpiryInterval = 7 * 24 * 3600

/**
 * Takes the messages of plants from a broker. One is acknowledged when it is durable, so that the broker hands it over
 * again when this process or the storage dies before.
 */
export function openMqttLink(db: Database, { url, clientId, prefix }: MqttLinkOptions): MqttLink {
  const stopping = new AbortController()
  let underWay: Promise<undefined> = Promise.resolve(undefined)
  const client = connect(url, {
    protocolVersion: 5,
    clientId,
    clean: false,
    reconnectPeriod: shortestPause,
    properties: { sessionExpiryInterval, receiveMaximum: 16, maximumPacketSize: fileSizeLimit + 65_536 },
    customHandleAcks(_topic, _payload, packet, acknowledge) {
      const { stream } = client
      const message = messageOf(packet, stream)
      underWay = takeMessage(db, message, stopping.signal).then(
        settled => {
          answer(message, settled)
          // A message that came over a link which broke comes again over the next one.
          if (client.stream === stream) acknowledge(0, settled.forged ? puback.notAuthorised : puback.success)
          return undefined
        },
        () => undefined,
      )
    },
  })

  function answer({ replyTo }: Message, settled: Settled): void {
    // An answer must not come in as a message.
    if (replyTo === null || replyTo.topic.startsWith(`${prefix}/`)) return
    const properties: IClientPublishOptions['properties'] = { contentType: 'application/json' }
    if (replyTo.correlation !== undefined) properties.correlationData = replyTo.correlation
    client.publish(replyTo.topic, JSON.stringify(settled.answer), { qos: 1, properties })
  }

  client.on('connect', () => {
    client.options.reconnectPeriod = shortestPause
    log.info({ clientId }, 'linked to the broker')
    // Not shared with other clients: a broker need not keep what comes for a shared subscription while all are away.
    client.subscribe(
      kinds.map(kind => `${prefix}/+/${kind}`),
      { qos: 1 },
    )
  })
  client.on('close', () => {
    const before = client.options.reconnectPeriod ?? shortestPause
    if (before === shortestPause && !stopping.signal.aborted) log.warn({ clientId }, 'the link to the broker is down')
    client.options.reconnectPeriod = Math.min(before * 2, longestPause)
  })
  client.on('error', error => log.warn({ clientId, err: error }, 'the broker refused'))

  return {
    connected: () => client.connected,
    async stop() {
      stopping.abort()
      await underWay
      await client.endAsync()
    },
  }
}
