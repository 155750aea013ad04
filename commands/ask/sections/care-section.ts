import { block, indented } from '../block.ts'
import { dayOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { wrap } from '../text-width.ts'

/** What is still to be done for the car and its people: open recalls and open cases. */
export function careSection({ recalls, cases }: Story, setting: Setting): string[] {
  return [
    ...block(recalls, setting, {
      none: 'No recall is open.',
      lines: all =>
        all.flatMap(({ addedAt, recall }) => [
          `${setting.ink('red', 'Open recall')} since ${dayOf(addedAt, setting)}: ${recall.title ?? ''}`,
          ...indented(wrap(recall.remedy ?? '', setting.width - 6)),
        ]),
    }),
    ...block(cases?.nodes, setting, {
      none: 'No case is open.',
      lines: all =>
        all.map(
          ({ id, kind, priority, status, subject, openedAt, slaState }) =>
            `${setting.ink('red', `Open ${wordsOf(kind)}`)} since ${dayOf(openedAt, setting)}: ${subject ?? ''} ` +
            `(${id}, ${[priority, status].map(wordsOf).join(' priority, ')}, clock ${wordsOf(slaState)})`,
        ),
    }),
  ]
}
