import { setTimeout as pause } from 'node:timers/promises'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { Fault } from '../errors.ts'
import { log } from '../log.ts'

/** The public keys of an issuer, as they are at this moment. */
export interface IssuerKeys {
  /** The key that a token names; rejects with a jose error when there is none, with a fault when none can be read. */
  readonly find: JWTVerifyGetKey<CryptoKey>
  /** Grows when the keys are others than before. */
  version(): number
}

export interface IssuerKeysOptions {
  /** The shortest time between two reads, in milliseconds. @default 2000 */
  readonly cooldown?: number
  /** The age from which keys are read again while they are used on, in milliseconds. @default 300000 */
  readonly fresh?: number
  /** The age from which keys that can't be read again are trusted no longer, in milliseconds. @default 86400000 */
  readonly trusted?: number
  /** Tokens of unknown keys that wait for the next read at the most. @default 1000 */
  readonly waiting?: number
}

type Keys = ReturnType<typeof createLocalJWKSet>

/**
 * Reads an issuer's keys as seldom as it can. A token whose key is not known waits for a read that began after it came,
 * so that a new key is never refused; however many such tokens come, there is one read in each cooldown.
 */
export function issuerKeys(read: () => Promise<JSONWebKeySet>, options: IssuerKeysOptions = {}): IssuerKeys {
  const { cooldown = 2000, fresh = 300_000, trusted = 86_400_000, waiting: most = 1000 } = options
  let keys: Keys | undefined
  let text = ''
  let version = 0
  let readAt = -Infinity
  let triedAt = -Infinity
  let waiting = 0
  let underWay: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  async function readNow(): Promise<void> {
    triedAt = performance.now()
    const began = triedAt
    const set = await read()
    readAt = began
    const found = JSON.stringify(set)
    if (found === text) return
    keys = createLocalJWKSet(set)
    text = found
    version++
  }

  /** The next read, for all who wait before it begins: one under way may have been answered before their key was there. */
  function nextRead(): Promise<void> {
    next ??= (async () => {
      await underWay
      await pause(Math.max(0, triedAt + cooldown - performance.now()))
      next = undefined
      const reading = readNow()
      underWay = reading.catch((error: unknown) => log.warn({ err: error }, "an issuer's keys cannot be read"))
      return reading
    })()
    return next
  }

  async function waitForRead(): Promise<void> {
    if (waiting >= most) throw unavailable()
    waiting++
    try {
      await nextRead()
    } catch {
      throw unavailable()
    } finally {
      waiting--
    }
  }

  async function known(...token: Parameters<Keys>): Promise<CryptoKey | undefined> {
    try {
      return await keys?.(...token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined
      throw error
    }
  }

  return {
    version: () => version,
    async find(...token) {
      const age = performance.now() - readAt
      if (age > fresh && age <= trusted) nextRead().catch(() => {})
      const had = age <= trusted ? await known(...token) : undefined
      if (had !== undefined) return had
      await waitForRead()
      const found = await known(...token)
      if (found === undefined) throw new errors.JWKSNoMatchingKey()
      return found
    },
  }
}

const unavailable = (): Fault =>
  new Fault('ISSUER_UNAVAILABLE', 'The issuer of the token cannot be asked for its keys right now.')
