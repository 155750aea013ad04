export type ConsentPurpose =
  | 'MARKETING'
  | 'SALES_FOLLOW_UP'
  | 'SERVICE_REMINDER'
  | 'SATISFACTION_SURVEY'
  | 'DATA_SHARING'
  | 'PROFILING'

export type ConsentChannel = 'ANY' | 'PHONE' | 'MAIL' | 'EMAIL' | 'SMS' | 'IM' | 'WECHAT' | 'APP'
export type RecipientKind = 'MAKER' | 'DEALER' | 'PARTNER'
export type ProofMethod = 'SIGNED_FORM' | 'WEB_FORM' | 'APP' | 'RECORDED_CALL' | 'MESSAGE_REPLY' | 'IN_PERSON'

/** An entry of the ledger, never changed nor removed. */
export interface ConsentEntry {
  readonly id: string
  readonly customerId: string
  readonly given: boolean
  readonly purpose: ConsentPurpose
  readonly channel: ConsentChannel
  readonly recipientKind: RecipientKind
  /** Empty for the maker. */
  readonly recipientId: string
  readonly country: string
  readonly proofMethod: ProofMethod
  readonly proofDocument: string | null
  readonly at: Date
  readonly recordedAt: Date
  readonly recordedBy: string
}
