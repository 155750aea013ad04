import { Fault } from '#platform/errors.ts'

/**
 * Why a call of a subgraph brought no answer:
 * `unreachable` no connection, or one that broke, `broken` the subgraph says that it can't answer now, `late` the
 * deadline passed, `invalid` what came is no answer, `crowded` too many wait already, `resting` it failed just now and
 * is left alone, `left` nobody waits for it any longer.
 */
export type FailureKind = 'unreachable' | 'broken' | 'late' | 'invalid' | 'crowded' | 'resting' | 'left'

/** A call that brought no answer. Its message is for a caller of ours: it follows "the subgraph" and names no host. */
export class CallFailed extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** The failure as a client sees it, at each place that has no value because of it. */
export function faultOf({ kind, message }: CallFailed, serviceName: string): Fault {
  const text = `The subgraph "${serviceName}" ${message}.`
  switch (kind) {
    case 'late':
      return new Fault('SUBGRAPH_TIMEOUT', text, { serviceName })
    case 'invalid':
      return new Fault('SUBGRAPH_ANSWER_INVALID', text, { serviceName })
    case 'unreachable':
    case 'broken':
    case 'crowded':
    case 'resting':
    case 'left':
      return new Fault('SUBGRAPH_UNAVAILABLE', text, { serviceName })
  }
}
