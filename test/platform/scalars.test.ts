import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FormattedExecutionResult } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSubgraph, type RunningSubgraph } from '#platform/run-subgraph.ts'
import { defineSubgraph } from '#platform/subgraph.ts'
import { aPrincipal } from '../kit/principal.ts'
import { startProbe, temporaryFolder, type Probe } from './probe.ts'

const kinds = ['VIN', 'Date', 'DateTime', 'Decimal', 'Currency', 'CountryCode'] as const
type Kind = (typeof kinds)[number]

let probe: Probe
let echo: RunningSubgraph
beforeAll(async () => {
  probe = await startProbe('select')
  const folder = temporaryFolder()
  const fields = kinds.map(kind => `echo${kind}(value: ${kind}!): ${kind}!`).join('\n')
  writeFileSync(join(folder.path, 'schema.graphql'), `type Query {\n${fields}\n}`)
  const resolvers = Object.fromEntries(
    kinds.map(kind => [`echo${kind}`, (_: unknown, { value }: { value: unknown }) => value]),
  )
  echo = await runSubgraph(
    defineSubgraph({ name: 'probe', folder: folder.path, resolvers: [{ Query: resolvers }] }),
    probe.url,
  )
  folder.remove()
})
afterAll(async () => {
  await echo.stop()
  await probe.stop()
})

const principal = aPrincipal()

/** What a value comes back as, written into the query and given as a variable. */
async function both(kind: Kind, value: unknown): Promise<{ value?: unknown; message?: string; code?: unknown }[]> {
  const results = await Promise.all([
    echo.execute({ query: `{ value: echo${kind}(value: ${JSON.stringify(value)}) }` }, principal),
    echo.execute(
      { query: `query ($v: ${kind}!) { value: echo${kind}(value: $v) }`, variables: { v: value } },
      principal,
    ),
  ])
  return results.map(({ data, errors }: FormattedExecutionResult) =>
    errors === undefined
      ? { value: data?.['value'] }
      : { message: errors[0]?.message ?? '', code: errors[0]?.extensions?.['code'] },
  )
}

async function expectAccepted(kind: Kind, value: unknown, as: unknown = value): Promise<void> {
  expect([value, await both(kind, value)]).toEqual([value, [{ value: as }, { value: as }]])
}

async function expectRefused(kind: Kind, value: unknown, why: RegExp = /./): Promise<void> {
  for (const { message, code } of await both(kind, value)) {
    expect([value, message]).toEqual([value, expect.stringMatching(why)])
    expect([value, code]).toEqual([value, 'BAD_USER_INPUT'])
  }
}

test('a VIN is 17 digits and capital letters; lower case is raised and blanks around it go', async () => {
  await expectAccepted('VIN', 'WBA3A5C55CF256789')
  await expectAccepted('VIN', ' wba3a5c55cf256789 ', 'WBA3A5C55CF256789')
})

test('a VIN of the wrong length or with a letter that VINs do not have is refused with the reason', async () => {
  await expectRefused('VIN', 'WBA3A5C55CF25678', /A VIN has 17 characters, "WBA3A5C55CF25678" has 16/)
  await expectRefused('VIN', 'WBA3A5C55CF2567890', /has 18/)
  await expectRefused('VIN', '', /has 0/)
  for (const letter of ['I', 'O', 'Q', '-', 'Ü', '０'])
    await expectRefused('VIN', `WBA3A5C55CF25678${letter}`, /without I, O and Q/)
  await expectRefused('VIN', 12_345_678_901_234, /written as text/)
})

test('the check digit counts for makers of China and North America, and not for others', async () => {
  await expectAccepted('VIN', '1M8GDM9AXKP042788')
  await expectAccepted('VIN', 'LSVAU2183C2183294')
  await expectAccepted('VIN', 'WBA3A5C50CF256789')
  await expectRefused('VIN', '1M8GDM9A1KP042788', /The check digit of "1M8GDM9A1KP042788" is 1, it must be X/)
  await expectRefused('VIN', 'LSVAU2181C2183294', /it must be/)
})

test('a day is a day that the calendar has', async () => {
  await expectAccepted('Date', '2026-11-23')
  await expectAccepted('Date', '2028-02-29')
  for (const value of ['2026-02-29', '2026-13-01', '2026-11-31', '23.11.2026', '2026-11-23T00:00:00Z', '', 20_261_123])
    await expectRefused('Date', value)
})

test('a moment has a time zone and is given out in UTC with milliseconds', async () => {
  await expectAccepted('DateTime', '2026-11-23T02:28:00.000Z')
  await expectAccepted('DateTime', '2026-11-23T02:28:00Z', '2026-11-23T02:28:00.000Z')
  await expectAccepted('DateTime', '2026-11-23T10:28:00.5+08:00', '2026-11-23T02:28:00.500Z')
  for (const value of ['2026-11-23T02:28:00', '2026-11-23', '2026-02-30T00:00:00Z', 'today', ''])
    await expectRefused('DateTime', value)
})

test('a decimal is exact text with at most six decimals', async () => {
  for (const value of ['269800.00', '0', '-1.5', '999999999999999.999999', '007'])
    await expectAccepted('Decimal', value)
  for (const value of ['1e3', '1,5', '.5', '5.', '1.1234567', '1234567890123456', '', ' 1', '١', 'NaN'])
    await expectRefused('Decimal', value, /is no decimal number/)
  await expectRefused('Decimal', 1.5, /written as text/)
})

test('currencies and countries are those that ISO names', async () => {
  await expectAccepted('Currency', 'CNY')
  await expectAccepted('CountryCode', 'CN')
  for (const value of ['CNYY', 'YUAN', '', 'XX!']) await expectRefused('Currency', value)
  for (const value of ['CHN', 'ZZ', '', 'China']) await expectRefused('CountryCode', value)
})
