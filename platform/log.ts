import { pino } from 'pino'
import { config } from './config.ts'

/** The process's log: JSON lines on standard error, so that standard output stays for people. */
export const log = pino(
  {
    level: config.logLevel,
    base: undefined,
    // PostgreSQL tells there of the row that it refused: whose it is, and what stands in it.
    redact: { paths: ['err.detail', 'err.where', 'err.internalQuery'], remove: true },
  },
  pino.destination({ fd: 2, sync: true }),
)
