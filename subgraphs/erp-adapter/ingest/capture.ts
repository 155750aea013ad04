import type { Transaction } from '#platform/database.ts'
import type { SentBody } from './read-sent-events.ts'
import type { Answer } from './signed-message.ts'
import type { Taken } from './take-events.ts'

/** How the events of a body are taken. */
export interface CaptureTerms {
  /** The mark that the events bear in the log. */
  readonly captureId: string
  /** The job that the marked events belong to, if there is one. */
  readonly jobId: string | null
  /** Who signed the body; null when nobody did. */
  readonly sender: string | null
  /** Whether events that can't be taken undo all others, or are kept apart. */
  readonly behaviour: 'rollback' | 'proceed'
}

/** A push of events that was read, and can be taken together with others in one transaction. */
export interface Capture {
  readonly terms: CaptureTerms
  /** The events to take, without those that are known to have come before. */
  readonly bring: (tx: Transaction) => Promise<SentBody>
  /** What the push is answered once they are taken, or the problem that undoes it. */
  readonly answer: (taken: Taken, body: SentBody) => Answer
}
