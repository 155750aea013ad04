import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripIgnoredCharacters } from 'graphql'
import { config } from '#platform/config.ts'
import { assertPortFree, stopOnSignal } from '#platform/server.ts'
import { loadDemo } from '../demo/load/load-demo.ts'
import { demoLoaded } from '../demo/load/loaded.ts'
import { heroVin } from '../demo/world/story/hero.ts'
import { command, optionsOf, portOf } from './command.ts'
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
  await assertPortFree(options.host, port)
  const store = await openStore({ directory: options.data })
  stopOnSignal(() => store.close())
  if (options.demo === 'yes' && !(await demoLoaded(store.url))) {
    console.log('Loading the demo data, this once:')
    await loadDemo({ databaseUrl: store.url, profile: 'demo', onProgress: progressBar(process.stdout) })
  }
  const system = await runSystem({ databaseUrl: store.url, host: options.host, port })
  stopOnSignal(async () => {
    await system.stop()
    await store.close()
  })
  console.log(welcome(system.url))
})

function welcome(url: string): string {
  const query = readFileSync(join(import.meta.dirname, '../examples/queries/car-story.graphql'), 'utf8')
  const body = JSON.stringify({ query: stripIgnoredCharacters(query), variables: { vin: heroVin } })
  return `
Autograph answers at ${url}/graphql — open ${url} to ask in the browser.

Ask who bought this car:

  { vehicle(vin: "${heroVin}") { model { nameEn } status sales { nodes { soldAt dealer { name } buyer { displayName } } } } }

Its whole story in the terminal: npm run ask -- ${heroVin}
or with curl:

curl -s ${url}/graphql -H 'content-type: application/json' -d '${body.replaceAll("'", String.raw`'\''`)}'

Ctrl-C stops it.`
}
