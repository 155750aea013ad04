import { agentName } from './agents.ts'
import { atHour, day, today, type Moment } from './calendar.ts'
import type { Customer } from './customers.ts'
import { randomFrom } from './random.ts'

export type Channel = 'PHONE' | 'MAIL' | 'EMAIL' | 'SMS' | 'IM' | 'WECHAT' | 'WEB' | 'SOCIAL' | 'DEALER_VISIT' | 'APP'

/** A contact with a customer, from either side. */
export interface Touchpoint {
  readonly id: string
  readonly customer: Customer
  readonly channel: Channel
  readonly direction: 'INBOUND' | 'OUTBOUND'
  readonly department: 'CUSTOMER' | 'SALES' | 'SERVICE' | 'MARKETING'
  readonly summary: string
  readonly dealerId: string | null
  readonly at: Moment
  readonly by: string
}

type Kind = Pick<Touchpoint, 'channel' | 'direction' | 'department' | 'summary'>

const kinds: readonly (readonly [Kind, number])[] = [
  [{ channel: 'DEALER_VISIT', direction: 'INBOUND', department: 'SALES', summary: '到店看车，试坐' }, 12],
  [{ channel: 'PHONE', direction: 'OUTBOUND', department: 'SALES', summary: '销售顾问回访，了解用车情况' }, 14],
  [{ channel: 'WECHAT', direction: 'INBOUND', department: 'SALES', summary: '微信询问置换报价' }, 10],
  [{ channel: 'PHONE', direction: 'OUTBOUND', department: 'SERVICE', summary: '保养到期提醒' }, 18],
  [{ channel: 'PHONE', direction: 'OUTBOUND', department: 'SERVICE', summary: '维修后三日回访，客户满意' }, 14],
  [{ channel: 'APP', direction: 'INBOUND', department: 'SERVICE', summary: 'APP查询保养记录' }, 10],
  [{ channel: 'PHONE', direction: 'INBOUND', department: 'CUSTOMER', summary: '致电客服，核对地址' }, 6],
  [
    {
      channel: 'EMAIL',
      direction: 'INBOUND',
      department: 'CUSTOMER',
      summary: 'Asked for a copy of the invoice by e-mail',
    },
    3,
  ],
  [{ channel: 'SMS', direction: 'OUTBOUND', department: 'MARKETING', summary: '节日祝福短信' }, 8],
  [{ channel: 'SOCIAL', direction: 'INBOUND', department: 'MARKETING', summary: '在车主社区发帖分享自驾' }, 3],
  [{ channel: 'WEB', direction: 'INBOUND', department: 'MARKETING', summary: '官网浏览新车配置' }, 6],
]

/** Contacts of a customer in the last two years, the oldest first; few customers have many. */
export function touchpointsOf(customer: Customer, since: Moment, seed: number): Touchpoint[] {
  const random = randomFrom(seed, 'touchpoints', customer.id)
  const count = Math.min(14, Math.floor(-Math.log(1 - random.next()) * (customer.buyer === 'PROSPECT' ? 1.2 : 2.4)))
  const from = Math.max(since, today - 730 * day)
  return Array.from({ length: count }, () => from + random.next() * (today - from - day))
    .toSorted((a, b) => a - b)
    .map((at, nth) => {
      const kind = random.weighted(kinds)
      const inStore = kind.department === 'SALES' || kind.department === 'SERVICE'
      return {
        ...kind,
        id: `TP-${customer.id}-${nth + 1}`,
        customer,
        dealerId: inStore ? customer.dealer.id : null,
        at: atHour(at, 9 + random.next() * 10),
        by: inStore ? customer.consultant : agentName(random.int(0, 99)),
      }
    })
}
