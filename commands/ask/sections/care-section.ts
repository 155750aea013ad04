import { block, indented, paragraphs } from '../block.ts'
import { dayOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { wrap } from '../text-width.ts'

/** What is still to be done for the car and its people: open recalls and open cases. */
export function careSection({ recalls, cases }: Story, setting: Setting): string[] {
  const { ink, width } = setting
  const further = (text: string): string[] => indented(wrap(text, width - 4))
  return paragraphs(
    block(recalls, setting, {
      none: 'No recall is open.',
      lines: all =>
        all.flatMap(({ addedAt, recall }) => [
          `${ink('red', 'Open recall')} since ${dayOf(addedAt, setting)}: ${recall.title ?? ''}`,
          ...further(recall.remedy ?? ''),
        ]),
    }),
    block(cases?.nodes, setting, {
      none: 'No case is open.',
      lines: all =>
        all.flatMap(({ id, kind, priority, status, subject, openedAt, slaState }) => [
          `${ink('red', `Open ${wordsOf(kind)}`)} since ${dayOf(openedAt, setting)}: ${subject ?? ''}`,
          ...further(
            `Case ${id}: ${wordsOf(priority)} priority, ${wordsOf(status)}, time to solve ${wordsOf(slaState)}.`,
          ),
        ]),
    }),
  )
}
