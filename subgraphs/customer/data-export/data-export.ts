import type { Principal } from '#platform/auth.ts'

/** An export of a person's data, as far as it has come. */
export interface DataExport {
  readonly id: string
  readonly customerId: string
  readonly requestedAt: Date
  readonly expiresAt: Date
  readonly completedAt: Date | null
  readonly waitingFor: readonly string[]
}

/** How long an export is kept, in days. */
export const keptDays = 7

/** Who may ask for a person's data: he himself, and compliance. */
export const mayExport = ({ role, customerId }: Principal, person: string): boolean =>
  ['developer', 'compliance'].includes(role) || (role === 'customer' && customerId === person)

/** What a document is made of: the rows that each subgraph gave, by their tables. */
export interface DocumentParts extends Pick<DataExport, 'customerId' | 'requestedAt' | 'completedAt'> {
  readonly subgraphs: Readonly<Record<string, unknown>>
}

/** The one document of all parts. */
export const documentOf = ({ customerId, requestedAt, completedAt, subgraphs }: DocumentParts): string =>
  JSON.stringify({ customerId, requestedAt, completedAt, subgraphs }, null, 2)
