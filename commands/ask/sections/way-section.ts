import { block, notTold, paragraphs } from '../block.ts'
import { capital, minuteOf, nameOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { table } from '../table.ts'

/** Where the car is, and the way that it took, its first step first. */
export function waySection({ status, statusSince, whereabouts, timeline }: Story, setting: Setting): string[] {
  const since = statusSince === null ? '' : ` since ${minuteOf(statusSince, setting)}`
  const place = nameOf(whereabouts?.place ?? null)
  const where = whereabouts === null ? '' : `; it is ${whereText[whereabouts.kind] ?? wordsOf(whereabouts.kind)}`
  return paragraphs(
    [
      status === null
        ? notTold(setting)
        : `${setting.ink('bold', capital(wordsOf(status)))}${since}${where}${place === '' ? '' : `: ${place}`}.`,
    ],
    block(timeline?.nodes, setting, {
      none: 'Nothing has been reported of it.',
      lines: changes =>
        table(
          changes
            .toReversed()
            .map(change => [minuteOf(change.at, setting), wordsOf(change.status), nameOf(change.place)]),
        ),
    }),
  )
}

const whereText: Readonly<Record<string, string>> = {
  IN_TRANSACTION: 'on paper, not yet in the plant',
  PLANT: 'in the plant',
  WAREHOUSE: 'in a warehouse',
  IN_TRANSIT: 'on its way',
  DEALER: 'at the dealer',
  SOLD: 'with its buyer',
}
