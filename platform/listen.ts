import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export interface Listening {
  readonly name: string
  readonly heard: (payload: string) => void
}

/** Calls back on every notification of a channel, over a connection of its own and a new one when that breaks. */
export async function listen(settings: pg.ClientConfig, { name, heard }: Listening): Promise<() => Promise<void>> {
  const closing = new AbortController()

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client(settings)
    client.on('error', () => {})
    client.on('notification', message => heard(message.payload ?? ''))
    client.once('end', () => {
      if (!closing.signal.aborted) current = reconnect()
    })
    await client.connect()
    await client.query(`listen ${pg.escapeIdentifier(name)}`)
    return client
  }

  async function reconnect(): Promise<pg.Client | undefined> {
    try {
      await pause(1000, undefined, { signal: closing.signal })
      const client = await connect()
      heard('')
      return client
    } catch {
      return undefined
    }
  }

  let current: Promise<pg.Client | undefined> = Promise.resolve(await connect())
  return async () => {
    closing.abort()
    await (await current)?.end()
  }
}
