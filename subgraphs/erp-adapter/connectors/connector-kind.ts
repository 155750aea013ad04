import type { z } from 'zod'
import type { Database } from '#platform/database.ts'
import type { Connector } from './connector.ts'

/** Secrets by the names that the configuration gives them. */
export type Secrets = (name: string) => string

/** What a connector can be made with beside its settings. */
export interface Surroundings {
  readonly secrets: Secrets
  /** The adapter's own database. */
  readonly db: Database
  /** The plants that the connection serves. */
  readonly plants: readonly string[]
}

/** A kind of ERP that can be configured. */
export interface ConnectorKind<Settings extends z.ZodType = z.ZodType> {
  /** What must be said of an ERP of this kind beside its name and plants. */
  readonly settings: Settings
  /** Makes a connector; nothing is sent before the first call. */
  readonly open: (settings: z.output<Settings>, surroundings: Surroundings) => Connector
}

/** Declares a kind, so that its settings and what it opens with are known to fit. */
export const connectorKind = <Settings extends z.ZodType>(kind: ConnectorKind<Settings>): ConnectorKind<Settings> =>
  kind
