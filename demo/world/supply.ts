import type { ModelLine } from './models.ts'
import { parts as spare } from './parts.ts'

/** Who makes what the plants build in. */
export interface Supplier {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly country: string
}

export const suppliers: readonly Supplier[] = [
  { id: 'SUP-SEATS', zh: '浦江座椅', en: 'Pujiang Seating', country: 'CN' },
  { id: 'SUP-POWER', zh: '江海动力', en: 'Jianghai Powertrain', country: 'CN' },
  { id: 'SUP-CELLS', zh: '长江电池', en: 'Changjiang Cells', country: 'CN' },
  { id: 'SUP-CHASSIS', zh: '齐鲁底盘', en: 'Qilu Chassis', country: 'CN' },
  { id: 'SUP-ELECTRONICS', zh: '东湖电子', en: 'East Lake Electronics', country: 'CN' },
  { id: 'SUP-PAINT', zh: '莱茵涂料', en: 'Rhein Lacke', country: 'DE' },
]

/** A part that is bought. */
export interface BoughtPart {
  readonly number: string
  readonly zh: string
  readonly en: string
  readonly supplier: string
  /** Calendar days from order to receipt. */
  readonly leadDays: number
  readonly lot: number
}

const bought = (supplier: string, rows: string): readonly BoughtPart[] =>
  rows.split('|').map(row => {
    const [number = '', zh = '', leadDays, lot, ...en] = row.trim().split(' ')
    return { number, zh, en: en.join(' '), supplier, leadDays: Number(leadDays), lot: Number(lot) }
  })

const spares = (supplier: string, leadDays: number, kinds: readonly (keyof typeof spare)[]): readonly BoughtPart[] =>
  kinds.map(kind => ({ ...spare[kind], supplier, leadDays, lot: 24 }))

/** What is bought; those of the spare parts that a new car carries too are among it. */
export const boughtParts: readonly BoughtPart[] = [
  ...bought(
    'SUP-SEATS',
    '26100101 座椅骨架 3 20 Seat frame|26100102 座椅发泡 2 50 Seat foam|26100103 座椅织物 4 100 Seat fabric|26100104 座椅真皮 12 50 Seat leather',
  ),
  ...bought(
    'SUP-POWER',
    '26200101 发动机缸体 7 10 Cylinder block|26200102 涡轮增压器 9 10 Turbocharger|26200103 变速箱 8 10 Gearbox|26200104 驱动电机 8 5 Drive motor',
  ),
  ...bought('SUP-CELLS', '26300101 电芯模组 10 16 Cell module|26300102 电池管理器 6 10 Battery controller'),
  ...bought('SUP-CHASSIS', '26400101 18英寸轮毂 4 40 18-inch wheel|26400102 20英寸轮毂 6 20 20-inch wheel'),
  ...bought(
    'SUP-ELECTRONICS',
    '26500101 扬声器 3 60 Speaker|26500102 功率放大器 5 10 Amplifier|26500103 激光雷达 14 5 Lidar|26500104 线束 2 10 Wiring harness',
  ),
  ...bought(
    'SUP-PAINT',
    '26600101 底漆 5 200 Primer|26600102 白色漆 5 50 White base coat|26600103 黑色漆 5 50 Black base coat|26600104 银色漆 5 50 Silver base coat|26600105 蓝色漆 5 50 Blue base coat|26600106 红色漆 5 50 Red base coat|26600107 全景玻璃 6 10 Glass roof',
  ),
  ...spares('SUP-CHASSIS', 4, [
    'tyre',
    'frontPads',
    'rearPads',
    'frontDisc',
    'shockAbsorber',
    'brakeBooster',
    'tieRod',
  ]),
  ...spares('SUP-POWER', 5, ['oil', 'sparkPlug', 'coolant', 'coolantPump', 'fuelPump', 'compressor', 'battery']),
  ...spares('SUP-ELECTRONICS', 5, ['display', 'headlamp', 'inflator', 'chargePort']),
]

const spareNumbers = new Set<string>(Object.values(spare).map(part => part.number))

