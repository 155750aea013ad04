import { china, type Moment } from './calendar.ts'

/** A campaign with its messages. */
export interface Campaign {
  readonly id: string
  readonly name: string
  readonly goal: 'ACQUIRE' | 'CONVERT' | 'RETAIN' | 'ACTIVATE' | 'DEEPEN' | 'WIN_BACK' | 'SATISFY' | 'LOYALTY'
  readonly segmentId: string
  /** Cars that a person must have bought before the launch to be of the segment. */
  readonly purchasesNeeded: number
  readonly plannedAt: Moment
  /** Null while it is planned. */
  readonly launchedAt: Moment | null
  readonly completed: boolean
  readonly steps: readonly CampaignStep[]
  /** The version that it improves on, and what was learnt from it. */
  readonly improves: { readonly id: string; readonly lesson: string } | null
}

export interface CampaignStep {
  readonly channel: 'SMS' | 'WECHAT' | 'EMAIL'
  readonly template: string
  readonly afterDays: number
  /** Null while it is to be sent. */
  readonly sentAt: Moment | null
}

export const campaigns: readonly Campaign[] = [
  {
    id: 'CP-2026-SUMMER-1',
    name: '2026夏季关怀：空调免费检测',
    goal: 'RETAIN',
    segmentId: 'SG-OWNERS',
    purchasesNeeded: 1,
    plannedAt: china('2026-05-18', 10),
    launchedAt: china('2026-06-01', 9),
    completed: true,
    steps: [
      {
        channel: 'SMS',
        template: '尊敬的车主，六月到店免费检测空调系统，预约请回复1，退订回复T。',
        afterDays: 0,
        sentAt: china('2026-06-01', 10),
      },
    ],
    improves: null,
  },
  {
    id: 'CP-2026-SUMMER-2',
    name: '2026夏季关怀：微信预约版',
    goal: 'RETAIN',
    segmentId: 'SG-OWNERS',
    purchasesNeeded: 1,
    plannedAt: china('2026-07-01', 10),
    launchedAt: china('2026-07-13', 9),
    completed: true,
    steps: [
      {
        channel: 'WECHAT',
        template: '暑期出行前，请让您的爱车做一次免费检查，点击即可选择时段。',
        afterDays: 0,
        sentAt: china('2026-07-13', 10),
      },
    ],
    improves: { id: 'CP-2026-SUMMER-1', lesson: '短信预约率低；微信里直接选时段的车主预约更多。' },
  },
  {
    id: 'CP-2026-UPGRADE',
    name: '老车主置换：新能源试驾礼',
    goal: 'DEEPEN',
    segmentId: 'SG-LOYAL',
    purchasesNeeded: 2,
    plannedAt: china('2026-09-10', 10),
    launchedAt: china('2026-09-21', 9),
    completed: false,
    steps: [
      {
        channel: 'SMS',
        template: '感谢一路相伴，邀您试驾全新电动SUV，置换另享礼遇，退订回复T。',
        afterDays: 0,
        sentAt: china('2026-09-21', 10),
      },
      {
        channel: 'EMAIL',
        template: 'Your invitation to a test drive of the new electric SUV.',
        afterDays: 90,
        sentAt: null,
      },
    ],
    improves: null,
  },
  {
    id: 'CP-2026-WINTER',
    name: '2026冬季养护：电瓶与轮胎',
    goal: 'ACTIVATE',
    segmentId: 'SG-QUIET',
    purchasesNeeded: 1,
    plannedAt: china('2026-11-12', 10),
    launchedAt: null,
    completed: false,
    steps: [{ channel: 'SMS', template: '降温了，到店免费检测蓄电池与胎压，退订回复T。', afterDays: 0, sentAt: null }],
    improves: null,
  },
]
