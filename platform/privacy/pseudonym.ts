import { createHmac } from 'node:crypto'

/** Whose and what a pseudonym stands for. */
interface Named {
  readonly role: string
  /** The person whose it is; another's equal value has another pseudonym. Empty when it can't be told. */
  readonly personId: string
  readonly value: string
}

/** Makes pseudonyms under a key: always the same for one role, another for each, and nobody's without the key. */
export type Pseudonyms = (named: Named) => string

export function pseudonymsUnder(secret: Buffer): Pseudonyms {
  const key = createHmac('sha256', secret).update('pseudonyms').digest()
  return ({ role, personId, value }) =>
    `~${createHmac('sha256', key)
      .update(JSON.stringify([role, personId, value]))
      .digest('base64url')
      .slice(0, 16)}`
}
