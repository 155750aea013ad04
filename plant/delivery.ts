import { pushHeaders, type Signer } from '#platform/webhook-signature.ts'

/** Events that go out together, as one CloudEvent. */
export interface Batch {
  /** The same each time it is sent, so that it counts once. */
  readonly id: string
  readonly body: string
}

/** What the graph says of a batch that is durable. */
export interface Taken {
  readonly kind: 'taken'
  readonly taken: number
  /** Events that were there before. */
  readonly repeated: number
  /** Why events were kept apart, one reason for each. */
  readonly keptApart: readonly string[]
}

/** What came of sending a batch once. */
export type Answer =
  | Taken
  /** Nothing came back, or there is no room: the same batch is sent again. */
  | {
      readonly kind: 'again'
      readonly why: string
      /** How long the graph asks to wait before, in milliseconds; null leaves it to the sender. */
      readonly after: number | null
    }
  /** It will never be taken. */
  | { readonly kind: 'refused'; readonly why: string }

/** A way to the graph, which may carry several batches at once. */
export interface Delivery {
  /** Sends a batch once; what the signal breaks off was not answered. */
  send(batch: Batch, signal: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

/** How a body is signed now, by headers over HTTP, by user properties over MQTT; null leaves it unsigned. */
export const signed = (signer: Signer | null, { id, body }: Batch): Record<string, string> =>
  signer === null ? {} : pushHeaders(signer, id, body)
