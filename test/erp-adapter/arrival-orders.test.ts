import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#platform/vin.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { sendInAllOrders, type Events } from './all-orders.ts'
import { at, atStation, capture, commissioned, measured, moment, repaired } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

function vinOf(car: string): string {
  const tail = `V${car.charAt(0)}${car.slice(1).padStart(6, '0')}`
  return `LSGXC8BN${checkDigit(`LSGXC8BN0${tail}`)}${tail}`
}

/** Binds a VIN, fails a check, is stored in error, is released all the same, and passes the check at last. */
function story(car: string): Events {
  const stored = at(car, 8, ['storing', 'YARD-T'])
  return [
    atStation(car, 4, 'T-TRIM', { 'autograph:vin': vinOf(car) }),
    measured(car, 5, 3000),
    stored,
    { ...stored, errorDeclaration: { declarationTime: moment(30) } },
    at(car, 9, ['staging_outbound', 'YARD-T']),
    measured(car, 10, 3300),
  ]
}

/** Is built, leaves, comes to a dealer; both its departure and its arrival are declared in error. */
function otherStory(car: string): Events {
  const left = at(car, 12, ['departing', 'YARD-T'])
  const came = at(car, 20, ['receiving', 'DLR-T'])
  return [
    repaired(car, 6),
    at(car, 8, ['storing', 'YARD-T']),
    left,
    { ...left, errorDeclaration: { declarationTime: moment(30) } },
    came,
    { ...came, errorDeclaration: { declarationTime: moment(30) } },
  ]
}

/** All that the graph tells of the cars whose production number begins so, each different one once. */
async function shown(prefix: string): Promise<readonly unknown[]> {
  const seen = new Map<string, unknown>()
  let after: string | null = null
  do {
    const { vehicles }: any = await graph.data(
      `query ($after: String) { vehicles(first: 200, after: $after) {
        nodes {
          productionNumber vin status statusSince builtAt availability blockedBy
          whereabouts { kind since place { id } } timeline { nodes { status at place { id } } }
          stationHistory { station { id } enteredAt leftAt } qualityResults { at measure value verdict }
          productionOrder { state erpStatuses actualStart actualEnd skippedStations { id } reworks { at } }
        }
        pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    )
    for (const { productionNumber, vin, ...rest } of vehicles.nodes) {
      if (!productionNumber.startsWith(prefix)) continue
      const car = { ...rest, ownVin: vin === null ? null : vin === vinOf(productionNumber) }
      seen.set(JSON.stringify(car), car)
    }
    after = vehicles.pageInfo.hasNextPage ? vehicles.pageInfo.endCursor : null
  } while (after !== null)
  return [...seen.values()]
}

test.each([
  ['a release that waits for a check', 'A', 'B', story, 'RELEASED'],
  ['a way to the dealer that is declared in error', 'C', 'D', otherStory, 'BUILT'],
] as const)('%s ends the same in all 720 orders of arrival', async (_, prefix, reference, eventsOf, status) => {
  const told = `${reference}0`
  await capture(graph, [commissioned(told, 0), ...eventsOf(told)])
  const [expected, ...others] = await shown(reference)
  expect(expected).toMatchObject({ status })
  expect(others).toEqual([])
  await sendInAllOrders(graph, prefix, eventsOf)
  expect(await shown(prefix)).toEqual([expected])
})
