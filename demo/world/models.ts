export type Brand = 'BUICK' | 'CHEVROLET' | 'CADILLAC'
export type Powertrain = 'PETROL' | 'HYBRID' | 'ELECTRIC'

/** A model line as long as it is built; each model year of it is a vehicle model of the catalogue. */
export interface ModelLine {
  /** Begins the model code: `ENV-S` in `ENV-S-2027`. */
  readonly code: string
  readonly brand: Brand
  readonly zh: string
  readonly en: string
  readonly body: 'SUV' | 'SEDAN' | 'MPV'
  readonly powertrain: Powertrain
  readonly plant: string
  /** World manufacturer identifier, the VIN's first three characters. */
  readonly wmi: string
  /** Positions 4 to 8 of the VIN. */
  readonly vds: string
  /** List price of the model year 2027, whole CNY. */
  readonly price: number
  /** First and last model year. */
  readonly years: readonly [first: number, last: number]
  /** How many of a hundred cars are of it, while it is built. */
  readonly weight: number
  /** Whether companies buy it by the dozen. */
  readonly fleet: boolean
}

type Row = readonly [code: string, zh: string, en: string, rest: string]

/** brand body powertrain plant wmi vds price years weight, then "fleet" */
const rows: readonly Row[] = [
  ['ENV-S', '昂科威S', 'Envision S', 'BUICK SUV PETROL PLANT-JINQIAO LRB FXCS1 229900 2021-2027 16'],
  ['ENV-P', '昂科威Plus', 'Envision Plus', 'BUICK SUV PETROL PLANT-JINQIAO LRB FXDP2 249900 2021-2027 11'],
  ['ENV', '昂科威', 'Envision', 'BUICK SUV PETROL PLANT-YANTAI LSG EXBA3 219900 2016-2021 16'],
  ['GL8', 'GL8 陆尊', 'GL8 Luzun', 'BUICK MPV HYBRID PLANT-WUHAN LSG UL8GD 329900 2016-2027 20 fleet'],
  ['REG', '君威', 'Regal', 'BUICK SEDAN PETROL PLANT-JINQIAO LSG GZ5TL 179900 2016-2027 9 fleet'],
  ['LAC', '君越', 'LaCrosse', 'BUICK SEDAN PETROL PLANT-JINQIAO LSG ZR5NX 209900 2016-2027 8'],
  ['E5', 'E5', 'Electra E5', 'BUICK SUV ELECTRIC PLANT-WUHAN LSG EE5EV 199900 2023-2027 9'],
  ['MZA', '科鲁泽', 'Monza', 'CHEVROLET SEDAN PETROL PLANT-YANTAI LSG KE54H 99900 2019-2027 9 fleet'],
  ['MLB', '迈锐宝XL', 'Malibu XL', 'CHEVROLET SEDAN PETROL PLANT-WUHAN LSG ZJ5TA 174900 2016-2026 7'],
  ['EQX', '探界者', 'Equinox', 'CHEVROLET SUV PETROL PLANT-WUHAN LSG XPEX7 194900 2017-2027 7'],
  ['CT5', 'CT5', 'CT5', 'CADILLAC SEDAN PETROL PLANT-CADILLAC LRE DN5RX 289700 2020-2027 7'],
  ['XT5', 'XT5', 'XT5', 'CADILLAC SUV PETROL PLANT-CADILLAC LRE NA5XT 349900 2016-2027 7'],
  ['LYQ', '锐歌', 'Lyriq', 'CADILLAC SUV ELECTRIC PLANT-CADILLAC LRE LYREV 429700 2022-2027 4'],
]

const brands: Readonly<Record<string, Brand>> = { BUICK: 'BUICK', CHEVROLET: 'CHEVROLET', CADILLAC: 'CADILLAC' }
const bodies: Readonly<Record<string, ModelLine['body']>> = { SUV: 'SUV', SEDAN: 'SEDAN', MPV: 'MPV' }
const powertrains: Readonly<Record<string, Powertrain>> = { PETROL: 'PETROL', HYBRID: 'HYBRID', ELECTRIC: 'ELECTRIC' }

export const modelLines: readonly ModelLine[] = rows.map(([code, zh, en, rest]) => {
  const [brand = '', body = '', powertrain = '', plant = '', wmi = '', vds = '', price, years = '', weight, fleet] =
    rest.split(' ')
  const [first, last] = years.split('-')
  return {
    code,
    zh,
    en,
    plant,
    wmi,
    vds,
    brand: brands[brand] ?? 'BUICK',
    body: bodies[body] ?? 'SEDAN',
    powertrain: powertrains[powertrain] ?? 'PETROL',
    price: Number(price),
    years: [Number(first), Number(last)],
    weight: Number(weight),
    fleet: fleet === 'fleet',
  }
})

export const brandNames: Readonly<Record<Brand, { readonly zh: string; readonly en: string }>> = {
  BUICK: { zh: '别克', en: 'Buick' },
  CHEVROLET: { zh: '雪佛兰', en: 'Chevrolet' },
  CADILLAC: { zh: '凯迪拉克', en: 'Cadillac' },
}

/** A model line in one of its years. */
export interface VehicleModel {
  readonly code: string
  readonly line: ModelLine
  readonly year: number
  readonly zh: string
  readonly en: string
  /** Whole CNY. */
  readonly listPrice: number
}

/** The model year 2016 cost a ninth less than that of 2027. */
const priceOf = (line: ModelLine, year: number): number =>
  Math.round((line.price * (1 - (2027 - year) * 0.01)) / 1000) * 1000 - 100

export const models: readonly VehicleModel[] = modelLines.flatMap(line => {
  const [first, last] = line.years
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index
    return {
      code: `${line.code}-${year}`,
      line,
      year,
      zh: `${brandNames[line.brand].zh}${line.zh} ${year}款`,
      en: `${brandNames[line.brand].en} ${line.en} ${year}`,
      listPrice: priceOf(line, year),
    }
  })
})

const byCode = new Map(models.map(model => [model.code, model]))

export function modelOf(code: string): VehicleModel {
  const model = byCode.get(code)
  if (model === undefined) throw new Error(`no model has the code ${code}`)
  return model
}
