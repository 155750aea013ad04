import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, carEvent, commissioned, measured, moment, repaired } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('a car goes from its tag to its buyer, and the graph tells the whole way', async () => {
  await capture(graph, [
    commissioned('C1', 0),
    atStation('C1', 1, 'T-BODY', { 'autograph:pass': 'in' }),
    atStation('C1', 2, 'T-BODY', { 'autograph:pass': 'out' }),
    atStation('C1', 3, 'T-PAINT'),
    atStation('C1', 4, 'T-TRIM', { 'autograph:vin': '1HGCM82633A004352', 'autograph:engineNumber': 'LTG-1' }),
    measured('C1', 5, 3000),
    repaired('C1', 6),
    measured('C1', 7, 3300),
    at('C1', 8, ['storing', 'YARD-T'], { disposition: 'sellable_not_accessible', 'autograph:sourceCode': '3800' }),
    at('C1', 9, ['staging_outbound', 'YARD-T']),
    at('C1', 10, ['departing', 'YARD-T'], { disposition: 'in_transit' }),
    at('C1', 20, ['storing', 'PORT-T']),
    at('C1', 21, ['departing', 'PORT-T']),
    at('C1', 30, ['receiving', 'DLR-T'], { disposition: 'sellable_accessible' }),
  ])
  const data = await graph.data(`{
    vehicle(vin: "1HGCM82633A004352") {
      productionNumber engineNumber bodyTag builtAt status statusSince availability blockedBy
      model { nameEn } plant { id }
      configuration { code family }
      whereabouts { kind since place { id nameEn dealer { id } } }
      timeline { nodes { status at sourceCode place { id } } pageInfo { hasNextPage } }
      stationHistory { station { id } enteredAt leftAt }
      qualityResults { at measure value verdict minimum }
      productionOrder { state erpStatuses actualStart actualEnd frozen skippedStations { id } reworks { at } salesOrder { id } }
    }
  }`)
  const passed = (id: string, hour: number, left: number | null = null) => ({
    station: { id },
    enteredAt: moment(hour),
    leftAt: left === null ? null : moment(left),
  })
  const came = (status: string, hour: number, place: string, sourceCode: string | null = null) => ({
    status,
    at: moment(hour),
    sourceCode,
    place: { id: place },
  })
  expect(data).toEqual({
    vehicle: {
      productionNumber: 'C1',
      engineNumber: 'LTG-1',
      bodyTag: 'urn:epc:id:giai:0614141.tag-C1',
      builtAt: moment(8),
      status: 'AT_DEALER',
      statusSince: moment(30),
      availability: 'AVAILABLE',
      blockedBy: [],
      model: { nameEn: 'Envision' },
      plant: { id: 'PLANT-T' },
      configuration: [
        { code: 'WHT', family: 'COLOUR' },
        { code: '2.0T', family: 'ENGINE' },
      ],
      whereabouts: {
        kind: 'DEALER',
        since: moment(30),
        place: { id: 'DLR-T', nameEn: 'Dealer', dealer: { id: 'dealer-t' } },
      },
      timeline: {
        nodes: [
          came('AT_DEALER', 30, 'DLR-T'),
          came('IN_TRANSIT', 10, 'YARD-T'),
          came('RELEASED', 9, 'YARD-T'),
          came('BUILT', 8, 'YARD-T', '3800'),
          came('QUALITY', 5, 'T-TEST'),
          came('ASSEMBLY', 4, 'T-TRIM'),
          came('PAINT', 3, 'T-PAINT'),
          came('BODY', 1, 'T-BODY'),
          came('BROADCAST', 0, 'PLANT-T'),
        ],
        pageInfo: { hasNextPage: false },
      },
      stationHistory: [passed('T-BODY', 1, 2), passed('T-PAINT', 3), passed('T-TRIM', 4), passed('T-TEST', 5)],
      qualityResults: [
        { at: moment(5), measure: 'brake-force-front', value: 3000, verdict: 'FAILED', minimum: 3200 },
        { at: moment(7), measure: 'brake-force-front', value: 3300, verdict: 'PASSED', minimum: 3200 },
      ],
      productionOrder: {
        state: 'COMPLETED',
        erpStatuses: ['REL', 'CNF', 'DLV'],
        actualStart: moment(0),
        actualEnd: moment(8),
        frozen: true,
        skippedStations: [],
        reworks: [{ at: moment(6) }],
        salesOrder: null,
      },
    },
  })
})

const askStatus = async (car: string) =>
  (
    await graph.data(
      `query ($car: ID!) {
        vehicleByProductionNumber(productionNumber: $car) {
          status availability blockedBy whereabouts { kind place { id } }
        }
      }`,
      { car },
    )
  ).vehicleByProductionNumber

