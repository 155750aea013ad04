import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { stopOnSignal } from '#platform/server.ts'
import { migrateAll, runSystem } from './run-system.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.autograph' },
  },
})
const pg = await startPostgres({ directory: resolve(values.data) })
await migrateAll(pg.url)
const system = await runSystem({ databaseUrl: pg.url, host: values.host, port: Number(values.port) })
console.log(system.url)
stopOnSignal(async () => {
  await system.stop()
  await pg.stop()
})
