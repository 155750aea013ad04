import { pino } from 'pino'
import { config } from './config.ts'

/** The process's log: JSON lines on standard error, so that standard output stays for people. */
export const log = pino({ level: config.logLevel, base: undefined }, pino.destination({ fd: 2, sync: true }))
