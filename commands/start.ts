import { assertPortFree, stopOnSignal } from '#platform/server.ts'
import { command, optionsOf, portOf } from './command.ts'
import { runSystem } from './run-system.ts'
import { openStore } from './store.ts'

const usage = 'npm start -- [--port N] [--host H] [--data DIR]'

await command(async () => {
  const { options } = optionsOf({ port: '4000', host: '127.0.0.1', data: undefined }, usage)
  const port = portOf(options.port)
  await assertPortFree(options.host, port)
  const store = await openStore({ directory: options.data })
  stopOnSignal(() => store.close())
  const system = await runSystem({ databaseUrl: store.url, host: options.host, port })
  stopOnSignal(async () => {
    await system.stop()
    await store.close()
  })
  console.log(`Autograph answers at ${system.url}/graphql`)
})
