import type { TestGraph } from '../kit/graph.ts'
import { capture, commissioned } from './factory.ts'

export type Events = readonly Readonly<Record<string, unknown>>[]

/** A list in each order. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]))
}

const orders = permutations([0, 1, 2, 3, 4, 5])

/** Sends each car its six events in an order of its own: the first of all cars, then the second of all, and so on. */
export async function sendInAllOrders(
  graph: TestGraph,
  prefix: string,
  eventsOf: (car: string) => Events,
): Promise<void> {
  const cars = orders.map((_, index) => `${prefix}${index}`)
  const halves = [cars.slice(0, cars.length / 2), cars.slice(cars.length / 2)]
  const stories = new Map(
    cars.map((car, index) => {
      const events = eventsOf(car)
      return [car, orders[index]?.map(nth => events[nth])] as const
    }),
  )
  await Promise.all(
    halves.map(half =>
      capture(
        graph,
        half.map(car => commissioned(car, 0)),
      ),
    ),
  )
  for (const step of [0, 1, 2, 3, 4, 5])
    await Promise.all(
      halves.map(half =>
        capture(
          graph,
          half.map(car => stories.get(car)?.[step]),
        ),
      ),
    )
}
