import { StartRefused } from '#platform/start-refused.ts'
import type { Signer } from '#platform/webhook-signature.ts'
import { plants } from '../../demo/world/plants.ts'
import { seeds } from '../../plant/plan-car.ts'
import type { TrafficOptions } from '../../plant/traffic.ts'
import { optionsOf } from '../command.ts'

const usage =
  'npm run plant -- [--url http://127.0.0.1:4000 | mqtt://127.0.0.1:1883] [--plant PLANT-JINQIAO] [--seed 1] ' +
  '[--cars 30] [--speed 3600] [--from 2026-09-01] [--lanes 4] [--events N] [--minutes N] [--patience 10] ' +
  '[--sender NAME --secret whsec_…]'

const defaults = {
  url: 'http://127.0.0.1:4000',
  plant: 'PLANT-JINQIAO',
  seed: '1',
  cars: '30',
  speed: '3600',
  from: '2026-09-01',
  lanes: '4',
  events: 'Infinity',
  minutes: 'Infinity',
  patience: '10',
  sender: undefined,
  secret: undefined,
}

/** What `npm run plant` was asked for. */
export interface PlantOptions {
  readonly url: string
  readonly signer: Signer | null
  readonly traffic: TrafficOptions
  /** How many times faster than life the plant's clock goes. */
  readonly speed: number
  /** Batches under way at once. */
  readonly lanes: number
  /** Events after which it ends. */
  readonly events: number
  /** How long it runs, in milliseconds. */
  readonly duration: number
  /** How long acknowledgements are waited for after the end, in milliseconds. */
  readonly patience: number
}

/** Reads the command's options; what can't be is refused in a sentence. */
export function plantOptions(): PlantOptions {
  const { options, args } = optionsOf(defaults, usage)
  if (args.length > 0) throw new StartRefused(`It takes no argument beside its options.\nUsage: ${usage}`)
  const from = Date.parse(options.from)
  if (Number.isNaN(from)) throw new StartRefused(`--from is "${options.from}"; it must be a day such as 2026-09-01.`)
  if (!plants.some(({ id }) => id === options.plant))
    throw new StartRefused(`--plant is "${options.plant}"; known are ${plants.map(({ id }) => id).join(', ')}.`)
  const speed = finite('speed', options.speed)
  return {
    url: options.url,
    signer: signerOf(options.sender, options.secret),
    traffic: {
      seed: whole('seed', options.seed, [0, seeds - 1]),
      plant: options.plant,
      from,
      carsPerMinute: finite('cars', options.cars) / speed,
    },
    speed,
    lanes: whole('lanes', options.lanes, [1, 64]),
    events: positive('events', options.events),
    duration: positive('minutes', options.minutes) * 60_000,
    patience: finite('patience', options.patience) * 1000,
  }
}

function signerOf(sender: string | undefined, secret: string | undefined): Signer | null {
  if (sender === undefined && secret === undefined) return null
  if (sender === undefined || secret === undefined)
    throw new StartRefused(`--sender and --secret belong together.\nUsage: ${usage}`)
  return { sender, secret }
}

function positive(name: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (!(number > 0)) throw new StartRefused(`--${name} is "${text}"; it must be a number above 0.`)
  return number
}

function finite(name: string, text: string): number {
  const number = positive(name, text)
  if (number === Infinity) throw new StartRefused(`--${name} is "${text}"; it must have an end.`)
  return number
}

function whole(name: string, text: string, [least, most]: readonly [number, number]): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(number) || number < least || number > most)
    throw new StartRefused(`--${name} is "${text}"; it must be a whole number from ${least} to ${most}.`)
  return number
}
