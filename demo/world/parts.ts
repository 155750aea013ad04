/** A spare part of the catalogue. */
export interface Part {
  readonly number: string
  readonly zh: string
  readonly en: string
  /** Retail price of one, CNY. */
  readonly price: number
}

/** Spare parts of real kinds with the numbers by which work is written down. */
export const parts = {
  oil: { number: '19351466', zh: '全合成机油 5W-30 4L', en: 'Engine oil 5W-30, 4 l', price: 398 },
  oilFilter: { number: '12684038', zh: '机油滤清器', en: 'Oil filter', price: 68 },
  airFilter: { number: '23321606', zh: '空气滤清器', en: 'Air filter', price: 142 },
  cabinFilter: { number: '13508023', zh: '空调滤清器', en: 'Cabin filter', price: 158 },
  brakeFluid: { number: '88958860', zh: '制动液 DOT4', en: 'Brake fluid DOT 4', price: 96 },
  frontPads: { number: '84682298', zh: '前制动摩擦片组', en: 'Front brake pads', price: 628 },
  rearPads: { number: '84593422', zh: '后制动摩擦片组', en: 'Rear brake pads', price: 546 },
  frontDisc: { number: '13529861', zh: '前制动盘', en: 'Front brake disc', price: 715 },
  sparkPlug: { number: '12647827', zh: '铱金火花塞', en: 'Iridium spark plug', price: 118 },
  battery: { number: '88865465', zh: '12V蓄电池 AGM', en: '12 V battery, AGM', price: 1_160 },
  tyre: { number: '84513706', zh: '轮胎 235/50R19', en: 'Tyre 235/50 R19', price: 1_080 },
  wiper: { number: '84215609', zh: '雨刮片总成', en: 'Wiper blades', price: 186 },
  coolant: { number: '12377919', zh: '冷却液 DEX-COOL', en: 'Coolant DEX-COOL', price: 210 },
  coolantPump: { number: '12710166', zh: '水泵总成', en: 'Coolant pump', price: 865 },
  fuelPump: { number: '13514736', zh: '燃油泵模块', en: 'Fuel pump module', price: 1_420 },
  display: { number: '85619870', zh: '中控显示屏总成', en: 'Centre display', price: 4_380 },
  windowRegulator: { number: '84487190', zh: '左前玻璃升降器', en: 'Front left window regulator', price: 612 },
  doorSeal: { number: '84736207', zh: '后尾门密封条', en: 'Tailgate seal', price: 236 },
  shockAbsorber: { number: '84801253', zh: '前减振器总成', en: 'Front shock absorber', price: 1_245 },
  frontBumper: { number: '84991527', zh: '前保险杠蒙皮', en: 'Front bumper cover', price: 1_690 },
  headlamp: { number: '85536418', zh: '左前大灯总成', en: 'Left headlamp', price: 3_260 },
  compressor: { number: '84718306', zh: '空调压缩机', en: 'Air-conditioning compressor', price: 2_980 },
  chargePort: { number: '24050417', zh: '充电口总成', en: 'Charge port', price: 1_340 },
  inflator: { number: '13592267', zh: '驾驶员安全气囊发生器', en: 'Driver airbag inflator', price: 1_880 },
  brakeBooster: { number: '13540988', zh: '电子制动助力器', en: 'Electronic brake booster', price: 5_120 },
  tieRod: { number: '84376511', zh: '转向横拉杆', en: 'Steering tie rod', price: 436 },
} as const satisfies Record<string, Part>

export type PartKey = keyof typeof parts
