import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain } from '../../commands/ask/setting.ts'
import { tell } from '../../commands/ask/tell.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { runCommand } from '../kit/program.ts'
import { busyPhone, phone, plate, productionNumber, seedStoryCar, vin } from './story-car.ts'

const setting = { width: 60, ink: plain, timeZone: 'Asia/Shanghai' }

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStoryCar(graph)
})
afterAll(() => graph.stop())

test('tells the whole story of a car', async () => {
  const lines = await tell(graph.url, { by: 'vin', value: vin }, setting)
  expect(lines.join('\n')).toBe(`
Envision 昂科威
LRBFXCS17SS008826 · 沪A8K216 · SGM24110007 · times in Asia/Shanghai

THE CAR
  Colour         Red 红
  Engine         2.0 litres 2.0升
  Engine number  LTG-260120-77
  Plant          Jinqiao plant 金桥工厂
  Built          2026-01-21

HOW IT WAS BUILT
  Ordered 2026-01-04 at 上海永达 (SO-1).
  Production order SGM24110007, 00100000777 in the ERP: built 2026-01-20 to 2026-01-21.

  2026-01-20 08:00  body      Body 车身
  2026-01-20 13:00  paint     Paint 油漆
  2026-01-21 09:00  assembly  Trim 内饰
  2026-01-21 14:00  quality   Test 检测

  Tests: 2 passed, 1 failed.
    2026-01-21 14:00  brake-force-front  3010 NEW  (at least 3200)  Test 检测
  Reworked 2026-01-21 15:00, Test 检测.

WHERE IT IS
  Delivered since 2026-03-02 14:00; it is with its buyer.

  2026-01-04 10:00  ordered
  2026-01-20 08:00  broadcast   Body 车身
  2026-01-20 09:00  body        Body 车身
  2026-01-20 13:00  paint       Paint 油漆
  2026-01-21 09:00  assembly    Trim 内饰
  2026-01-21 14:00  quality     Test 检测
  2026-01-21 18:00  built       Finished cars 成品库
  2026-01-22 09:00  released    Finished cars 成品库
  2026-01-23 09:00  in transit
  2026-01-27 12:00  at dealer   Dealer 经销商
  2026-03-02 14:00  delivered   Dealer 经销商

WHO BOUGHT AND OWNED IT
  2026-03-02  sold new   CNY 239,800.00  上海永达, Shanghai         to 王小明
  2026-09-12  sold used  CNY 188,000.00  Westlake Motors, Hangzhou  to Anna Lee

  owner  王小明    2026-03-02 to 2026-09-12
  owner  Anna Lee  since 2026-09-12

WHERE IT WAS SERVICED
  Under warranty until 2126-03-01 or 100,000 km; last read 11,840 km.

  2026-06-10  5,120 km  永达浦东服务站, 上海永达, Shanghai  CNY 600.00 (warranty)
    Complaint: 刹车有异响，低速转弯时更明显，下雨天尤其如
               此，冷车时听不到
    Cause: 前制动片磨损不均
    BRK-010   更换前制动片          1.5 h
    13500077  Brake pad set, front  × 1    fault C0035

  2026-11-20  in the workshop  11,840 km  Westlake Service, Westlake Motors, Hangzhou
    Complaint: First service

RECALLS AND CASES
  Open recall since 2026-10-01: Brake hose may chafe
    Check the routing of the hose; replace it when worn.

  Open complaint since 2026-11-20: Waited two hours for the loan car
    Case case-1: high priority, new, time to solve breached.

CAMPAIGNS
  2026-10-26  Winter check 冬季关怀  to retain  by wechat  Anna Lee  interested
`)
})

test('tells the same story by plate, by production number, and by the phone of who has one car', async () => {
  const told = await tell(graph.url, { by: 'vin', value: vin }, setting)
  expect(await tell(graph.url, { by: 'plate', value: plate }, setting)).toEqual(told)
  expect(await tell(graph.url, { by: 'production', value: productionNumber }, setting)).toEqual(told)
  expect(await tell(graph.url, { by: 'phone', value: phone }, setting)).toEqual(told)
})

test('lists the cars of a phone number that has several', async () => {
  expect(await tell(graph.url, { by: 'phone', value: busyPhone }, setting)).toEqual([
    '2 cars belong to this phone number. Ask for one: npm run ask -- VIN',
    '  1M8GDM9AXKP042788      王小明, driver',
    '  1HGCM82633A004352      王小明, owner',
  ])
})

test('says in a sentence why there is no story', async () => {
  const refusal = (by: 'vin' | 'plate' | 'phone', value: string) =>
    tell(graph.url, { by, value }, setting).then(String, (error: Error) => error.message)
  expect(await refusal('vin', '5GZCZ43D13S812715')).toBe('No car has the VIN "5GZCZ43D13S812715".')
  expect(await refusal('vin', 'LSG')).toBe('A VIN has 17 characters, "LSG" has 3.')
  expect(await refusal('plate', '京B00000')).toBe('No car has the plate "京B00000".')
  expect(await refusal('phone', '+8613100131000')).toBe('Nobody with the phone number "+8613100131000" has a car.')
})

describe('the command', () => {
  test('prints the story without colours into a pipe', async () => {
    const asked = runCommand('ask', [vin, '--url', graph.url], { TZ: 'Asia/Shanghai' })
    expect(await asked.ended).toBe(0)
    expect(asked.said()).toContain('WHERE IT WAS SERVICED')
    expect(asked.said()).not.toContain('\u001B[')
  })

  test('fails with a sentence for an unknown car, for no question, and where no graph answers', async () => {
    const failed = async (...args: string[]) => {
      const asked = runCommand('ask', args)
      return [await asked.ended, asked.said()]
    }
    expect(await failed('5GZCZ43D13S812715', '--url', graph.url)).toEqual([
      1,
      'No car has the VIN "5GZCZ43D13S812715".\n',
    ])
    expect(await failed(vin, '--url', 'http://127.0.0.1:9')).toEqual([
      1,
      'No graph answers at http://127.0.0.1:9. Start it with: npm start\n',
    ])
    expect(await failed()).toEqual([1, expect.stringMatching(/^Ask for one car\.\nUsage: npm run ask -- VIN/)])
  })
})

test('tells the rest when one subgraph is away, and what is missing', async () => {
  await graph.stopSubgraph('service')
  const lines = await tell(graph.url, { by: 'vin', value: vin }, setting)
  const from = lines.indexOf('WHERE IT WAS SERVICED')
  expect(lines.slice(from - 2)).toEqual([
    '  owner  Anna Lee  since 2026-09-12',
    '',
    'WHERE IT WAS SERVICED',
    '  Not known right now.',
    '',
    'RECALLS AND CASES',
    '  Not known right now.',
    '',
    'CAMPAIGNS',
    '  2026-10-26  Winter check 冬季关怀  to retain  by wechat  Anna Lee  interested',
    '',
    'Missing: its service history, recalls and cases. The subgraph "service" cannot be reached.',
    '',
  ])
})
