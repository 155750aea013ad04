import type { Random } from './random.ts'

const trades: readonly (readonly [zh: string, en: string])[] = [
  ['汽车租赁', 'Car Rental'],
  ['出租汽车', 'Taxi'],
  ['出行科技', 'Mobility'],
  ['旅游客运', 'Travel'],
  ['物流', 'Logistics'],
  ['医药', 'Pharma'],
  ['建筑工程', 'Construction'],
  ['电子科技', 'Electronics'],
  ['国际酒店', 'Hotels'],
  ['会展服务', 'Events'],
]
const stems =
  '安顺 Anshun 宏达 Hongda 百川 Baichuan 启明 Qiming 金桥 Jinqiao 联众 Lianzhong 东升 Dongsheng 福临 Fulin 通途 Tongtu 华盛 Huasheng 卓越 Zhuoyue 万里 Wanli 正大 Zhengda 海纳 Haina'
    .match(/\S+ \S+/g)
    ?.map(pair => pair.split(' ')) ?? []

/** A company of a city that runs cars: 上海安顺汽车租赁有限公司. */
export function companyName(
  random: Random,
  city: { readonly zh: string; readonly en: string },
): { zh: string; en: string } {
  const [stem = '', stemEn = ''] = random.pick(stems)
  const [trade, tradeEn] = random.pick(trades)
  return { zh: `${city.zh}${stem}${trade}有限公司`, en: `${city.en} ${stemEn} ${tradeEn} Co., Ltd.` }
}
