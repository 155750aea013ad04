import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { sendInAllOrders, type Events } from './all-orders.ts'
import { at, capture, commissioned, moment } from './factory.ts'
import { emptied, loaded, wrong } from './loads.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

/** Comes off the first load at the dealer; an emptying before was wrong, and one of the second load came too early. */
function story(number: string): Events {
  const early = emptied(`${number}-1`, 15, ['receiving', 'PORT-T'])
  return [
    loaded(number, 10, `${number}-1`),
    early,
    wrong(early),
    emptied(`${number}-1`, 20, ['receiving', 'DLR-T']),
    emptied(`${number}-2`, 25, ['receiving', 'PORT-T']),
    loaded(number, 30, `${number}-2`),
  ]
}

/** Was taken off before its load was emptied, and went on another one: neither is true. */
function otherStory(number: string): Events {
  const received = at(number, 15, ['receiving', 'PORT-T'])
  const elsewhere = loaded(number, 18, `${number}-2`)
  return [
    loaded(number, 10, `${number}-1`),
    received,
    wrong(received),
    elsewhere,
    wrong(elsewhere),
    emptied(`${number}-1`, 20, ['receiving', 'DLR-T']),
  ]
}

/** Was put on by mistake, and the load was emptied twice. */
function wrongStory(number: string): Events {
  const put = loaded(number, 10, `${number}-1`)
  const again = emptied(`${number}-1`, 30, ['unloading', 'PORT-T'])
  return [
    put,
    wrong(put),
    emptied(`${number}-1`, 20, ['receiving', 'DLR-T']),
    again,
    loaded(number, 25, `${number}-1`),
    wrong(again),
  ]
}

const fields = `status statusSince whereabouts { kind place { id } since } shipment { id } timeline { nodes { status at place { id } } }`
const car = async (number: string) =>
  (await graph.data(`query ($n: ID!) { vehicleByProductionNumber(productionNumber: $n) { ${fields} } }`, { n: number }))
    .vehicleByProductionNumber

/** All that is told of the cars and loads whose ids begin so, each different one once. */
async function shown(prefix: string): Promise<readonly string[]> {
  const question = `query ($cars: String, $loads: String) {
    vehicles(first: 200, after: $cars) { nodes { productionNumber ${fields} } pageInfo { hasNextPage endCursor } }
    shipments(first: 200, after: $loads) { nodes { id status cars loadedAt departedAt arrivedAt } pageInfo { hasNextPage endCursor } }
  }`
  const seen = new Set<string>()
  let more: { cars?: string; loads?: string } | null = {}
  while (more !== null) {
    const { vehicles, shipments }: any = await graph.data(question, more)
    for (const { productionNumber, ...rest } of vehicles.nodes)
      if (productionNumber.startsWith(prefix)) seen.add(JSON.stringify(rest).replaceAll(productionNumber, 'CAR'))
    for (const { id, ...rest } of shipments.nodes)
      if (id.startsWith(prefix)) seen.add(`${id.slice(-2)} ${JSON.stringify(rest)}`)
    const ends = [vehicles.pageInfo, shipments.pageInfo]
    more = ends.some(({ hasNextPage }) => hasNextPage)
      ? { cars: vehicles.pageInfo.endCursor ?? more.cars, loads: shipments.pageInfo.endCursor ?? more.loads }
      : null
  }
  return [...seen].toSorted()
}

test.each([
  ['an emptying that counts, one that was wrong and one too early', 'A', 'X', story, ['IN_TRANSIT', 30, 2]],
  ['an emptying after a way off that never was', 'B', 'Y', otherStory, ['AT_DEALER', 20, null]],
  ['a car put on by mistake, and one emptying too many', 'C', 'W', wrongStory, ['IN_TRANSIT', 25, 1]],
] as const)(
  '%s end the same in all 720 orders of arrival',
  async (_, prefix, reference, eventsOfCar, [status, hour, on]) => {
    const told = `${reference}0`
    await capture(graph, [commissioned(told, 0)])
    for (const event of eventsOfCar(told)) await capture(graph, [event])
    expect(await car(told)).toMatchObject({
      status,
      statusSince: moment(hour),
      shipment: on === null ? null : { id: `${told}-${on}` },
    })
    await sendInAllOrders(graph, prefix, eventsOfCar)
    expect(await shown(prefix)).toEqual(await shown(reference))
  },
)
