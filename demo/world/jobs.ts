import type { PartKey } from './parts.ts'

/** Work that a workshop does in one visit, with the words that are written down for it. */
export interface Job {
  readonly code: string
  readonly kind: 'MAINTENANCE' | 'WEAR' | 'DEFECT' | 'ACCIDENT'
  readonly complaint: string
  readonly cause: string | null
  readonly operations: readonly (readonly [code: string, zh: string, hours: number])[]
  readonly parts: readonly (readonly [part: PartKey, quantity: number])[]
  readonly faultCode: string | null
  /** Of a hundred visits so many are for it. */
  readonly weight: number
  /** Cars it can be done on. */
  readonly powertrain?: 'COMBUSTION' | 'ELECTRIC'
}

const inspect = ['M0010', '全车常规检查', 0.4] as const

/** The work of workshops, the commonest first. */
export const jobs: readonly Job[] = [
  {
    code: 'MAINT-A',
    kind: 'MAINTENANCE',
    complaint: '到期保养（小保养）',
    cause: null,
    operations: [['M0100', '更换机油及机油滤清器', 0.6], inspect],
    parts: [
      ['oil', 1],
      ['oilFilter', 1],
    ],
    faultCode: null,
    weight: 42,
    powertrain: 'COMBUSTION',
  },
  {
    code: 'MAINT-B',
    kind: 'MAINTENANCE',
    complaint: '到期保养（大保养）',
    cause: null,
    operations: [
      ['M0100', '更换机油及机油滤清器', 0.6],
      ['M0120', '更换空气及空调滤清器', 0.5],
      ['M0140', '更换制动液', 0.8],
      inspect,
    ],
    parts: [
      ['oil', 1],
      ['oilFilter', 1],
      ['airFilter', 1],
      ['cabinFilter', 1],
      ['brakeFluid', 1],
    ],
    faultCode: null,
    weight: 16,
    powertrain: 'COMBUSTION',
  },
  {
    code: 'MAINT-EV',
    kind: 'MAINTENANCE',
    complaint: '电动车定期检查',
    cause: null,
    operations: [['M0300', '高压系统绝缘检测', 0.7], ['M0120', '更换空调滤清器', 0.3], inspect],
    parts: [['cabinFilter', 1]],
    faultCode: null,
    weight: 52,
    powertrain: 'ELECTRIC',
  },
  {
    code: 'BRAKE-F',
    kind: 'WEAR',
    complaint: '制动时前轮有异响',
    cause: '前制动片磨损到极限',
    operations: [
      ['B2100', '更换前制动摩擦片', 1.1],
      ['B2190', '路试', 0.3],
    ],
    parts: [['frontPads', 1]],
    faultCode: null,
    weight: 6,
  },
  {
    code: 'BRAKE-R',
    kind: 'WEAR',
    complaint: '仪表提示制动片磨损',
    cause: '后制动片磨损',
    operations: [['B2110', '更换后制动摩擦片', 1.2]],
    parts: [['rearPads', 1]],
    faultCode: 'C0277',
    weight: 4,
  },
  {
    code: 'TYRE',
    kind: 'WEAR',
    complaint: '更换轮胎并做四轮定位',
    cause: '胎纹深度低于1.6毫米',
    operations: [
      ['W3100', '更换轮胎及动平衡', 0.8],
      ['W3200', '四轮定位', 1],
    ],
    parts: [['tyre', 2]],
    faultCode: null,
    weight: 5,
  },
  {
    code: 'BATTERY',
    kind: 'WEAR',
    complaint: '早上无法启动',
    cause: '12V蓄电池容量不足',
    operations: [['E4100', '检测并更换12V蓄电池', 0.5]],
    parts: [['battery', 1]],
    faultCode: 'B1325',
    weight: 4,
  },
  {
    code: 'PLUGS',
    kind: 'WEAR',
    complaint: '怠速抖动',
    cause: '火花塞间隙过大',
    operations: [['P5100', '更换火花塞', 0.9]],
    parts: [['sparkPlug', 4]],
    faultCode: 'P0300',
    weight: 3,
    powertrain: 'COMBUSTION',
  },
  {
    code: 'WIPER',
    kind: 'WEAR',
    complaint: '雨刮刮不干净',
    cause: '雨刮胶条老化',
    operations: [['E4300', '更换雨刮片', 0.2]],
    parts: [['wiper', 1]],
    faultCode: null,
    weight: 3,
  },
  {
    code: 'COOLANT',
    kind: 'DEFECT',
    complaint: '水温偏高，车底有水迹',
    cause: '水泵密封渗漏',
    operations: [
      ['P5300', '更换水泵总成', 2.4],
      ['P5310', '冷却系统加压检漏', 0.6],
    ],
    parts: [
      ['coolantPump', 1],
      ['coolant', 2],
    ],
    faultCode: 'P0217',
    weight: 2,
    powertrain: 'COMBUSTION',
  },
  {
    code: 'FUEL',
    kind: 'DEFECT',
    complaint: '行驶中动力中断后恢复',
    cause: '燃油泵内部短路',
    operations: [['P5500', '更换燃油泵模块', 1.8]],
    parts: [['fuelPump', 1]],
    faultCode: 'P0231',
    weight: 2,
    powertrain: 'COMBUSTION',
  },
  {
    code: 'DISPLAY',
    kind: 'DEFECT',
    complaint: 'Centre display goes black while driving / 中控屏行驶中黑屏',
    cause: '显示屏控制板故障',
    operations: [
      ['E4700', '更换中控显示屏', 1.3],
      ['E4790', '软件编程', 0.7],
    ],
    parts: [['display', 1]],
    faultCode: 'U0253',
    weight: 2,
  },
  {
    code: 'WINDOW',
    kind: 'DEFECT',
    complaint: '左前车窗升降有异响',
    cause: '升降器拉索磨损',
    operations: [['D6100', '更换左前玻璃升降器', 1.1]],
    parts: [['windowRegulator', 1]],
    faultCode: null,
    weight: 2,
  },
  {
    code: 'LEAK',
    kind: 'DEFECT',
    complaint: '下雨后行李厢进水',
    cause: '尾门密封条变形',
    operations: [
      ['D6400', '更换尾门密封条', 0.8],
      ['D6490', '淋雨试验', 0.5],
    ],
    parts: [['doorSeal', 1]],
    faultCode: null,
    weight: 2,
  },
  {
    code: 'SHOCK',
    kind: 'DEFECT',
    complaint: '过减速带时前部咚咚响',
    cause: '前减振器漏油',
    operations: [
      ['W3400', '更换前减振器', 2.2],
      ['W3200', '四轮定位', 1],
    ],
    parts: [['shockAbsorber', 2]],
    faultCode: null,
    weight: 2,
  },
  {
    code: 'AIRCON',
    kind: 'DEFECT',
    complaint: '空调不制冷',
    cause: '压缩机电磁离合器失效',
    operations: [
      ['A7100', '更换空调压缩机', 2.6],
      ['A7190', '抽真空及加注制冷剂', 0.8],
    ],
    parts: [['compressor', 1]],
    faultCode: 'B3933',
    weight: 2,
  },
  {
    code: 'CHARGE',
    kind: 'DEFECT',
    complaint: 'Fast charging stops after a few minutes / 快充几分钟后中断',
    cause: '充电口温度传感器故障',
    operations: [['H8100', '更换充电口总成', 1.9]],
    parts: [['chargePort', 1]],
    faultCode: 'P0D5A',
    weight: 8,
    powertrain: 'ELECTRIC',
  },
  {
    code: 'ACCIDENT',
    kind: 'ACCIDENT',
    complaint: '前部碰撞，事故维修',
    cause: '追尾事故',
    operations: [
      ['K9100', '更换前保险杠', 2.5],
      ['K9200', '前保险杠喷漆', 4],
      ['K9300', '更换左前大灯', 0.9],
    ],
    parts: [
      ['frontBumper', 1],
      ['headlamp', 1],
    ],
    faultCode: null,
    weight: 4,
  },
]
