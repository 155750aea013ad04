import { expect, test } from 'vitest'
import type { CaseStatus } from '../../subgraphs/service/cases/case.ts'
import { readSlaClock } from '../../subgraphs/service/cases/sla-clock.ts'

const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minutes))
const history = (...moves: readonly (readonly [CaseStatus, number])[]) =>
  moves.map(([status, minutes]) => ({ status, at: at(minutes) }))

test.each([
  {
    name: 'a case in work runs towards the time allowed',
    moves: history(['NEW', 0], ['IN_PROGRESS', 10]),
    now: 40,
    reading: { state: 'RUNNING', dueAt: at(60), consumedMinutes: 40 },
  },
  {
    name: 'a case that waits for the customer uses no time and has no end yet',
    moves: history(['NEW', 0], ['WAITING_FOR_CUSTOMER', 20]),
    now: 500,
    reading: { state: 'PAUSED', dueAt: null, consumedMinutes: 20 },
  },
  {
    name: 'the time that it waited is added to the end',
    moves: history(['NEW', 0], ['WAITING_FOR_CUSTOMER', 20], ['IN_PROGRESS', 120]),
    now: 130,
    reading: { state: 'RUNNING', dueAt: at(160), consumedMinutes: 30 },
  },
  {
    name: 'a case solved at the last minute has met its time',
    moves: history(['NEW', 0], ['SOLVED', 60]),
    now: 500,
    reading: { state: 'MET', dueAt: at(60), consumedMinutes: 60 },
  },
  {
    name: 'closing it later changes nothing',
    moves: history(['NEW', 0], ['SOLVED', 45], ['CLOSED', 300]),
    now: 500,
    reading: { state: 'MET', dueAt: at(60), consumedMinutes: 45 },
  },
  {
    name: 'a case over its time is breached since the minute in which the time ended',
    moves: history(['NEW', 0], ['WAITING_FOR_CUSTOMER', 20], ['IN_PROGRESS', 120]),
    now: 200,
    reading: { state: 'BREACHED', dueAt: at(160), consumedMinutes: 100 },
  },
  {
    name: 'a breach stays, also when the case waits or is solved afterwards',
    moves: history(['NEW', 0], ['WAITING_FOR_CUSTOMER', 70], ['SOLVED', 80]),
    now: 200,
    reading: { state: 'BREACHED', dueAt: at(60), consumedMinutes: 70 },
  },
  {
    name: 'a case taken up again goes on with the time that is left',
    moves: history(['NEW', 0], ['SOLVED', 30], ['IN_PROGRESS', 100]),
    now: 110,
    reading: { state: 'RUNNING', dueAt: at(130), consumedMinutes: 40 },
  },
])('$name', ({ moves, now, reading }) => {
  expect(readSlaClock(moves, 60, at(now))).toEqual(reading)
})
