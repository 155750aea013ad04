import { captureEvents } from '../../subgraphs/erp-adapter/ingest/capture-events.ts'
import { iso, today } from '../world/calendar.ts'
import type { FactoryEvent } from '../world/factory-event.ts'
import { acceptedAt, orderOf, scheduledAt } from '../world/orders.ts'
import { isCovered, recalls } from '../world/recalls.ts'
import { vinNow } from '../world/car.ts'
import { epcisEvent } from './epcis-event.ts'
import { loadErpCatalogue } from './load-erp-catalogue.ts'
import { loadMaterial } from './load-material.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import { databaseIn } from './owner-connection.ts'

/** What the plants are and build; each car's status derives from its events, which go the way of the factory's own. */
export async function loadErpAdapter(load: Load): Promise<void> {
  await loadErpCatalogue(load)
  await loadProduction(load)
  await captureAll(load)
  await loadMaterial(load)
  await loadRecalls(load)
}

async function loadProduction({ insert, world }: Load): Promise<void> {
  await insert(
    'erp_adapter.production_order',
    rowsOf(world.cars, car => ({
      production_number: car.productionNumber,
      model_code: car.model.code,
      plant_id: car.model.line.plant,
      option_codes: car.options,
      planned_start: iso(car.startedAt),
      planned_end: iso(car.builtAt),
      change_freeze_at: iso(scheduledAt(car)),
      route_version: 1,
      quality_version: 1,
      created_at: iso(Math.min(acceptedAt(car), today)),
    })),
  )
  await insert(
    'erp_adapter.vehicle',
    rowsOf(world.cars, car => ({
      production_number: car.productionNumber,
      model_code: car.model.code,
      colour: car.options.find(code => code.startsWith('COL-')) ?? null,
      order_id: orderOf(car, world.seed)?.id ?? null,
      dealer_id: orderOf(car, world.seed) === null ? null : car.dealer.id,
      status: 'ORDERED',
      status_since: iso(car.orderedAt),
      erp_statuses: [],
      whereabouts: 'IN_TRANSACTION',
      whereabouts_since: iso(car.orderedAt),
      availability: 'NOT_RELEASED',
      blocked_by: [],
    })),
  )
}

/** Events of one capture at the least; a car's events are never parted. */
const captured = 3000

async function captureAll({ as, world, wrote }: Load): Promise<void> {
  await as('erp_adapter', async tx => {
    const db = databaseIn(tx)
    for (const events of byCars(world.factoryEvents())) {
      await captureEvents(db, events.map(epcisEvent), { silent: true, keepRecordTime: true })
      wrote('erp_adapter.event_log', events.length)
    }
  })
}

function* byCars(all: Iterable<FactoryEvent>): Generator<FactoryEvent[]> {
  let part: FactoryEvent[] = []
  for (const event of all) {
    if (part.length >= captured && part.at(-1)?.productionNumber !== event.productionNumber) {
      yield part
      part = []
    }
    part.push(event)
  }
  if (part.length > 0) yield part
}

async function loadRecalls({ insert, world }: Load): Promise<void> {
  await insert(
    'erp_adapter.open_recall',
    rowsOf(recalls, ({ id, modelCodes, builtFrom, builtTo }) => ({
      recall_id: id,
      model_codes: modelCodes,
      built_from: builtFrom,
      built_to: builtTo,
    })),
  )
  await insert(
    'erp_adapter.recall_scope',
    manyRowsOf(world.cars, car =>
      recalls
        .filter(recall => vinNow(car) !== null && isCovered(car, recall))
        .map(recall => ({ recall_id: recall.id, vin: car.vin })),
    ),
  )
}
