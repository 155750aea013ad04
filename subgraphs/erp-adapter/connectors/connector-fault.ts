/**
 * Why an ERP did not do what it was asked: it is `AWAY`, took too long (`TIMEOUT`) or broke over it (`FAILED`), which
 * passes; what it says makes no sense (`MALFORMED`) or it lets us in no more (`LOCKED_OUT`), which a person must mend; it
 * `REFUSED` this request, the record has changed meanwhile (`CONFLICT`), or somebody works on it there (`BUSY`).
 */
export type ConnectorFaultCode =
  | 'AWAY'
  | 'TIMEOUT'
  | 'FAILED'
  | 'MALFORMED'
  | 'LOCKED_OUT'
  | 'REFUSED'
  | 'CONFLICT'
  | 'BUSY'

const ofOneRequest: ReadonlySet<ConnectorFaultCode> = new Set(['REFUSED', 'CONFLICT', 'BUSY'])

/** A call of an ERP that failed; the message is for a person and holds no secret. */
export class ConnectorFault extends Error {
  readonly code: ConnectorFaultCode
  /** For how long the ERP asks not to be called, in milliseconds. */
  readonly pause: number

  constructor(code: ConnectorFaultCode, message: string, pause = 0) {
    super(message)
    this.code = code
    this.pause = pause
  }

  /** Whether the ERP as a whole can't be talked to, and not this request alone. */
  get ofTheErp(): boolean {
    return !ofOneRequest.has(this.code)
  }
}
