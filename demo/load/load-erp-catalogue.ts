import { waypoints } from '../world/logistics.ts'
import { models } from '../world/models.ts'
import { options } from '../world/options.ts'
import { parts } from '../world/parts.ts'
import { line, plantOf, plants, stationId } from '../world/plants.ts'
import { checks } from '../world/quality-plan.ts'
import { randomFrom } from '../world/random.ts'
import type { Row } from './copy-text.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'

/** What the catalogue needs of a world, and where it goes. */
export type CatalogueLoad = Pick<Load, 'insert'> & { readonly world: Pick<Load['world'], 'dealers' | 'seed'> }

/** Plants, stations, yards, models with their routes and quality plans, parts with their stock. */
export async function loadErpCatalogue({ insert, world }: CatalogueLoad): Promise<void> {
  const ways = waypoints(world.dealers)
  await insert('erp_adapter.place', [
    ...plants.map(({ id, zh, en }) => place({ id, kind: 'PLANT', name_zh: zh, name_en: en })),
    ...plants.flatMap(plant =>
      line.map(station =>
        place({
          id: stationId(plant, station),
          kind: 'STATION',
          name_zh: station.zh,
          name_en: station.en,
          plant_id: plant.id,
          shop: station.shop,
        }),
      ),
    ),
    ...ways.map(({ id, kind, zh, en, plantId, dealerId }) =>
      place({ id, kind, name_zh: zh, name_en: en, plant_id: plantId, dealer_id: dealerId }),
    ),
  ])
  await insert(
    'erp_adapter.vehicle_model',
    rowsOf(models, ({ code, line: series, year, zh, en }) => ({
      code,
      brand: series.brand,
      name_zh: zh,
      name_en: en,
      series: series.en,
      model_year: year,
      plant_id: series.plant,
    })),
  )
  await insert(
    'erp_adapter.model_option',
    manyRowsOf(models, ({ code }) =>
      options.map(option => ({
        model_code: code,
        code: option.code,
        family: option.family,
        choice_zh: option.zh,
        choice_en: option.en,
        standard: option.price === 0,
      })),
    ),
  )
  await insert(
    'erp_adapter.route_step',
    manyRowsOf(models, ({ code, line: series }) =>
      line.map((station, index) => ({
        model_code: code,
        position: index + 1,
        station_id: stationId(plantOf(series.plant), station),
        required: true,
        instruction_zh: station.instructionZh,
        instruction_en: station.instructionEn,
      })),
    ),
  )
  await insert(
    'erp_adapter.quality_limit',
    manyRowsOf(models, ({ code }) =>
      checks.map(({ measure, unit, minimum, maximum }) => ({ model_code: code, measure, unit, minimum, maximum })),
    ),
  )
  await loadParts({ insert, world }, [...plants.map(plant => plant.id), ...ways.map(way => way.id)])
}

const place = (row: Row): Row => ({
  plant_id: null,
  shop: null,
  dealer_id: null,
  country: 'CN',
  time_zone: 'Asia/Shanghai',
  ...row,
})

async function loadParts({ insert, world }: CatalogueLoad, places: readonly string[]): Promise<void> {
  const all = Object.values(parts)
  await insert(
    'erp_adapter.part',
    rowsOf(all, ({ number, zh, en }) => ({ number, name_zh: zh, name_en: en })),
  )
  await insert(
    'erp_adapter.part_stock',
    manyRowsOf(
      places.filter(id => !id.startsWith('RAIL')),
      id =>
        all.map(({ number }) => {
          const random = randomFrom(world.seed, 'stock', id, number)
          const onHand = id.startsWith('DEALER') ? random.int(0, 40) : random.int(150, 2_500)
          return {
            part_number: number,
            place_id: id,
            on_hand: onHand,
            reserved: Math.floor(onHand * random.next() * 0.4),
          }
        }),
    ),
  )
}
