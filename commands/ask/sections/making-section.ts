import { block, indented, notTold, paragraphs } from '../block.ts'
import { dayOf, minuteOf, nameOf, wordsOf, type Setting } from '../setting.ts'
import type { QualityResult, Story } from '../story.ts'
import { table } from '../table.ts'

/** How the car was built: the order, the stations that it went through, the tests, the repairs. */
export function makingSection(story: Story, setting: Setting): string[] {
  const { productionOrder, stationHistory, qualityResults } = story
  return paragraphs(
    productionOrder === null ? [notTold(setting)] : orderLines(productionOrder, setting),
    block(stationHistory, setting, {
      none: 'It has passed no station yet.',
      lines: passes =>
        table(
          passes.map(({ station, enteredAt, leftAt }) => [
            minuteOf(enteredAt ?? leftAt, setting),
            wordsOf(station.shop),
            nameOf(station),
          ]),
        ),
    }),
    [
      ...block(qualityResults, setting, { none: 'It has not been tested yet.', lines: all => testLines(all, setting) }),
      ...(productionOrder?.reworks ?? []).map(
        ({ at, station }) => `Reworked ${minuteOf(at, setting)}${station === null ? '' : `, ${nameOf(station)}`}.`,
      ),
      ...(productionOrder?.skippedStations ?? []).map(station =>
        setting.ink('yellow', `It went past a station of its route: ${nameOf(station)}.`),
      ),
    ],
  )
}

function orderLines(order: NonNullable<Story['productionOrder']>, setting: Setting): string[] {
  const { salesOrder, actualStart, actualEnd, plannedEnd, state, erpOrderNumber } = order
  const { dealer } = salesOrder ?? { dealer: null }
  const start = dayOf(actualStart, setting)
  const end = dayOf(actualEnd, setting)
  const when =
    actualEnd === null
      ? `${wordsOf(state)}, to be finished ${dayOf(plannedEnd, setting)}`
      : `built ${start === end ? end : `${start} to ${end}`}`
  return [
    salesOrder === null
      ? 'Built for stock.'
      : `Ordered ${dayOf(salesOrder.placedAt, setting)}${dealer?.name == null ? '' : ` at ${dealer.name}`} (${salesOrder.id}).`,
    `Production order ${order.productionNumber}${erpOrderNumber === null ? '' : `, ${erpOrderNumber} in the ERP`}: ${when}.`,
  ]
}

/** Only what failed stands there one by one: of the rest the count is enough. */
function testLines(results: readonly QualityResult[], setting: Setting): string[] {
  const failed = results.filter(({ verdict }) => verdict === 'FAILED')
  const passed = results.filter(({ verdict }) => verdict === 'PASSED').length
  return [
    `Tests: ${passed} passed${failed.length === 0 ? '' : `, ${setting.ink('red', `${failed.length} failed`)}`}.`,
    ...indented(
      table(
        failed.map(({ at, measure, value, unit, minimum, maximum, station }) => [
          minuteOf(at, setting),
          measure,
          value === null ? '' : `${value} ${unit ?? ''}`.trim(),
          limits(minimum, maximum),
          nameOf(station),
        ]),
      ),
    ),
  ]
}

function limits(minimum: number | null, maximum: number | null): string {
  if (minimum !== null && maximum !== null) return `(${minimum} to ${maximum})`
  if (minimum !== null) return `(at least ${minimum})`
  return maximum === null ? '' : `(at most ${maximum})`
}
