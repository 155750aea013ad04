import { agents } from '../agents.ts'
import { china } from '../calendar.ts'
import type { Car } from '../car.ts'
import type { ConsentEntry } from '../consents.ts'
import type { Lead } from '../leads.ts'
import type { Reach } from '../reach.ts'
import type { Touchpoint } from '../touchpoints.ts'
import type { Cast } from './people.ts'

/** The visit from which the hero's order came, and the test drive that its owner asks for now. */
export const heroLeads = (car: Car, { chenJing, wangLei, chengdu, shanghai }: Cast): Lead[] => [
  {
    id: 'LD000001-0',
    channel: 'DEALER_VISIT',
    status: 'CONVERTED',
    customer: chenJing,
    contactName: chenJing.displayName,
    phone: chenJing.phone,
    modelCode: car.model.code,
    dealer: chengdu,
    campaignId: null,
    message: '到店试驾昂科威S，想要星夜蓝、全景天窗',
    capturedAt: china('2024-08-17', 15),
    respondedAt: china('2024-08-17', 15, 6),
    closedAt: china('2024-09-06', 10, 30),
    lostReason: null,
    car,
  },
  {
    id: 'LD000001-1',
    channel: 'WEB',
    status: 'RESPONDED',
    customer: wangLei,
    contactName: wangLei.displayName,
    phone: wangLei.phone,
    modelCode: 'E5-2027',
    dealer: shanghai,
    campaignId: null,
    message: '想试驾别克E5，家里第二台车',
    capturedAt: china('2026-11-14', 20, 15),
    respondedAt: china('2026-11-15', 9, 20),
    closedAt: null,
    lostReason: null,
    car: null,
  },
]

/** Four departments spoke with the owner. */
export function heroTouchpoints({ wangLei, shanghai }: Cast): Touchpoint[] {
  const line = (nth: number, rest: Omit<Touchpoint, 'id' | 'customer'>): Touchpoint => ({
    id: `TP-${wangLei.id}-${nth}`,
    customer: wangLei,
    ...rest,
  })
  const dealerId = shanghai.id
  return [
    line(1, {
      channel: 'DEALER_VISIT',
      direction: 'INBOUND',
      department: 'SALES',
      summary: '到店看二手车，试驾昂科威S',
      dealerId,
      at: china('2026-03-08', 14),
      by: wangLei.consultant,
    }),
    line(2, {
      channel: 'APP',
      direction: 'INBOUND',
      department: 'MARKETING',
      summary: '预约夏季空调免费检测',
      dealerId: null,
      at: china('2026-06-02', 12, 30),
      by: 'app',
    }),
    line(3, {
      channel: 'PHONE',
      direction: 'OUTBOUND',
      department: 'SERVICE',
      summary: '更换制动片后三日回访，客户满意',
      dealerId,
      at: china('2026-11-08', 10),
      by: shanghai.consultants[2] ?? '',
    }),
    line(4, {
      channel: 'WECHAT',
      direction: 'OUTBOUND',
      department: 'SALES',
      summary: '邀请试驾别克E5，客户希望周末',
      dealerId,
      at: china('2026-11-15', 9, 20),
      by: wangLei.consultant,
    }),
    line(5, {
      channel: 'PHONE',
      direction: 'INBOUND',
      department: 'CUSTOMER',
      summary: '致电客服，投诉制动异响再次出现',
      dealerId: null,
      at: china('2026-11-20', 9, 42),
      by: agents[1],
    }),
  ]
}

/** The owner of the hero booked when the summer campaign reached him. */
export const heroReach = (reach: Reach): Reach =>
  reach.campaign.id === 'CP-2026-SUMMER-1'
    ? { ...reach, response: 'BOOKED', respondedAt: china('2026-06-02', 12, 30) }
    : { ...reach, response: null, respondedAt: null }

/** What the people of the stories agreed to. */
export const castConsents = ({ chenJing, wangLei, liuYang }: Cast): ConsentEntry[] =>
  (
    [
      [chenJing, '2024-08-17'],
      [wangLei, '2026-03-08'],
      [liuYang, '2026-10-10'],
    ] as const
  ).flatMap(([customer, date]) =>
    (
      [
        ['SERVICE_REMINDER', 'ANY', null],
        ['MARKETING', 'SMS', null],
        ['MARKETING', 'WECHAT', null],
        ['DATA_SHARING', 'ANY', customer.dealer.id],
      ] as const
    ).map(([purpose, channel, dealerId], nth) => ({
      id: `CE-${customer.id}-${nth + 1}`,
      customer,
      given: true,
      purpose,
      channel,
      dealerId,
      proof: 'SIGNED_FORM' as const,
      at: china(date, 15, 30),
      by: customer.consultant,
    })),
  )
