import { config } from '#platform/config.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import { httpDelivery } from '../plant/http-delivery.ts'
import { mqttDelivery } from '../plant/mqtt-delivery.ts'
import { runPlant } from '../plant/run-plant.ts'
import { startTally } from '../plant/tally.ts'
import { command } from './command.ts'
import { plantOptions, type PlantOptions } from './plant/plant-options.ts'
import { showLine } from './plant/show-line.ts'

/**
 * A plant that builds cars and tells the graph, until it is stopped. It ends with 1 and says how many when events were
 * not acknowledged.
 */
await command(async () => {
  const { duration, patience, ...options } = plantOptions()
  const delivery = await deliveryTo(options)
  const tally = startTally()
  const ending = new AbortController()
  const givingUp = new AbortController()
  const end = (): void => {
    ending.abort()
    setTimeout(() => givingUp.abort(), patience).unref()
  }
  const timer = duration === Infinity ? undefined : setTimeout(end, duration)
  const line = showLine(process.stdout, columns => tally.line(columns))
  // A second signal ends the process at once: it is said then too.
  process.once('exit', () => {
    line.end()
    process.stdout.write(`${tally.summary()}\n`)
  })
  async function run(): Promise<void> {
    try {
      await runPlant({ ...options, delivery, tally, ending: ending.signal, givingUp: givingUp.signal })
    } finally {
      clearTimeout(timer)
      if (tally.unacknowledged() > 0) process.exitCode = 1
      await delivery.close()
    }
  }
  const running = run()
  stopOnSignal(async () => {
    end()
    await running
  })
  await running
})

function deliveryTo({ url, signer, traffic: { plant } }: Pick<PlantOptions, 'url' | 'signer' | 'traffic'>) {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' }
  if (/^https?:$/.test(protocol)) return httpDelivery({ url, signer })
  if (/^(mqtts?|wss?):$/.test(protocol)) return mqttDelivery({ url, prefix: config.mqttPrefix, plant, signer })
  throw new StartRefused(`--url is "${url}"; it must be an address that begins with http or mqtt.`)
}
