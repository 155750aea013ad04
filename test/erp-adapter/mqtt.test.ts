import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync, type IClientPublishOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '#platform/free-port.ts'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { startBroker, type Broker } from '../kit/broker.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { installed } from '../kit/installed.ts'
import { runCommand } from '../kit/program.ts'
import type { Running } from '../kit/command-process.ts'
import { atStation, commissioned, document } from './factory.ts'
import { describePlant } from './plant.ts'
import { cloudEvent, counts } from './push.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe.skipIf(!installed('mosquitto'))('over MQTT', () => {
  let graph: TestGraph
  let broker: Broker
  let plant: MqttClient
  beforeAll(async () => {
    graph = await startGraph()
    await describePlant(graph)
    await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets) values ('jinqiao', '{${secret}}')`)
    broker = await startBroker()
    plant = await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 100 })
  })
  afterAll(async () => {
    await plant.endAsync(true)
    await broker.remove()
    await graph.stop()
  })

  async function startAdapter(env: NodeJS.ProcessEnv = {}): Promise<Running & { readonly url: string }> {
    const program = runCommand('subgraph', ['erp-adapter', '--port', String(await freePort())], {
      DATABASE_URL: graph.databaseUrl,
      MQTT_URL: broker.url,
      ...env,
    })
    const [, url = ''] = await program.saying(/answers at (\S+)\/graphql/)
    await vi.waitFor(async () => expect((await fetch(`${url}/health/mqtt`)).status).toBe(200), 10_000)
    return { ...program, url }
  }
  async function ended(program: Running): Promise<void> {
    program.signal('SIGTERM')
    expect(await program.ended).toBe(0)
  }

  type Properties = NonNullable<IClientPublishOptions['properties']>
  const send = (kind: string, body: unknown, properties: Properties = {}): Promise<unknown> =>
    plant.publishAsync(`autograph/ingest/jinqiao/${kind}`, typeof body === 'string' ? body : JSON.stringify(body), {
      qos: 1,
      properties,
    })

  let asked = 0
  /** Sends a message and waits for its answer. */
  async function answerTo(kind: string, body: unknown, properties: Properties = {}): Promise<any> {
    const topic = `plants/jinqiao/answers/${++asked}`
    await plant.subscribeAsync(topic, { qos: 1 })
    const answered = new Promise<any>(resolve => {
      const hear = (of: string, text: Buffer, { properties: its }: IPublishPacket): void => {
        if (of !== topic) return
        plant.off('message', hear)
        resolve({ ...JSON.parse(text.toString()), correlation: its?.correlationData?.toString() })
      }
      plant.on('message', hear)
    })
    await send(kind, body, { ...properties, responseTopic: topic, correlationData: Buffer.from(`c${asked}`) })
    return answered
  }
  const signed = (body: string, id: string, key = secret): Properties => ({
    userProperties: pushHeaders({ sender: 'jinqiao', secret: key }, id, body),
  })
  const statusOf = async (car: string): Promise<unknown> =>
    (await graph.data(`query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`, { car }))
      .vehicleByProductionNumber

  test('documents, events and CloudEvents in each mode are taken as over HTTP, and who asks for an answer gets it', async () => {
    const adapter = await startAdapter()
    expect(await answerTo('capture', document([commissioned('M1', 0)]))).toEqual({
      status: 202,
      location: expect.stringMatching(/^\/ingest\/capture\/capture-/),
      correlation: 'c1',
    })
    const event = atStation('M1', 1, 'T-BODY')
    expect(await answerTo('events', event)).toMatchObject({ status: 201 })
    expect(await answerTo('events', event)).toMatchObject({ status: 409, eventId: event['eventID'] })
    const none = { repeated: 0, keptApart: [] }
    expect(
      await answerTo('events', cloudEvent('m-1', atStation('M1', 2, 'T-PAINT')), {
        contentType: 'application/cloudevents+json',
      }),
    ).toMatchObject({ status: 200, taken: 1, ...none })
    const two = [3, 4].map(hour => cloudEvent(`m-${hour}`, atStation('M1', hour, 'T-TRIM')))
    expect(await answerTo('events', two, { contentType: 'application/cloudevents-batch+json' })).toMatchObject({
      taken: 2,
      ...none,
    })
    const binary = { specversion: '1.0', id: '100% new', source: '/plants/jinqiao', type: 'org.gs1.epcis.event' }
    const last = atStation('M1', 5, 'T-TEST')
    expect(await answerTo('events', last, { userProperties: binary })).toMatchObject({ taken: 1, ...none })
    expect(await answerTo('events', last, { userProperties: binary })).toMatchObject({ taken: 0, repeated: 1 })
    expect(await graph.sql(`select id from erp_adapter.taken_cloud_event where id like '100%'`)).toEqual([
      { id: '100% new' },
    ])
    expect(await statusOf('M1')).toEqual({ status: 'QUALITY' })
    await ended(adapter)
  })

  test('what cannot be taken is kept apart as it came, and those behind it go on', async () => {
    const adapter = await startAdapter()
    const before = await counts(graph)
    await send('capture', document([commissioned('M2', 0)]))
    await send('events', '{"type": "ObjectEvent", "ev')
    await send('events', Buffer.from([0xff, 0x00, 0xfe]).toString('latin1'))
    await plant.publishAsync('autograph/ingest/jinqiao/events', Buffer.from([0xff, 0xfe]), { qos: 1 })
    await send('capture', document([atStation('M2', 1, 'T-BODY'), atStation('nobody', 1, 'T-BODY'), { type: 'Odd' }]))
    await send('capture', { type: 'EPCISDocument' })
    await send('events', atStation('M2', 2, 'T-PAINT'))
    await vi.waitFor(async () => expect(await statusOf('M2')).toEqual({ status: 'PAINT' }), 10_000)
    await vi.waitFor(async () => expect((await counts(graph)).kept).toBe(before.kept + 6), 10_000)
    const { keptApartEvents } = await graph.data(
      `{ keptApartEvents(first: 6) { nodes { content reasons { message } } } }`,
    )
    const kept = keptApartEvents.nodes.map(({ content, reasons }: any) => [content.slice(0, 20), reasons[0].message])
    expect(kept).toContainEqual(['{"type": "ObjectEven', 'is no JSON'])
    expect(kept).toContainEqual(['base64://4=', 'is no UTF-8'])
    expect(kept).toContainEqual(['{"type":"EPCISDocume', 'is missing'].with(1, expect.any(String)))
    await ended(adapter)
  })

  test('a forged message leaves no trace, and a signed one counts once however often it comes', async () => {
    const adapter = await startAdapter({ INGEST_SIGNATURES: 'required' })
    const before = await counts(graph)
    const body = JSON.stringify(document([commissioned('M3', 0)]))
    expect(await answerTo('capture', body)).toMatchObject({ status: 401 })
    const wrong = signed(body, 'f', 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
    expect(await answerTo('capture', body, wrong)).toMatchObject({ status: 401 })
    expect(await counts(graph)).toEqual(before)
    const first = await answerTo('capture', body, signed(body, 'one'))
    const again = await answerTo('capture', body, signed(body, 'one'))
    expect(first).toMatchObject({ status: 202 })
    expect(again.location).toBe(first.location)
    await ended(adapter)
  })

  test('what is sent while the adapter is killed and the broker restarted is taken later, once', async () => {
    let adapter = await startAdapter()
    await send('capture', document([commissioned('M4', 0)]))
    const events = Array.from({ length: 60 }, (_, nth) => atStation('M4', 1 + nth / 10, 'T-BODY'))
    const killing = (async () => {
      await pause(30)
      adapter.signal('SIGKILL')
      await adapter.ended
    })()
    for (const event of events.slice(0, 30)) await send('events', event)
    await killing
    await broker.end()
    await broker.start()
    await vi.waitFor(() => expect(plant.connected).toBe(true), 10_000)
    for (const event of events.slice(30)) await send('events', event)
    adapter = await startAdapter()
    onTestFinished(async () => ended(adapter))
    const stored = (): Promise<unknown> =>
      graph.sql(`select count(*)::int as events, count(distinct event_id)::int as different from erp_adapter.event_log
        where production_number = 'M4' and biz_step = 'assembling'`)
    await vi.waitFor(async () => expect(await stored()).toEqual([{ events: 60, different: 60 }]), 20_000)
  }, 60_000)
})
