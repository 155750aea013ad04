import { runSystem } from '../../commands/run-system.ts'
import { processIdentity } from '../../commands/process-identity.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'

// The five subgraphs and the gateway in one process: node one-process.ts PORT, with DATABASE_URL.
const system = await runSystem({
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  port: Number(process.argv[2]),
  identity: await processIdentity(undefined),
})
stopOnSignal(() => system.stop())
