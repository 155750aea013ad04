import { setTimeout as pause } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import { Client } from 'undici'
import { statusOf } from './graph-status.ts'
import { bodyOf, eventsOfCar } from './line.ts'
import { push } from './plant-sender.ts'

/** Watches how long it takes from a push to its car's status in the graph, until told to stop. */
export interface Probe {
  /** Ends the watch; what each push took, in milliseconds. */
  stop(): Promise<readonly number[]>
}

/** Pause between two questions, in milliseconds: asked more often, the questions are a load of their own. */
const betweenQuestions = 10

/** Seed of a line that no sender has. */
const line = 899

/** A sender of single cars, one every so often: each is commissioned, and asked for until the graph shows it. */
export function startProbe(url: string): Probe {
  const client = new Client(url)
  const stopping = new AbortController()
  const times: number[] = []

  async function run(): Promise<void> {
    for (let car = Date.now() % 900_000; !stopping.signal.aborted; car++) {
      const commissioning = eventsOfCar(line, car).slice(0, 1)
      const [{ productionNumber } = { productionNumber: '' }] = commissioning
      const body = bodyOf(commissioning)
      const begun = performance.now()
      await push(client, body)
      while ((await statusOf(client, productionNumber)) !== 'BROADCAST') await pause(betweenQuestions)
      times.push(performance.now() - begun)
      await pause(20, undefined, { signal: stopping.signal }).catch(() => {})
    }
    await client.close()
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      return times
    },
  }
}
