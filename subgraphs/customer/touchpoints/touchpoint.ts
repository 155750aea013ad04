export type TouchpointChannel =
  | 'PHONE'
  | 'MAIL'
  | 'EMAIL'
  | 'SMS'
  | 'IM'
  | 'WECHAT'
  | 'WEB'
  | 'SOCIAL'
  | 'DEALER_VISIT'
  | 'APP'

export type Department = 'CUSTOMER' | 'SALES' | 'SERVICE' | 'MARKETING' | 'PRODUCTION'

/** A contact between a customer and a department. */
export interface Touchpoint {
  readonly id: string
  readonly customerId: string
  readonly source: string
  readonly externalId: string
  readonly channel: TouchpointChannel
  readonly direction: 'INBOUND' | 'OUTBOUND'
  readonly department: Department
  readonly summary: string
  readonly dealerId: string | null
  readonly at: Date
  readonly recordedBy: string
  readonly recordedAt: Date
}
