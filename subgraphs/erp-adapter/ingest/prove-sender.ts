import { config } from '#platform/config.ts'
import type { Queries } from '#platform/database.ts'
import { judgeSignature, signatureTolerance, type SignedHeaders } from '#platform/webhook-signature.ts'
import { IngestProblem } from './problem.ts'
import { secretsOf } from './sender-store.ts'

/** What a push says about itself beside its body; names in lower case. */
export type PushHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** What the headers of a push claim: who sends it, and his signature. */
export interface SenderClaim extends SignedHeaders {
  readonly sender: string
}

const names = ['webhook-sender', 'webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

/** Reads who claims to send; null when nobody does, which is refused where signatures are required. */
export function claimIn(headers: PushHeaders, required: boolean): SenderClaim | null {
  const values = names.map(name => headers[name]?.toString() ?? '')
  if (!required && values.every(value => value === '')) return null
  const missing = names.filter((_, nth) => values[nth] === '')
  if (missing.length > 0)
    throw new IngestProblem('unproven', { detail: `It must be signed; missing: ${missing.join(', ')}.` })
  const [sender = '', id = '', timestamp = '', signatures = ''] = values
  if (id.length > 200) throw new IngestProblem('unproven', { detail: 'webhook-id has more than 200 characters.' })
  return { sender, id, timestamp, signatures }
}

/** Who may send, such as plants or suppliers. */
export interface Senders {
  /** Whether each push must be signed. */
  readonly signed: boolean
  /** The secrets that one may sign with now; none for one that is not known. */
  readonly secretsOf: (db: Queries, sender: string) => Promise<readonly string[]>
  /** By what the messages of one are known, apart from those of other senders. */
  readonly nameOf: (sender: string) => string
}

export const plantSenders: Senders = { signed: config.signedPushes, secretsOf, nameOf: sender => sender }

/** Holds a claim against the bytes of the body; what is not signed by the sender, or not now, is refused. */
export async function prove(
  db: Queries,
  claim: SenderClaim,
  { body, now, senders = plantSenders }: { readonly body: Uint8Array; readonly now: Date; readonly senders?: Senders },
): Promise<void> {
  const secrets = await senders.secretsOf(db, claim.sender)
  switch (judgeSignature(claim, body, { secrets, now })) {
    case 'valid':
      return
    case 'outdated':
      throw new IngestProblem('unproven', {
        detail: `webhook-timestamp is not within ${signatureTolerance} seconds of now.`,
      })
    case 'wrong':
      throw new IngestProblem('unproven', { detail: 'No signature fits the sender and these bytes.' })
  }
}

/** Proves whoever asks what became of his push: a request without a body, signed as one of no bytes. */
export async function proveReader(db: Queries, headers: PushHeaders): Promise<void> {
  const claim = claimIn(headers, config.signedPushes)
  if (claim !== null) await prove(db, claim, { body: new Uint8Array(), now: new Date() })
}
