import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { log } from './log.ts'

/**
 * Every fault that a caller can meet, declared once. `docs/errors.md` says what each means and what to do;
 * a test keeps the two equal. Expected outcomes of a mutation are schema types instead.
 */
export const faults = {
  BAD_USER_INPUT: { status: 400, retry: 'never' },
  OPERATION_TOO_LARGE: { status: 400, retry: 'never' },
  OPERATION_TOO_DEEP: { status: 400, retry: 'never' },
  OPERATION_TOO_COMPLEX: { status: 400, retry: 'never' },
  DOCUMENT_UNKNOWN: { status: 400, retry: 'never' },
  COST_LIMIT: { status: 400, retry: 'never' },
  OPERATION_UNPLANNABLE: { status: 500, retry: 'never' },
  CURSOR_INVALID: { status: 400, retry: 'never' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, retry: 'never' },
  UNAUTHORIZED_FIELD: { status: 403, retry: 'never' },
  FORBIDDEN: { status: 403, retry: 'never' },
  UNAUTHENTICATED: { status: 401, retry: 'never' },
  ISSUER_UNAVAILABLE: { status: 503, retry: 'later' },
  SUBGRAPH_UNAVAILABLE: { status: 503, retry: 'later' },
  SUBGRAPH_TIMEOUT: { status: 504, retry: 'later' },
  SUBGRAPH_ANSWER_INVALID: { status: 502, retry: 'later' },
  OVERLOADED: { status: 503, retry: 'later' },
  EXPORT_LIMIT: { status: 429, retry: 'later' },
  RATE_LIMITED: { status: 429, retry: 'later' },
  SUBSCRIBER_TOO_SLOW: { status: 429, retry: 'later' },
  STORAGE_FULL: { status: 507, retry: 'later' },
  STORAGE_UNAVAILABLE: { status: 503, retry: 'later' },
  INTERNAL_SERVER_ERROR: { status: 500, retry: 'later' },
} as const satisfies Record<string, { status: number; retry: 'never' | 'later' }>

export type FaultCode = keyof typeof faults

const isFaultCode = (code: string): code is FaultCode => code in faults

export const faultCodes: readonly FaultCode[] = Object.keys(faults).filter(isFaultCode)

/** A failure with a stable code and a message that is safe to show to any caller. */
export class Fault extends GraphQLError {
  readonly code: FaultCode

  constructor(code: FaultCode, message: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { ...detail, code } })
    this.name = 'Fault'
    this.code = code
  }
}

// The only texts of a caller's that a statement reads as a moment or a number are those of cursors.
const badCursor = new Set(['22007', '22P02'])

// Row security refuses what a caller writes for others.
const notHisRow = '42501'

// PostgreSQL's SQLSTATE classes that mean "not now" and not "a defect of ours".
const storageFull = new Set(['53100'])
const storageAway = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
])

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** Turns whatever was thrown into a fault; what is not known is masked and logged under a correlation id. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const code = codeOf(error)
  if (code !== undefined && storageFull.has(code))
    return new Fault('STORAGE_FULL', 'The database has no free disk space.')
  const correlationId = randomUUID()
  if (code !== undefined && badCursor.has(code)) {
    log.warn({ err: error, correlationId }, 'a cursor of another list')
    return new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
  }
  if (code === notHisRow) {
    log.error({ err: error, correlationId }, 'a row of others was to be written')
    return new Fault('FORBIDDEN', 'You may not write this: it is about people or cars of others.')
  }
  log.error({ err: error, correlationId }, 'unexpected failure')
  if (code !== undefined && storageAway.has(code))
    return new Fault('STORAGE_UNAVAILABLE', 'The database cannot be reached right now.', { correlationId })
  return new Fault('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', { correlationId })
}

/** Apollo Server's `formatError`: keeps errors of the request as they are, masks everything else. */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const cause = rootOf(thrown)
  if (cause instanceof GraphQLError) {
    const code = cause.extensions['code'] ?? formatted.extensions?.['code']
    return withoutStack({ ...formatted, extensions: { ...formatted.extensions, code } })
  }
  const fault = toFault(cause)
  return withoutStack({ ...formatted, message: fault.message, extensions: { ...fault.extensions } })
}

// A scalar's complaint about a value is wrapped by each layer that it passes. The gateway keeps a subgraph's error,
// masked there already, as plain JSON in `originalError`.
function rootOf(thrown: unknown): unknown {
  return thrown instanceof GraphQLError && thrown.originalError instanceof Error ? rootOf(thrown.originalError) : thrown
}

function withoutStack(error: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = error.extensions ?? {}
  return { ...error, extensions }
}
