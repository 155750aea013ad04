import { agents } from './agents.ts'
import { china, type Moment } from './calendar.ts'

/** What helps the next who asks the same. */
export interface Article {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
  readonly author: string
  readonly writtenAt: Moment
}

export const articles: readonly Article[] = [
  {
    id: 'KA-0001',
    title: '制动异响的判断与处理',
    body: '低速制动尖叫多为摩擦片与制动盘表面共振。先检查摩擦片型号与磨损，清洁滑销，必要时打磨制动盘；更换摩擦片后需磨合约300公里。仍有异响时更换制动盘并请技术经理路试。',
    tags: ['制动', '异响', 'brake noise'],
    author: agents[1],
    writtenAt: china('2026-04-12', 11),
  },
  {
    id: 'KA-0002',
    title: '中控屏黑屏：升级与更换判断',
    body: '先读取故障码U0253并确认软件版本。低于3.2版本的先升级；升级后仍黑屏的更换显示屏总成并重新编程。',
    tags: ['中控屏', '黑屏', 'display'],
    author: agents[2],
    writtenAt: china('2026-06-03', 15),
  },
  {
    id: 'KA-0003',
    title: 'Fast charging stops: what to check first',
    body: 'Ask for the charger, its power and the battery temperature. Read P0D5A. Clean the charge port; if the temperature sensor is implausible, replace the charge port.',
    tags: ['charging', 'electric', '快充'],
    author: agents[3],
    writtenAt: china('2026-05-20', 10),
  },
  {
    id: 'KA-0004',
    title: '保养周期速查',
    body: '燃油车：每12个月或10000公里，以先到者为准；首保6个月或5000公里。电动车：每12个月或20000公里检查高压绝缘与冷却液。',
    tags: ['保养', '周期', 'maintenance'],
    author: agents[0],
    writtenAt: china('2026-02-18', 9),
  },
  {
    id: 'KA-0005',
    title: '召回 RCL-2026-07 客户沟通要点',
    body: '说明低温下制动助力可能延迟，检测约半小时，不合格件免费更换，升级软件一小时。到店前可继续驾驶，但请避免低温首启后急刹。',
    tags: ['召回', '制动助力器', 'recall'],
    author: agents[4],
    writtenAt: china('2026-07-16', 14),
  },
]