/** Whether a bought part is one of the spare parts, which are in the catalogue and on stock already. */
export const isSpare = ({ number }: BoughtPart): boolean => spareNumbers.has(number)

const seat = { number: '26000001', zh: '座椅总成', en: 'Seat' }
const engine = { number: '26000002', zh: '汽油发动机总成', en: 'Petrol engine' }
const pack = { number: '26000003', zh: '电池包', en: 'Battery pack' }

/** Parts that the plants put together of others. */
export const assemblies = [seat, engine, pack]

/** What one of something takes of a part. */
export interface BillLine {
  readonly part: string
  readonly quantity: number
  /** The share that is spoilt. @default 0 */
  readonly scrap?: number
  /** Only on cars with this option. */
  readonly option?: string
}

const lines = (rows: string): readonly BillLine[] =>
  rows.split('|').map(row => {
    const [part = '', quantity, option] = row.trim().split(' ')
    return { part, quantity: Number(quantity), ...(option === undefined ? {} : { option }) }
  })

/** What each assembly is made of. */
export const assemblyBills: readonly (readonly [assembly: string, lines: readonly BillLine[]])[] = [
  [
    seat.number,
    [
      { part: '26100101', quantity: 1 },
      { part: '26100102', quantity: 1.6, scrap: 0.05 },
    ],
  ],
  [
    engine.number,
    lines(`26200101 1|26200102 1|${spare.sparkPlug.number} 4|${spare.oil.number} 1|${spare.coolantPump.number} 1`),
  ],
  [pack.number, lines('26300101 12|26300102 1')],
]

const everyCar: readonly BillLine[] = [
  ...lines(`${seat.number} 5|26500104 1|${spare.tyre.number} 4|${spare.frontPads.number} 1|${spare.rearPads.number} 1`),
  ...lines(
    `${spare.frontDisc.number} 2|${spare.shockAbsorber.number} 2|${spare.brakeBooster.number} 1|${spare.tieRod.number} 2`,
  ),
  ...lines(
    `${spare.compressor.number} 1|${spare.battery.number} 1|${spare.display.number} 1|${spare.headlamp.number} 1`,
  ),
  ...lines(`${spare.inflator.number} 1|${spare.coolant.number} 2`),
  { part: '26600101', quantity: 3.5, scrap: 0.08 },
  ...lines(
    '26600102 2.6 COL-WHITE|26600103 2.4 COL-BLACK|26600104 2.5 COL-SILVER|26600105 2.5 COL-BLUE|26600106 3 COL-RED',
  ),
  ...lines('26100103 9 INT-BLACK|26100104 6.5 INT-BROWN|26400101 4 WHL-18|26400102 4 WHL-20|26600107 1 ROOF-GLASS'),
  ...lines('26500101 6 SND-BASE|26500101 14 SND-BOSE|26500102 1 SND-BOSE|26500103 1 AST-SUPER'),
]

const drive: Readonly<Record<ModelLine['powertrain'], readonly BillLine[]>> = {
  PETROL: lines(`${engine.number} 1|26200103 1|${spare.fuelPump.number} 1`),
  HYBRID: lines(`${engine.number} 1|26200103 1|${spare.fuelPump.number} 1|26200104 1|26300101 2`),
  ELECTRIC: lines(`${pack.number} 1|26200104 2|${spare.chargePort.number} 1`),
}

/** What a car of a model line is built from. */
export const billOf = ({ powertrain }: ModelLine): readonly BillLine[] => [...everyCar, ...drive[powertrain]]

const inAssemblies = new Map(assemblyBills)

/** What a car takes of a part at the most, whatever its model and options. */
export function mostOfCar(part: string): number {
  const taken = ({ part: other, quantity, scrap = 0 }: BillLine): number =>
    (quantity / (1 - scrap)) * (other === part ? 1 : Math.max(0, ...(inAssemblies.get(other) ?? []).map(taken)))
  return Math.max(0, ...[...everyCar, ...Object.values(drive).flat()].map(taken))
}
