import { statement, type Reader } from './statement.ts'

interface CarRow {
  readonly vin: string
  readonly status: string
  readonly statusSince: Date
  readonly code: string
  readonly brand: string
  readonly nameEn: string
  readonly nameZh: string
  readonly modelYear: number
}

const readCars = statement<CarRow>(
  'fifty-cars',
  `select vin, status, status_since as "statusSince", code, brand, name_en as "nameEn", name_zh as "nameZh",
     model_year as "modelYear"
   from erp_adapter.vehicle join erp_adapter.vehicle_model on code = model_code
   where status = 'DELIVERED' order by status_since desc, production_number desc limit 51`,
)

interface OwnerRow {
  readonly vin: string
  readonly role: string
  readonly from: Date
  readonly id: string
  readonly displayName: string | null
}

const readOwners = statement<OwnerRow>(
  'fifty-owners',
  `select vin, role, valid_from as "from", customer_id as id, display_name as "displayName"
   from sales.vehicle_participant left join customer.customer on customer.id = customer_id
   where vin = any($1) and tstzrange(valid_from, valid_until) @> now()
   order by vin, valid_from desc, vehicle_participant.id desc`,
)

interface ServiceRow {
  readonly vin: string
  readonly id: string
  readonly status: string
  readonly inAt: Date
  readonly odometerKm: number
  readonly amount: string
  readonly currency: string
  readonly name: string
  readonly city: string
}

const readServices = statement<ServiceRow>(
  'fifty-services',
  `select last.* from unnest($1::text[]) as car (vin)
     cross join lateral (
       select service_order.vin, service_order.id, status, in_at as "inAt", odometer_km as "odometerKm",
         price_amount as amount, service_order.currency, station.name, station.city
       from service.service_order join service.station on station.id = station_id
       where service_order.vin = car.vin order by in_at desc, service_order.id desc limit 3) as last
   order by "inAt" desc, id desc`,
)

/** Answers fifty-cars.graphql: the cars, then at once whom they belong to and their last services. */
export async function fiftyCars(db: Reader): Promise<object> {
  const rows = await readCars(db)
  const cars = rows.slice(0, 50)
  const vins = cars.map(car => car.vin)
  const [owners, services] = await Promise.all([readOwners(db, vins), readServices(db, vins)])
  const ownersOf = Map.groupBy(owners, row => row.vin)
  const servicesOf = Map.groupBy(services, row => row.vin)
  return {
    vehicles: {
      nodes: cars.map(({ vin, status, statusSince, code, brand, nameEn, nameZh, modelYear }) => ({
        vin,
        status,
        statusSince,
        model: { code, brand, nameEn, nameZh, modelYear },
        owners: (ownersOf.get(vin) ?? []).map(({ role, from, id, displayName }) => ({
          role,
          from,
          customer: { id, displayName },
        })),
        serviceOrders: { nodes: (servicesOf.get(vin) ?? []).map(serviceOf) },
      })),
      pageInfo: { hasNextPage: rows.length > cars.length },
    },
  }
}

const serviceOf = ({ id, status, inAt, odometerKm, amount, currency, name, city }: ServiceRow): object => ({
  id,
  status,
  inAt,
  odometerKm,
  price: { amount, currency },
  station: { name, city },
})
