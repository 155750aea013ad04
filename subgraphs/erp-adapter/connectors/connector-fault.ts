/**
 * Why an ERP did not do what it was asked: it is `AWAY`, or took too long (`TIMEOUT`), which passes; what it says makes
 * no sense (`MALFORMED`) or it lets us in no more (`LOCKED_OUT`), which a person must mend; it `REFUSED` this request,
 * or the record has changed meanwhile (`CONFLICT`).
 */
export type ConnectorFaultCode = 'AWAY' | 'TIMEOUT' | 'MALFORMED' | 'LOCKED_OUT' | 'REFUSED' | 'CONFLICT'

/** A call of an ERP that failed; the message is for a person and holds no secret. */
export class ConnectorFault extends Error {
  readonly code: ConnectorFaultCode

  constructor(code: ConnectorFaultCode, message: string) {
    super(message)
    this.code = code
  }

  /** Whether the ERP as a whole can't be talked to, and not this request alone. */
  get ofTheErp(): boolean {
    return this.code !== 'REFUSED' && this.code !== 'CONFLICT'
  }
}
