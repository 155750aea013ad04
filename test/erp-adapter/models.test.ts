import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('a model tells its options, its route through the plant and its limits', async () => {
  const data = await graph.data(`{
    vehicleModel(code: "ENV") {
      code brand nameZh nameEn series modelYear plant { id nameZh country }
      options { code family standard }
      route { position station { id shop } required }
      qualityPlan { measure unit minimum maximum }
    }
  }`)
  expect(data).toEqual({
    vehicleModel: {
      code: 'ENV',
      brand: 'Buick',
      nameZh: '昂科威',
      nameEn: 'Envision',
      series: 'Envision',
      modelYear: 2027,
      plant: { id: 'PLANT-T', nameZh: '金桥工厂', country: 'CN' },
      options: [
        { code: 'RED', family: 'COLOUR', standard: false },
        { code: 'WHT', family: 'COLOUR', standard: true },
        { code: '2.0T', family: 'ENGINE', standard: true },
      ],
      route: [
        { position: 1, station: { id: 'T-BODY', shop: 'BODY' }, required: true },
        { position: 2, station: { id: 'T-PAINT', shop: 'PAINT' }, required: true },
        { position: 3, station: { id: 'T-TRIM', shop: 'ASSEMBLY' }, required: true },
        { position: 4, station: { id: 'T-TEST', shop: 'QUALITY' }, required: true },
      ],
      qualityPlan: [
        { measure: 'brake-force-front', unit: 'NEW', minimum: 3200, maximum: null },
        { measure: 'headlamp-tilt', unit: 'P1', minimum: 1, maximum: 1.5 },
      ],
    },
  })
})

test('plants and models are listed', async () => {
  const data = await graph.data(`{
    plants { id stations { id } }
    vehicleModels(first: 1) { nodes { code } pageInfo { hasNextPage } }
  }`)
  expect(data).toEqual({
    plants: [{ id: 'PLANT-T', stations: [{ id: 'T-BODY' }, { id: 'T-PAINT' }, { id: 'T-TEST' }, { id: 'T-TRIM' }] }],
    vehicleModels: { nodes: [{ code: 'ENV' }], pageInfo: { hasNextPage: false } },
  })
})

test('what is unknown is null, and no error', async () => {
  expect(
    await graph.ask(`{
      vehicle(vin: "1HGCM82633A004352") { vin productionNumber status }
      vehicleByProductionNumber(productionNumber: "none") { status }
      productionOrder(productionNumber: "none") { state }
      vehicleModel(code: "none") { brand }
      part(number: "none") { nameEn }
      buildSheet(productionNumber: "none") { productionOrder { state } }
      stationInstruction(station: "T-TRIM", tag: "none") { vehicle { status } }
      vehicles { nodes { vin } }
      stockReport { nodes { cars } }
      skippedStations { nodes { stations { id } } }
    }`),
  ).toEqual({
    data: {
      vehicle: null,
      vehicleByProductionNumber: null,
      productionOrder: null,
      vehicleModel: null,
      part: null,
      buildSheet: null,
      stationInstruction: null,
      vehicles: { nodes: [] },
      stockReport: { nodes: [] },
      skippedStations: { nodes: [] },
    },
  })
})
