import type { VehicleModel } from './models.ts'
import type { Random } from './random.ts'

/** What a buyer can choose: of each family one option is on the car. */
export interface Option {
  readonly code: string
  readonly family: 'TRIM' | 'COLOUR' | 'INTERIOR' | 'WHEELS' | 'ASSISTANCE' | 'ROOF' | 'SOUND'
  readonly zh: string
  readonly en: string
  /** Added to the list price, whole CNY; the standard option of a family costs nothing. */
  readonly price: number
  /** Of a hundred buyers so many take it. */
  readonly share: number
}

export const options: readonly Option[] = [
  { code: 'TRIM-ELITE', family: 'TRIM', zh: '精英型', en: 'Elite', price: 0, share: 50 },
  { code: 'TRIM-LUXURY', family: 'TRIM', zh: '豪华型', en: 'Luxury', price: 18_000, share: 38 },
  { code: 'TRIM-FLAGSHIP', family: 'TRIM', zh: '旗舰型', en: 'Flagship', price: 42_000, share: 12 },
  { code: 'COL-WHITE', family: 'COLOUR', zh: '珍珠白', en: 'Pearl white', price: 0, share: 42 },
  { code: 'COL-BLACK', family: 'COLOUR', zh: '碳晶黑', en: 'Carbon black', price: 1_000, share: 24 },
  { code: 'COL-SILVER', family: 'COLOUR', zh: '月光银', en: 'Moonlight silver', price: 1_000, share: 18 },
  { code: 'COL-BLUE', family: 'COLOUR', zh: '星夜蓝', en: 'Starry blue', price: 2_000, share: 10 },
  { code: 'COL-RED', family: 'COLOUR', zh: '波尔多红', en: 'Bordeaux red', price: 3_000, share: 6 },
  { code: 'INT-BLACK', family: 'INTERIOR', zh: '黑色织物', en: 'Black fabric', price: 0, share: 70 },
  { code: 'INT-BROWN', family: 'INTERIOR', zh: '棕色真皮', en: 'Brown leather', price: 8_000, share: 30 },
  { code: 'WHL-18', family: 'WHEELS', zh: '18英寸轮毂', en: '18-inch wheels', price: 0, share: 75 },
  { code: 'WHL-20', family: 'WHEELS', zh: '20英寸轮毂', en: '20-inch wheels', price: 6_000, share: 25 },
  { code: 'AST-BASE', family: 'ASSISTANCE', zh: '定速巡航', en: 'Cruise control', price: 0, share: 72 },
  { code: 'AST-SUPER', family: 'ASSISTANCE', zh: '超级辅助驾驶', en: 'Hands-free driving', price: 12_000, share: 28 },
  { code: 'ROOF-STEEL', family: 'ROOF', zh: '钢制车顶', en: 'Steel roof', price: 0, share: 65 },
  { code: 'ROOF-GLASS', family: 'ROOF', zh: '全景天窗', en: 'Panoramic roof', price: 7_000, share: 35 },
  { code: 'SND-BASE', family: 'SOUND', zh: '六扬声器音响', en: 'Six speakers', price: 0, share: 80 },
  { code: 'SND-BOSE', family: 'SOUND', zh: 'BOSE音响', en: 'Bose sound', price: 5_000, share: 20 },
]

const families = [...new Set(options.map(option => option.family))].map(family =>
  options.filter(option => option.family === family).map(option => [option, option.share] as const),
)
const priceByCode = new Map(options.map(option => [option.code, option.price]))

/** Options that cannot go together, beside those of one family. */
export const exclusions: readonly (readonly [option: string, other: string])[] = [['WHL-20', 'TRIM-ELITE']]

/** A configuration as buyers choose it: one option of each family, in the order of the families. */
export function chooseOptions(random: Random): string[] {
  const chosen = families.map(family => random.weighted(family).code)
  return chosen.includes('TRIM-ELITE') ? chosen.map(code => (code === 'WHL-20' ? 'WHL-18' : code)) : chosen
}

/** List price with the options, whole CNY. */
export const configuredPrice = (model: VehicleModel, chosen: readonly string[]): number =>
  chosen.reduce((sum, code) => sum + (priceByCode.get(code) ?? 0), model.listPrice)
