/** A plant with its letters in station ids. */
export interface Plant {
  readonly id: string
  readonly short: string
  readonly zh: string
  readonly en: string
}

export const plants: readonly Plant[] = [
  { id: 'PLANT-JINQIAO', short: 'JQ', zh: '金桥工厂（上海）', en: 'Jinqiao plant, Shanghai' },
  { id: 'PLANT-YANTAI', short: 'YT', zh: '东岳工厂（烟台）', en: 'Dongyue plant, Yantai' },
  { id: 'PLANT-WUHAN', short: 'WH', zh: '武汉工厂', en: 'Wuhan plant' },
  { id: 'PLANT-CADILLAC', short: 'CA', zh: '凯迪拉克工厂（上海）', en: 'Cadillac plant, Shanghai' },
]

export type Shop = 'BODY' | 'PAINT' | 'ASSEMBLY' | 'QUALITY'

/** A station of the line: the same thirty in each plant. */
export interface LineStation {
  /** After the plant's letters: `BODY-01`. */
  readonly code: string
  readonly shop: Shop
  readonly zh: string
  readonly en: string
  readonly instructionZh: string
  readonly instructionEn: string
}

const shops: readonly (readonly [Shop, string])[] = [
  [
    'BODY',
    '底板焊装 Underbody|侧围焊装 Side panels|车身合拢 Framing|激光钎焊 Laser brazing|门盖装配 Closures|车身调整 Metal finish|白车身检验 Body inspection|身份刻印 VIN stamping',
  ],
  [
    'PAINT',
    '前处理电泳 Electrocoat|密封胶 Sealing|中涂 Primer|色漆 Base coat|清漆 Clear coat|漆面检查 Paint inspection',
  ],
  [
    'ASSEMBLY',
    '线束 Wiring harness|内饰 Trim|仪表台 Cockpit|玻璃 Glass|动力总成合装 Marriage|底盘 Chassis|轮胎 Wheels|油液加注 Fluids|座椅 Seats|软件刷写 Software',
  ],
  [
    'QUALITY',
    '四轮定位 Wheel alignment|灯光调整 Headlamp aim|转毂试验 Roll and brake test|淋雨试验 Water test|路试 Track test|终检 Final audit',
  ],
]

export const line: readonly LineStation[] = shops.flatMap(([shop, names]) =>
  names.split('|').map((name, index) => {
    const [zh = '', ...en] = name.split(' ')
    return {
      code: `${shop}-${String(index + 1).padStart(2, '0')}`,
      shop,
      zh,
      en: en.join(' '),
      instructionZh: `扫描车身标签，按作业单完成${zh}。`,
      instructionEn: `Scan the body tag and do ${en.join(' ').toLowerCase()} by the build sheet.`,
    }
  }),
)

export const stationId = (plant: Plant, station: LineStation): string => `${plant.short}-${station.code}`

export function plantOf(id: string): Plant {
  const plant = plants.find(each => each.id === id)
  if (plant === undefined) throw new Error(`no plant has the id ${id}`)
  return plant
}
