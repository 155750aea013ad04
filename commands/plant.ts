import { config } from '#platform/config.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { stopOnSignal } from '#platform/stop-on-signal.ts'
import type { Signer } from '#platform/webhook-signature.ts'
import { plants } from '../demo/world/plants.ts'
import { httpDelivery } from '../plant/http-delivery.ts'
import { mqttDelivery } from '../plant/mqtt-delivery.ts'
import type { Delivery } from '../plant/delivery.ts'
import { seeds } from '../plant/plan-car.ts'
import { runPlant } from '../plant/run-plant.ts'
import { startTally } from '../plant/tally.ts'
import { command, optionsOf } from './command.ts'
import { showLine } from './plant/show-line.ts'

const usage =
  'npm run plant -- [--url http://127.0.0.1:4000 | mqtt://127.0.0.1:1883] [--plant PLANT-JINQIAO] [--seed 1] ' +
  '[--cars 30] [--speed 3600] [--from 2026-09-01] [--events N] [--minutes N] [--sender NAME --secret whsec_…]'

/** How long an acknowledgement is waited for after the end, in milliseconds. */
const lastPatience = 10_000

/** A plant that builds cars and tells the graph, until it is stopped. */
await command(async () => {
  const { options, args } = optionsOf(
    {
      url: 'http://127.0.0.1:4000',
      plant: 'PLANT-JINQIAO',
      seed: '1',
      cars: '30',
      speed: '3600',
      from: '2026-09-01',
      events: 'Infinity',
      minutes: 'Infinity',
      sender: undefined,
      secret: undefined,
    },
    usage,
  )
  if (args.length > 0) throw new StartRefused(`It takes no argument beside its options.\nUsage: ${usage}`)
  const seed = numberOf('seed', options.seed)
  if (!Number.isInteger(seed) || seed >= seeds)
    throw new StartRefused(`--seed is "${options.seed}"; it must be a whole number from 0 to ${seeds - 1}.`)
  const from = Date.parse(options.from)
  if (Number.isNaN(from)) throw new StartRefused(`--from is "${options.from}"; it must be a day such as 2026-09-01.`)
  if (!plants.some(({ id }) => id === options.plant))
    throw new StartRefused(`--plant is "${options.plant}"; known are ${plants.map(({ id }) => id).join(', ')}.`)
  const speed = positive('speed', options.speed)
  const carsPerMinute = positive('cars', options.cars) / speed
  const events = positive('events', options.events)
  const minutes = positive('minutes', options.minutes)

  const delivery = await deliveryTo(options.url, options.plant, signerOf(options.sender, options.secret))
  const tally = startTally()
  const ending = new AbortController()
  const givingUp = new AbortController()
  const end = (): void => {
    ending.abort()
    setTimeout(() => givingUp.abort(), lastPatience).unref()
  }
  const timer = minutes === Infinity ? undefined : setTimeout(end, minutes * 60_000)
  const line = showLine(process.stdout, () => tally.line())
  const running = runPlant({
    traffic: { seed, plant: options.plant, from, carsPerMinute },
    speed,
    events,
    delivery,
    tally,
    ending: ending.signal,
    givingUp: givingUp.signal,
  })
    .catch((error: unknown) => {
      if (!givingUp.signal.aborted) throw error
    })
    .finally(async () => {
      clearTimeout(timer)
      line.end()
      await delivery.close()
      process.stdout.write(`${tally.summary()}\n`)
    })
  stopOnSignal(async () => {
    end()
    await running
  })
  await running
})

function deliveryTo(url: string, plant: string, signer: Signer | null): Delivery | Promise<Delivery> {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' }
  if (/^https?:$/.test(protocol)) return httpDelivery(url, signer)
  if (/^(mqtts?|wss?):$/.test(protocol)) return mqttDelivery({ url, prefix: config.mqttPrefix, plant, signer })
  throw new StartRefused(`--url is "${url}"; it must be an address that begins with http or mqtt.`)
}

function signerOf(sender: string | undefined, secret: string | undefined): Signer | null {
  if (sender === undefined && secret === undefined) return null
  if (sender === undefined || secret === undefined)
    throw new StartRefused(`--sender and --secret belong together.\nUsage: ${usage}`)
  return { sender, secret }
}

function numberOf(name: string, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number) || number < 0)
    throw new StartRefused(`--${name} is "${text}"; it must be a number.`)
  return number
}

function positive(name: string, text: string): number {
  const number = numberOf(name, text)
  if (number === 0) throw new StartRefused(`--${name} is "${text}"; it must be more than nothing.`)
  return number
}
