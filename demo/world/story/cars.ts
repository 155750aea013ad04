import { china } from '../calendar.ts'
import type { Car } from '../car.ts'
import { modelOf } from '../models.ts'
import { heroPlate, heroProductionNumber, heroVin, nextProductionNumber } from './hero.ts'
import type { Cast } from './people.ts'

/** Ordered in Chengdu, repaired at the plant, brought by rail and truck, sold, and sold on in Shanghai. */
export const heroCar = ({ chenJing, wangLei, chengdu, shanghai }: Cast): Car => ({
  place: -2,
  productionNumber: heroProductionNumber,
  vin: heroVin,
  model: modelOf('ENV-S-2025'),
  options: ['TRIM-FLAGSHIP', 'COL-BLUE', 'INT-BROWN', 'WHL-20', 'AST-SUPER', 'ROOF-GLASS', 'SND-BOSE'],
  dealer: chengdu,
  kind: 'BUILD',
  orderId: 'SO0000001',
  orderedAt: china('2024-09-06', 10, 30),
  startedAt: china('2024-11-04', 7, 40),
  builtAt: china('2024-11-07', 16, 10),
  releasedAt: china('2024-11-08', 11),
  shippedAt: china('2024-11-09', 8),
  arrivedAt: china('2024-11-14', 15, 30),
  failedMeasure: 'waterIngress',
  byRail: true,
  saleId: 'RS0000001',
  buyer: chenJing,
  soldAt: china('2024-11-22', 14),
  price: 296_800,
  plate: '川A·6Q519',
  satisfaction: 5,
  resale: {
    id: 'RU0000001',
    dealer: shanghai,
    buyer: wangLei,
    soldAt: china('2026-03-14', 11),
    price: 218_000,
    plate: heroPlate,
    satisfaction: 4,
  },
  storied: true,
  kmPerYear: 12_600,
})

/** Scheduled for the week after today; its VIN comes with the events of the examples. */
export const nextCar = ({ liuYang, shanghai }: Cast): Car => ({
  ...heroCar({ chenJing: liuYang, wangLei: liuYang, liuYang, chengdu: shanghai, shanghai }),
  place: -1,
  productionNumber: nextProductionNumber,
  vin: '',
  model: modelOf('ENV-S-2027'),
  options: ['TRIM-LUXURY', 'COL-WHITE', 'INT-BLACK', 'WHL-18', 'AST-SUPER', 'ROOF-GLASS', 'SND-BASE'],
  orderId: 'SO0000002',
  orderedAt: china('2026-10-19', 15, 20),
  startedAt: china('2026-11-24', 7, 30),
  builtAt: china('2026-11-27', 15),
  releasedAt: china('2026-11-28', 10),
  shippedAt: china('2026-11-28', 18),
  arrivedAt: china('2026-11-29', 14),
  failedMeasure: null,
  byRail: false,
  saleId: 'RS0000002',
  soldAt: china('2026-12-02', 11),
  price: 258_900,
  plate: '',
  satisfaction: null,
  resale: null,
  storied: true,
})
