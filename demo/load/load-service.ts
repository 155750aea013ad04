import { slotLength } from '../world/appointments.ts'
import { dayOf, iso, today } from '../world/calendar.ts'
import { isSold, vinNow } from '../world/car.ts'
import type { Case } from '../world/cases.ts'
import { holdingsOf } from '../world/holdings.ts'
import { models } from '../world/models.ts'
import { isCovered, recalls } from '../world/recalls.ts'
import { articles } from '../world/articles.ts'
import type { Row } from './copy-text.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import { recallWorkKey, type RecallWork } from './recall-work.ts'
import { loadServiceOrders } from './load-service-orders.ts'

/** Workshops, their work of ten years, what is booked, recalls and cases. */
export async function loadService(load: Load): Promise<void> {
  await loadStations(load)
  await loadCars(load)
  await loadAppointments(load)
  const done = await loadServiceOrders(load)
  await loadRecallVehicles(load, done)
  await loadCases(load)
}

const weekdays = [1, 2, 3, 4, 5, 6]

async function loadStations({ insert, world }: Load): Promise<void> {
  const stations = world.dealers.flatMap(dealer => dealer.stations)
  await insert(
    'service.station',
    rowsOf(stations, ({ id, dealerId, name, address, city, bays, technicians }) => ({
      id,
      dealer_id: dealerId,
      name,
      address,
      city: city.zh,
      region: city.province,
      time_zone: 'Asia/Shanghai',
      currency: 'CNY',
      bays,
      technicians: technicians.length,
      slot_minutes: slotLength / 60_000,
    })),
  )
  await insert(
    'service.opening_hours',
    manyRowsOf(stations, ({ id }) =>
      weekdays.map(weekday => ({ station_id: id, weekday, opens: '09:00', closes: '17:00' })),
    ),
  )
}

async function loadCars({ insert, world }: Load): Promise<void> {
  await insert(
    'service.covered_vehicle',
    manyRowsOf(world.cars, car => {
      const owner = holdingsOf(car).at(-1)
      if (vinNow(car) === null) return []
      return [
        {
          vin: car.vin,
          model_code: car.model.code,
          delivered_on: isSold(car) ? dayOf(car.soldAt) : null,
          dealer_id: isSold(car) ? car.dealer.id : null,
          owner_id: owner?.owner.id ?? null,
          owner_since: owner === undefined ? null : iso(owner.from),
        },
      ]
    }),
  )
  await insert(
    'service.warranty_terms',
    rowsOf(
      models.filter(({ line }) => line.powertrain === 'ELECTRIC'),
      ({ code }) => ({ model_code: code, valid_from: '2020-01-01', months: 96, km: 160_000 }),
    ),
  )
}

async function loadAppointments({ insert, world }: Load): Promise<void> {
  const booked = new Map<string, Row & { booked: number }>()
  for (const { station, startsAt, status } of world.appointments()) {
    if (status !== 'BOOKED') continue
    const key = `${station.id} ${startsAt}`
    const slot = booked.get(key)
    if (slot === undefined)
      booked.set(key, {
        station_id: station.id,
        starts_at: iso(startsAt),
        ends_at: iso(startsAt + slotLength),
        capacity: station.bays,
        booked: 1,
      })
    else slot.booked += 1
  }
  await insert('service.slot', booked.values())
  await insert(
    'service.appointment',
    rowsOf(world.appointments(), ({ id, car, customer, station, purpose, status, startsAt, createdAt }) => ({
      id,
      vin: car.vin,
      customer_id: customer.id,
      station_id: station.id,
      purpose,
      status,
      origin: status === 'PROPOSED' ? 'MAKER' : 'CALLER',
      starts_at: iso(startsAt),
      ends_at: iso(startsAt + slotLength),
      created_at: iso(createdAt),
    })),
  )
  await insert(
    'service.recall',
    rowsOf(recalls, ({ id, title, remedy, modelCodes, builtFrom, builtTo, openedAt, closedAt }) => ({
      id,
      title,
      remedy,
      status: closedAt === null ? 'OPEN' : 'CLOSED',
      model_codes: modelCodes,
      built_from: builtFrom,
      built_to: builtTo,
      opened_at: iso(openedAt),
      closed_at: closedAt === null ? null : iso(closedAt),
    })),
  )
}

async function loadRecallVehicles({ insert, world }: Load, done: RecallWork): Promise<void> {
  await insert(
    'service.recall_vehicle',
    manyRowsOf(world.cars, car =>
      recalls
        .filter(recall => vinNow(car) !== null && isCovered(car, recall))
        .map(recall => {
          const order = done.get(recallWorkKey(recall.id, car))
          const completed = order !== undefined && order.outAt !== null
          return {
            recall_id: recall.id,
            vin: car.vin,
            added_at: iso(Math.max(recall.openedAt, car.builtAt)),
            completed_at: completed ? iso(order.outAt ?? today) : null,
            service_order_id: completed ? order.id : null,
          }
        }),
    ),
  )
}

async function loadCases({ insert, world }: Load): Promise<void> {
  await insert('service.service_case', rowsOf(world.cases(), caseRow))
  await insert(
    'service.case_status_change',
    manyRowsOf(world.cases(), ({ id, changes }) =>
      changes.map(({ status, at, by, note }, index) => ({
        case_id: id,
        position: index + 1,
        status,
        at: iso(at),
        changed_by: by,
        note,
      })),
    ),
  )
  await insert(
    'service.case_message',
    manyRowsOf(world.cases(), ({ id, messages }) =>
      messages.map(({ author, name, body, at }, index) => ({
        id: `${id}-M${index + 1}`,
        case_id: id,
        author,
        author_name: name,
        body,
        at: iso(at),
      })),
    ),
  )
  await insert(
    'service.knowledge_article',
    rowsOf(articles, ({ id, title, body, tags, author, writtenAt }) => ({
      id,
      title,
      body,
      tags,
      author,
      created_at: iso(writtenAt),
      updated_at: iso(writtenAt),
    })),
  )
}

const caseRow = (each: Case): Row => ({
  id: each.id,
  kind: each.kind,
  priority: each.priority,
  status: each.status,
  subject: each.subject,
  customer_id: each.customer.id,
  vin: each.car.vin,
  station_id: each.station?.id ?? null,
  resolution: each.resolution,
  sla_minutes: each.slaMinutes,
  opened_at: iso(each.openedAt),
})