test('a late event sorts itself in by the time that it happened', async () => {
  await capture(graph, [commissioned('C2', 0), at('C2', 10, ['storing', 'YARD-T'])])
  await capture(graph, [at('C2', 12, ['departing', 'YARD-T'])])
  await capture(graph, [at('C2', 11, ['staging_outbound', 'YARD-T']), atStation('C2', 5, 'T-PAINT')])
  expect(await askStatus('C2')).toEqual({
    status: 'IN_TRANSIT',
    availability: 'AVAILABLE',
    blockedBy: [],
    whereabouts: { kind: 'IN_TRANSIT', place: null },
  })
  const { vehicleByProductionNumber } = await graph.data(`{
    vehicleByProductionNumber(productionNumber: "C2") { timeline(first: 3) { nodes { status } pageInfo { endCursor } } }
  }`)
  expect(vehicleByProductionNumber.timeline.nodes).toEqual([
    { status: 'IN_TRANSIT' },
    { status: 'RELEASED' },
    { status: 'BUILT' },
  ])
  const rest = await graph.data(
    `query ($after: String) {
      vehicleByProductionNumber(productionNumber: "C2") { timeline(after: $after) { nodes { status } } }
    }`,
    { after: vehicleByProductionNumber.timeline.pageInfo.endCursor },
  )
  expect(rest.vehicleByProductionNumber.timeline.nodes).toEqual([{ status: 'PAINT' }, { status: 'BROADCAST' }])
})

test('a failed check holds the release until it passes', async () => {
  await capture(graph, [
    commissioned('C3', 0),
    measured('C3', 5, 1000),
    at('C3', 8, ['storing', 'YARD-T']),
    at('C3', 9, ['staging_outbound', 'YARD-T']),
  ])
  expect(await askStatus('C3')).toEqual({
    status: 'BUILT',
    availability: 'NOT_RELEASED',
    blockedBy: ['brake-force-front'],
    whereabouts: { kind: 'WAREHOUSE', place: { id: 'YARD-T' } },
  })
  await capture(graph, [repaired('C3', 10), measured('C3', 11, 3400)])
  expect(await askStatus('C3')).toMatchObject({ status: 'RELEASED', availability: 'AVAILABLE', blockedBy: [] })
})

test('an event declared in error no longer counts, whichever came first', async () => {
  const wrong = at('C4', 8, ['storing', 'YARD-T'])
  const declaration = {
    ...wrong,
    errorDeclaration: {
      declarationTime: moment(9),
      reason: 'urn:epcglobal:cbv:er:did_not_occur',
      correctiveEventIDs: [],
    },
  }
  await capture(graph, [commissioned('C4', 0), wrong])
  expect(await askStatus('C4')).toMatchObject({ status: 'BUILT' })
  await capture(graph, [declaration])
  expect(await askStatus('C4')).toMatchObject({ status: 'BROADCAST', whereabouts: { kind: 'PLANT' } })

  const other = at('C4', 8, ['departing', 'YARD-T'])
  await capture(graph, [{ ...other, errorDeclaration: { declarationTime: moment(9) } }])
  await capture(graph, [other])
  expect(await askStatus('C4')).toMatchObject({ status: 'BROADCAST' })
})

test('a tag is taken off and put on anew, and a work place finds the car by it', async () => {
  const body = { parentID: 'urn:epc:id:giai:0614141.body-C5', type: 'AssociationEvent' }
  await capture(graph, [
    commissioned('C5', 0, 'first'),
    carEvent('C5', 2, { ...body, action: 'DELETE', childEPCs: ['urn:epc:id:giai:0614141.first'] }),
    carEvent('C5', 3, { ...body, action: 'ADD', childEPCs: ['urn:epc:id:giai:0614141.second'] }),
    atStation('C5', 4, 'T-TRIM'),
  ])
  const data = await graph.data(`{
    first: stationInstruction(station: "T-TEST", tag: "urn:epc:id:giai:0614141.first") { vehicle { productionNumber } }
    second: stationInstruction(station: "T-TEST", tag: "urn:epc:id:giai:0614141.second") {
      vehicle { productionNumber } step { instructionEn } configuration { code } missing { id }
    }
    skippedStations { nodes { productionOrder { productionNumber } stations { id nameEn } } }
    buildSheet(productionNumber: "C5") {
      productionOrder { productionNumber }
      steps { step { station { id } } passedAt }
      qualityPlan { measure }
    }
  }`)
  expect(data.first).toBeNull()
  expect(data.second).toEqual({
    vehicle: { productionNumber: 'C5' },
    step: { instructionEn: 'Test the brakes.' },
    configuration: [{ code: 'WHT' }, { code: '2.0T' }],
    missing: [{ id: 'T-BODY' }, { id: 'T-PAINT' }],
  })
  expect(data.skippedStations.nodes).toContainEqual({
    productionOrder: { productionNumber: 'C5' },
    stations: [
      { id: 'T-BODY', nameEn: 'Body' },
      { id: 'T-PAINT', nameEn: 'Paint' },
    ],
  })
  expect(data.buildSheet).toEqual({
    productionOrder: { productionNumber: 'C5' },
    steps: [
      { step: { station: { id: 'T-BODY' } }, passedAt: null },
      { step: { station: { id: 'T-PAINT' } }, passedAt: null },
      { step: { station: { id: 'T-TRIM' } }, passedAt: moment(4) },
      { step: { station: { id: 'T-TEST' } }, passedAt: null },
    ],
    qualityPlan: [{ measure: 'brake-force-front' }, { measure: 'headlamp-tilt' }],
  })
})
