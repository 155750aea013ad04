export type { Account as ChargingAccountMapper } from './accounts/account-store.ts'
export type {
  Elsewhere as CarChargingElsewhereMapper,
  Recorded as RecordChargingSessionSuccessMapper,
} from './sessions/record-resolvers.ts'
export type { ChargingSession as ChargingSessionMapper } from './sessions/session.ts'
