import { makePlan } from '../../subgraphs/erp-adapter/material/make-plan.ts'
import { happened } from '../world/car.ts'
import { day, dayOf, today } from '../world/calendar.ts'
import { plants } from '../world/plants.ts'
import { randomFrom } from '../world/random.ts'
import { boughtParts, isSpare, mostOfCar } from '../world/supply.ts'
import { loadSupply } from './load-supply.ts'
import { rowsOf, type Load } from './load.ts'

/** Days for which the plants plan. */
const horizon = 60

/** What cars are built from, who supplies it, what is there and comes, and what each plant plans to order. */
export async function loadMaterial(load: Load): Promise<void> {
  await loadSupply(load)
  await loadStock(load)
  await load.as('erp_adapter', async tx => {
    for (const { id, short } of plants)
      await makePlan(tx, {
        planId: `material-plan-${short}`,
        plantId: id,
        fromDay: dayOf(today),
        days: horizon,
        now: new Date(today),
        by: 'planner@demo',
      })
  })
}

/** Stock lasts for the cars that start before what is ordered today comes; purchases bring some of the rest. */
async function loadStock({ insert, world }: Load): Promise<void> {
  const starts = Map.groupBy(
    world.cars.filter(car => !happened(car.startedAt)),
    car => car.model.line.plant,
  )
  const stocked = plants.flatMap(plant =>
    boughtParts.map(part => {
      const random = randomFrom(world.seed, 'material', plant.id, part.number)
      const waiting = (starts.get(plant.id) ?? []).map(car => car.startedAt - today)
      const soon = waiting.filter(until => until < (part.leadDays + 2) * day).length
      return { plant: plant.id, part, random, soon, later: waiting.length - soon }
    }),
  )
  await insert(
    'erp_adapter.part_stock',
    rowsOf(
      stocked.filter(({ part }) => !isSpare(part)),
      ({ plant, part, random, soon }) => ({
        part_number: part.number,
        place_id: plant,
        on_hand: Math.ceil(soon * mostOfCar(part.number)) + random.int(0, 2),
        reserved: 0,
      }),
    ),
  )
  await insert(
    'erp_adapter.open_purchase',
    rowsOf(
      stocked.filter(({ random, later }) => later > 0 && random.chance(0.4)),
      ({ plant, part, random, later }) => ({
        number: `PO-${plant.slice(6, 8)}-${part.number}`,
        plant_id: plant,
        part_number: part.number,
        supplier_id: part.supplier,
        quantity: Math.ceil((later * random.int(1, 3)) / part.lot) * part.lot,
        due_on: dayOf(today + random.int(1, part.leadDays) * day),
      }),
    ),
  )
}
