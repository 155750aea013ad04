import { agents } from '../agents.ts'
import { china } from '../calendar.ts'
import type { Car } from '../car.ts'
import type { Case } from '../cases.ts'
import { slaMinutes } from '../case-stories.ts'
import type { Cast } from './people.ts'

/** A question of the first owner, long closed, and the complaint of the second, which is open. */
export const heroCases = (car: Car, { chenJing, wangLei, shanghai }: Cast): Case[] => [
  {
    id: 'CS000001-1',
    kind: 'CONSULT',
    priority: 'LOW',
    status: 'CLOSED',
    subject: '咨询首次保养时间',
    customer: chenJing,
    car,
    station: null,
    resolution: '已说明首保为5000公里或六个月，并预约5月10日。',
    slaMinutes: slaMinutes.LOW,
    openedAt: china('2025-04-28', 11, 5),
    changes: [
      { status: 'NEW', at: china('2025-04-28', 11, 5), by: agents[0], note: null },
      { status: 'SOLVED', at: china('2025-04-28', 11, 20), by: agents[0], note: null },
      { status: 'CLOSED', at: china('2025-04-30', 9), by: agents[0], note: null },
    ],
    messages: [
      {
        author: 'CUSTOMER',
        name: chenJing.displayName,
        body: '车开了快半年，什么时候做首保？',
        at: china('2025-04-28', 11, 5),
      },
      {
        author: 'AGENT',
        name: agents[0],
        body: '您好，5000公里或六个月，以先到者为准。帮您预约5月10日上午可以吗？',
        at: china('2025-04-28', 11, 12),
      },
    ],
  },
  {
    id: 'CS000001-2',
    kind: 'COMPLAINT',
    priority: 'HIGH',
    status: 'IN_PROGRESS',
    subject: '更换制动片后异响再次出现',
    customer: wangLei,
    car,
    station: shanghai.stations[0] ?? null,
    resolution: null,
    slaMinutes: slaMinutes.HIGH,
    openedAt: china('2026-11-20', 9, 42),
    changes: [
      { status: 'NEW', at: china('2026-11-20', 9, 42), by: agents[1], note: null },
      { status: 'IN_PROGRESS', at: china('2026-11-20', 10, 3), by: agents[1], note: '转上海服务站技术经理' },
    ],
    messages: [
      {
        author: 'CUSTOMER',
        name: wangLei.displayName,
        body: '11月5日刚换了前制动片，这两天低速刹车又有尖叫声，我很不满意。',
        at: china('2026-11-20', 9, 42),
      },
      {
        author: 'AGENT',
        name: agents[1],
        body: '王先生，非常抱歉。已请技术经理今天联系您，周末优先安排检查，并一并完成制动助力器召回。',
        at: china('2026-11-20', 10, 8),
      },
      {
        author: 'INTERNAL',
        name: agents[1],
        body: '该车有未完成召回 RCL-2026-07，请一次处理。',
        at: china('2026-11-20', 10, 10),
      },
    ],
  },
]
