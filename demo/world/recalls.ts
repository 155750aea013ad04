import { china, day, dayOf, today, type Moment } from './calendar.ts'
import { happened, isSold, type Car } from './car.ts'
import { parts, type Part } from './parts.ts'
import { randomFrom } from './random.ts'

/** Cars of some models and days of building that the maker calls back. */
export interface Recall {
  readonly id: string
  readonly title: string
  readonly remedy: string
  readonly modelCodes: readonly string[]
  /** Calendar days, both included. */
  readonly builtFrom: string
  readonly builtTo: string
  readonly openedAt: Moment
  readonly closedAt: Moment | null
  readonly operation: { readonly code: string; readonly description: string; readonly hours: number }
  readonly part: Part
  /** Of the cars sold, those that have been to the workshop for it. */
  readonly done: number
}

const years = (line: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${line}-${from + index}`)

/** Two open recalls and one that is closed. */
export const recalls: readonly Recall[] = [
  {
    id: 'RCL-2026-07',
    title: '电子制动助力器软件与硬件：低温下助力可能延迟',
    remedy: '检测制动助力器，更换不合格件并升级控制软件',
    modelCodes: [...years('ENV-S', 2024, 2026), ...years('ENV-P', 2024, 2026)],
    builtFrom: '2024-03-01',
    builtTo: '2025-08-31',
    openedAt: china('2026-07-15', 9),
    closedAt: null,
    operation: { code: 'R0707', description: '召回：制动助力器检测、更换及软件升级', hours: 1.5 },
    part: parts.brakeBooster,
    done: 0.38,
  },
  {
    id: 'RCL-2026-02',
    title: '燃油泵：内部短路可能导致行驶中动力中断',
    remedy: '免费更换燃油泵模块',
    modelCodes: [...years('GL8', 2021, 2024), ...years('REG', 2021, 2023)],
    builtFrom: '2021-01-01',
    builtTo: '2023-12-31',
    openedAt: china('2026-02-20', 9),
    closedAt: null,
    operation: { code: 'R0202', description: '召回：更换燃油泵模块', hours: 1.8 },
    part: parts.fuelPump,
    done: 0.64,
  },
  {
    id: 'RCL-2022-05',
    title: '驾驶员安全气囊：气体发生器可能异常破裂',
    remedy: '免费更换驾驶员安全气囊总成',
    modelCodes: [...years('ENV', 2017, 2018), ...years('LAC', 2017, 2018), ...years('MLB', 2017, 2018)],
    builtFrom: '2016-07-01',
    builtTo: '2018-06-30',
    openedAt: china('2022-05-12', 9),
    closedAt: china('2025-05-12', 17),
    operation: { code: 'R0505', description: '召回：更换驾驶员安全气囊', hours: 1.1 },
    part: parts.inflator,
    done: 0.97,
  },
]

export function isCovered(
  car: Car,
  { modelCodes, builtFrom, builtTo }: Pick<Recall, 'modelCodes' | 'builtFrom' | 'builtTo'>,
): boolean {
  const built = dayOf(car.builtAt)
  return happened(car.builtAt) && modelCodes.includes(car.model.code) && builtFrom <= built && built <= builtTo
}

/** A recall that covers a car, and when the workshop did its work; null while it is open. */
export interface CarRecall {
  readonly recall: Recall
  readonly doneAt: Moment | null
}

export const recallsOf = (car: Car, seed: number): CarRecall[] =>
  recalls.filter(recall => isCovered(car, recall)).map(recall => ({ recall, doneAt: doneAt(car, recall, seed) }))

function doneAt(car: Car, recall: Recall, seed: number): Moment | null {
  if (car.storied) return null
  const random = randomFrom(seed, 'recall', recall.id, car.place)
  const until = recall.closedAt ?? today
  const at = recall.openedAt + 5 * day + random.next() * (until - recall.openedAt - 6 * day)
  return isSold(car) && at > car.soldAt + day && random.chance(recall.done) ? at : null
}
