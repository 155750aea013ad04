import { chineseName } from './names.ts'
import { cities, type City } from './places.ts'
import type { Profile } from './profile.ts'
import { randomFrom } from './random.ts'

/** A workshop; every dealer has one, some a second one across the town. */
export interface Station {
  readonly id: string
  readonly dealerId: string
  readonly name: string
  readonly city: City
  readonly address: string
  readonly bays: number
  readonly technicians: readonly string[]
}

/** A 4S store: sale, spare parts, service, survey. */
export interface Dealer {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly city: City
  readonly street: string
  readonly postalCode: string
  readonly phone: string
  /** Who looks after customers there. */
  readonly consultants: readonly string[]
  readonly stations: readonly Station[]
}

const stems =
  '浦江 Pujiang 瑞丰 Ruifeng 金鼎 Jinding 华骏 Huajun 嘉和 Jiahe 天成 Tiancheng 鸿泰 Hongtai 远达 Yuanda 申众 Shenzhong 恒运 Hengyun 锦程 Jincheng 博骏 Bojun 长信 Changxin 新亚 Xinya 中亿 Zhongyi 国润 Guorun'
    .match(/\S+ \S+/g)
    ?.map(pair => pair.split(' ')) ?? []
const roads = '龙阳路 中山北路 人民路 解放大道 迎宾大道 建设路 科技路 机场路 环城西路 长江路 世纪大道 汽车城路'.split(
  ' ',
)

/** The dealers, D001 in Shanghai first, then over the cities by the size of their markets. */
export function makeDealers({ dealers }: Profile, seed: number): Dealer[] {
  const perCity = new Map<string, number>()
  return cityOfEach(dealers).map((city, place) => {
    const nth = perCity.get(city.zh) ?? 0
    perCity.set(city.zh, nth + 1)
    return makeDealer({ city, place, nth, seed })
  })
}

/** Gives each next dealer to the city whose market is the largest for the dealers that it has. */
function cityOfEach(count: number): City[] {
  const had = new Map<City, number>()
  return Array.from({ length: count }, () => {
    const room = (city: City): number => city.weight / (1 + (had.get(city) ?? 0) * 1.5)
    const city = cities.reduce((best, each) => (room(each) > room(best) ? each : best))
    had.set(city, (had.get(city) ?? 0) + 1)
    return city
  })
}

interface Site {
  readonly city: City
  readonly place: number
  /** Dealers in the city before this one. */
  readonly nth: number
  readonly seed: number
}

function makeDealer({ city, place, nth, seed }: Site): Dealer {
  const random = randomFrom(seed, 'dealer', place)
  const number = String(place + 1).padStart(3, '0')
  const [stem = '', stemEn = ''] = stems[(place + nth * 5) % stems.length] ?? []
  const street = `${random.pick(city.districts)}${random.pick(roads)}${random.int(1, 1999)}号`
  const people = (count: number): string[] =>
    Array.from({ length: count }, () => chineseName(random, random.chance(0.4) ? 'F' : 'M').full)
  const station = (suffix: string, kind: string, bays: number): Station => ({
    id: `S${number}${suffix}`,
    dealerId: `D${number}`,
    name: `${city.zh}${stem}${kind}`,
    city,
    address: suffix === '' ? street : `${random.pick(city.districts)}${random.pick(roads)}${random.int(1, 1999)}号`,
    bays,
    technicians: people(bays),
  })
  return {
    id: `D${number}`,
    name: `${city.zh}${stem}汽车销售服务有限公司`,
    nameEn: `${city.en} ${stemEn} Auto`,
    city,
    street,
    postalCode: city.postalPrefix.padEnd(6, '0'),
    phone: `+86400${String(8_200_000 + place * 137)}`,
    consultants: people(5),
    stations: [
      station('', '特约售后服务中心', random.int(6, 14)),
      ...(place % 4 === 0 ? [station('B', '快修店', 4)] : []),
    ],
  }
}
