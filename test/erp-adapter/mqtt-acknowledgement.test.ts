import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startBroker, type Broker } from '../kit/broker.ts'
import { installed } from '../kit/installed.ts'
import { atStation, commissioned } from './factory.ts'
import { startKillableAdapter, type KillableAdapter } from './kill-trial/killable-adapter.ts'

describe.skipIf(!installed('mosquitto'))('a message is acknowledged once it is durable', () => {
  let broker: Broker
  let adapter: KillableAdapter
  let plant: MqttClient
  beforeAll(async () => {
    broker = await startBroker()
    adapter = await startKillableAdapter({ MQTT_URL: broker.url })
    plant = await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 100 })
    while (!(await fetch(`${adapter.url}/health/mqtt`)).ok) await pause(20)
    await send(commissioned('A1', 0))
    while ((await adapter.sql('select from erp_adapter.vehicle')).length === 0) await pause(20)
  }, 60_000)
  afterAll(async () => {
    await plant.endAsync(true)
    await adapter.stop()
    await broker.remove()
  })

  type Event = ReturnType<typeof atStation>
  const send = (event: Event | string): Promise<unknown> =>
    plant.publishAsync('autograph/ingest/t/events', typeof event === 'string' ? event : JSON.stringify(event), {
      qos: 1,
    })
  /** How often an event is in the log. */
  const stored = async (event: Event): Promise<number> =>
    (await adapter.sql('select from erp_adapter.event_log where event_id = $1', [event['eventID']])).length
  const kept = async (): Promise<string[]> =>
    (await adapter.sql(`select content from erp_adapter.kept_apart_event order by received_at`)).map(row => row.content)

  /** What the broker says of messages to the adapter from now on: how often one was handed over, and acknowledged. */
  function watched(): () => { handedOver: number; acknowledged: number } {
    const before = broker.said().length
    return () => {
      const said = broker.said().slice(before)
      const times = (pattern: RegExp): number => said.match(pattern)?.length ?? 0
      return {
        handedOver: times(/Sending PUBLISH to autograph /g),
        acknowledged: times(/Received PUBACK from autograph .*RC:0\)/g),
      }
    }
  }

  test('while PostgreSQL is down it is not; it comes again over a new link, and counts once', async () => {
    const event = atStation('A1', 1, 'T-BODY')
    const seen = watched()
    await adapter.killPostgres(async () => {
      await send(event)
      await vi.waitFor(() => expect(seen().handedOver).toBe(1), 10_000)
      await broker.end()
      await broker.start()
      await vi.waitFor(() => expect(seen().handedOver).toBe(2), 20_000)
      await pause(500)
      expect(seen().acknowledged).toBe(0)
    })
    await vi.waitFor(() => expect(seen().acknowledged).toBe(1), 20_000)
    expect(seen().handedOver).toBe(2)
    expect(await stored(event)).toBe(1)
  }, 60_000)

  test('when the process ends after storing and before that it comes again, and counts once', async () => {
    // The commit waits for the test, so that the adapter can be killed while PostgreSQL goes on with it.
    await adapter.sql('create table platform.held as select 1')
    await adapter.sql(`create function platform.wait() returns trigger language plpgsql security definer as $$
      begin while exists (select from platform.held) loop perform pg_sleep(0.02); end loop; return null; end $$`)
    await adapter.sql(`create constraint trigger waits after insert on erp_adapter.event_log
      deferrable initially deferred for each row execute function platform.wait()`)
    const event = atStation('A1', 2, 'T-PAINT')
    const seen = watched()
    const waiting = async (): Promise<void> =>
      expect(
        await adapter.sql(`select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`),
      ).toHaveLength(1)
    await send(event)
    await vi.waitFor(waiting, 10_000)
    await adapter.killAdapter(async () => {
      expect(await stored(event)).toBe(0)
      await adapter.sql('delete from platform.held')
      await vi.waitFor(async () => expect(await stored(event)).toBe(1), 10_000)
      expect(seen()).toEqual({ handedOver: 1, acknowledged: 0 })
    })
    await vi.waitFor(() => expect(seen()).toEqual({ handedOver: 2, acknowledged: 1 }), 20_000)
    expect(await stored(event)).toBe(1)
    await adapter.sql('drop trigger waits on erp_adapter.event_log')
  }, 60_000)

  test('a poisoned one is once it is kept apart, whatever is wrong with it, and those behind it are taken', async () => {
    const flawed = '{"type": "ObjectEvent", "ev'
    // It is well formed, but the program breaks over it each time.
    const breaking = atStation('A1', 3, 'T-TRIM')
    const good = atStation('A1', 4, 'T-TEST')
    await adapter.sql(`create function platform.fail() returns trigger language plpgsql as $$
      begin if new.event_id = '${String(breaking['eventID'])}' then raise exception 'breaks'; end if; return new; end $$`)
    await adapter.sql(`create trigger fails before insert on erp_adapter.event_log
      for each row execute function platform.fail()`)
    const seen = watched()
    await send(flawed)
    await send(breaking)
    await send(good)
    await vi.waitFor(() => expect(seen()).toEqual({ handedOver: 3, acknowledged: 3 }), 20_000)
    expect(await kept()).toEqual([flawed, JSON.stringify(breaking)])
    expect(await stored(breaking)).toBe(0)
    expect(await stored(good)).toBe(1)
  }, 60_000)
})
