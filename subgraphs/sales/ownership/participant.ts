export type ParticipantRole = 'OWNER' | 'DRIVER' | 'LESSEE' | 'FLEET'

/** Somebody's role on a car, for a time. */
export interface ParticipantRow {
  readonly id: string
  readonly vin: string
  readonly customerId: string
  readonly role: ParticipantRole
  readonly from: Date
  readonly until: Date | null
  /** The dealer whose customer this is. */
  readonly dealerId: string
  readonly saleId: string | null
}

/** A role as somebody sees it. */
export interface ParticipantSeen extends Omit<ParticipantRow, 'customerId'> {
  /** Null where he is another dealer's customer. */
  readonly customerId: string | null
}
