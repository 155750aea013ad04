import type { Principal } from '../auth.ts'
import type { Headers } from './headers.ts'

/** Who asks, as it was proven to us. */
export interface Asker {
  readonly principal: Principal
  /** When the proof ends, in milliseconds since 1970. @default never */
  readonly until?: number
}

/** Tells who asks by the headers of his request, at once where he is known; throws or rejects with a fault. */
export type Identify = (headers: Headers) => Asker | Promise<Asker>
