import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripIgnoredCharacters } from 'graphql'
import { config } from '#platform/config.ts'
import { assertPortFree } from '#platform/server.ts'
import { isStopping, stopOnSignal } from '#platform/stop-on-signal.ts'
import { loadDemo } from '../demo/load/load-demo.ts'
import { demoLoaded, DemoRefused } from '../demo/load/loaded.ts'
import { heroVin } from '../demo/world/story/hero.ts'
import { command, optionsOf, portOf } from './command.ts'
import { processIdentity } from './process-identity.ts'
import { progressBar } from './progress.ts'
import { runSystem } from './run-system.ts'
import { openStore } from './store.ts'

const usage = 'npm start -- [--port N] [--host H] [--data DIR] [--demo yes|no]'

/** Serves the five subgraphs and the gateway in one process, with its own PostgreSQL and, the first time, demo data. */
await command(async () => {
  const { options } = optionsOf(
    { port: '4000', host: '127.0.0.1', data: undefined, demo: config.production ? 'no' : 'yes' },
    usage,
  )
  const port = portOf(options.port)
  const identity = await processIdentity(options.data)
  await assertPortFree(options.host, port)
  const store = await openStore({ directory: options.data })
  stopOnSignal(() => store.close())
  try {
    const hasDemo = options.demo === 'yes' && (await ensureDemo(store.url))
    const system = await runSystem({ databaseUrl: store.url, host: options.host, port, identity })
    stopOnSignal(async () => {
      await system.stop()
      await store.close()
    })
    console.log(`\nAutograph answers at ${system.url}/graphql — open ${system.url} to ask in the browser.`)
    if (hasDemo) console.log(invitation(system.url))
    console.log('\nCtrl-C stops it.')
  } catch (error) {
    if (!isStopping()) await store.close()
    throw error
  }
})

/** Loads the demo data into an empty database; tells whether they are there. */
async function ensureDemo(databaseUrl: string): Promise<boolean> {
  if (await demoLoaded(databaseUrl)) return true
  console.log('Loading the demo data, this once:')
  try {
    await loadDemo({ databaseUrl, profile: 'demo', onProgress: progressBar(process.stdout) })
    return true
  } catch (error) {
    if (!(error instanceof DemoRefused)) throw error
    console.log('  The database has data of its own, so there are no demo data.')
    return false
  }
}

/** How to ask for the car whose story the demo data tell. */
function invitation(url: string): string {
  const query = readFileSync(join(import.meta.dirname, '../examples/queries/car-story.graphql'), 'utf8')
  const body = JSON.stringify({ query: stripIgnoredCharacters(query), variables: { vin: heroVin } })
  return `
Ask who bought this car:

  { vehicle(vin: "${heroVin}") { model { nameEn } status sales { nodes { soldAt dealer { name } buyer { displayName } } } } }

Its whole story in the terminal: npm run ask -- ${heroVin}
or with curl:

curl -s ${url}/graphql -H 'content-type: application/json' -d '${body.replaceAll("'", String.raw`'\''`)}'`
}
